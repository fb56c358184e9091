package io.drawbridge.launcher.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code drawbridge decide}: what the authorizer would answer to a request, and why. */
@Command(
        name = "decide",
        mixinStandardHelpOptions = true,
        description = "Says what the authorizer would answer to a request and why, without sending it.")
final class DecideCommand extends AdminCommand {

    @Option(names = "--tenant", paramLabel = "ID", required = true, description = "The tenant.")
    @SuppressWarnings("NullAway.Init") // picocli requires it
    private String tenant;

    @Option(names = "--origin", paramLabel = "ORIGIN", description = "The page's origin. Default: no browser.")
    private @Nullable String origin;

    @Option(names = "--method", paramLabel = "VERB", defaultValue = "GET", description = "Default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // picocli sets the default
    private String method;

    @Option(names = "--resource", paramLabel = "TEMPLATE", description = "The route, such as /orders/{id}.")
    private @Nullable String resource;

    @Option(names = "--path", paramLabel = "PATH", description = "The path, such as /orders/7.")
    private @Nullable String path;

    @Option(
            names = "--request-header",
            paramLabel = "NAME",
            description = "A header that the page sends. May be repeated.")
    private List<String> requestHeaders = List.of();

    @Option(names = "--preflight", description = "Ask about the preflight of the request.")
    private boolean preflight;

    @Option(
            names = "--bearer-file",
            paramLabel = "FILE",
            description = "A file that holds the token of the request in question.")
    private @Nullable Path bearerFile;

    DecideCommand(Access access) {
        super(access);
    }

    @Override
    public Integer call() {
        ObjectNode question = object().put("method", method);
        put(question, "origin", origin);
        put(question, "resource", resource);
        put(question, "path", path);
        if (!requestHeaders.isEmpty()) {
            requestHeaders.forEach(question.putArray("requestHeaders")::add);
        }
        if (preflight) {
            question.put("preflight", true);
        }
        if (bearerFile != null) {
            question.put("token", Access.read(bearerFile));
        }
        output().document(
                        out(),
                        client().ask(tenantPath(tenant) + "/decisions", question)
                                .body());
        return 0;
    }

    private static void put(ObjectNode question, String name, @Nullable String value) {
        if (value != null) {
            question.put(name, value);
        }
    }
}
