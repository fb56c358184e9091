package io.drawbridge.launcher.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
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

    @Option(
            names = "--resource",
            paramLabel = "TEMPLATE",
            required = true,
            description = "The route, such as /orders/{id}.")
    @SuppressWarnings("NullAway.Init") // picocli requires it
    private String resource;

    @Option(
            names = "--path",
            paramLabel = "PATH",
            description = "The path, such as /orders/7. Default: any of the route, unless that is greedy.")
    private @Nullable String path;

    @Option(
            names = "--request-header",
            paramLabel = "NAME",
            description = "A header that the page sends. May be repeated.")
    private List<String> requestHeaders = List.of();

    @Option(names = "--credentials", description = "The page fetches with credentials: \"include\".")
    private boolean credentials;

    @Option(names = "--preflight", description = "Ask about the preflight of the request.")
    private boolean preflight;

    @Option(
            names = "--bearer-file",
            paramLabel = "FILE",
            description = "A file that holds the token of the request in question.")
    private @Nullable Path bearerFile;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description =
                    "Instead of a token: as if a valid one of this tenant with this scope came. May be repeated; \"\" for"
                            + " one without any.")
    private @Nullable List<String> scopes;

    DecideCommand(Access access) {
        super(access);
    }

    @Override
    public Integer call() {
        ObjectNode question = object().put("method", method).put("resource", resource);
        put(question, "origin", origin);
        put(question, "path", path);
        if (!requestHeaders.isEmpty()) {
            requestHeaders.forEach(question.putArray("requestHeaders")::add);
        }
        if (credentials) {
            question.put("credentials", true);
        }
        if (preflight) {
            question.put("preflight", true);
        }
        if (bearerFile != null) {
            question.put("token", Access.read(bearerFile));
        }
        if (scopes != null) {
            ArrayNode list = question.putArray("scopes");
            scopes.stream().filter(scope -> !scope.isEmpty()).forEach(list::add);
        }
        JsonNode answer =
                client().ask(tenantPath(tenant) + "/decisions", question).body();
        if (output() == Output.json) {
            output().document(out(), answer);
        } else {
            describe(answer.deepCopy());
        }
        return 0;
    }

    /** What came of it, then the headers as they would be sent, then what to do about it. */
    private void describe(ObjectNode answer) {
        List<String> lines = new ArrayList<>();
        answer.path("headers")
                .properties()
                .forEach(header -> lines.add(
                        "  " + header.getKey() + ": " + header.getValue().asText()));
        Refusals.problems(answer.path("form"), lines);
        Refusals.problems(answer.path("blocked"), lines);
        JsonNode nearest = answer.path("nearest");
        if (nearest.isObject()) {
            lines.add("Registered is " + nearest.path("pattern").asText() + " ("
                    + nearest.path("status").asText() + "):");
            Refusals.problems(nearest.path("why"), lines);
        }
        answer.remove(List.of("headers", "form", "blocked", "nearest"));
        output().document(out(), answer);
        lines.stream().map(Output::printable).forEach(out()::println);
    }

    private static void put(ObjectNode question, String name, @Nullable String value) {
        if (value != null) {
            question.put(name, value);
        }
    }
}
