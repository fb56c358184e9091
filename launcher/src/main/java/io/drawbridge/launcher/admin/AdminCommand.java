package io.drawbridge.launcher.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.launcher.run.LocalPorts;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every one of these commands has: an API, a token, a way to print. */
abstract class AdminCommand implements Callable<Integer> {

    final Access access;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--api",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:" + LocalPorts.DEFAULT_API,
            description = "Where the API is, its stage included. Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // picocli sets the default
    private URI api;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "A file that holds the access token. Default: the variable DRAWBRIDGE_TOKEN, and for an API on"
                            + " this machine a platform administrator's token from the keys of ./drawbridge up.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--output",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "text for people; json for scripts: the API's documents, one line each. Default:"
                    + " ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // picocli sets the default
    private Output output;

    AdminCommand(Access access) {
        this.access = access;
    }

    final AdminClient client() {
        boolean isSafe = "https".equals(api.getScheme()) || ("http".equals(api.getScheme()) && Access.isLocal(api));
        if (!isSafe || api.getHost() == null) {
            throw misuse(
                    "--api " + api + " would send the token unprotected. Give an https URL, or http on this machine.");
        }
        return new AdminClient(api, access.token(api, Optional.ofNullable(tokenFile)), access.ids());
    }

    final Output output() {
        return output;
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** For what is no result: questions, and what is still going on. */
    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    final ParameterException misuse(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Prints what a write answered. */
    final int written(JsonNode answer, String done) {
        output.say(out(), Output.printable(done));
        if (output == Output.json) {
            output.document(out(), answer);
        }
        output.inForce(out(), answer);
        return 0;
    }

    static String tenantPath(String tenant) {
        return "/admin/tenants/" + AdminClient.encoded(tenant);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
