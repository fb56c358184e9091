package io.drawbridge.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;

/** The facts in the document of {@code ./drawbridge routes --json}. */
final class Served {

    private Served() {}

    static Facts facts(ObjectNode document) {
        Facts facts = new Facts();
        JsonNode api = document.path("api");
        facts.add("api", api.path("logicalId").asText());
        facts.add("api key source", api.path("apiKeySource").asText());
        facts.add("stage " + api.path("stage").asText(), api.path("stageVariables"));
        each(document, "routes", route -> "route " + text(route, "method") + " " + text(route, "resource"), facts);
        each(document, "authorizers", authorizer -> "authorizer " + text(authorizer, "name"), facts);
        each(document, "gatewayResponses", response -> "gateway response " + text(response, "type"), facts);
        for (JsonNode function : document.path("functions")) {
            // Where its code is, a stack does not know any more.
            ((ObjectNode) function).remove(List.of("code", "layers"));
        }
        each(document, "functions", function -> "function " + text(function, "logicalId"), facts);
        for (JsonNode permission : document.path("permissions")) {
            facts.add("permission " + text(permission, "function") + " " + text(permission, "source"), "granted");
        }
        each(document, "usagePlans", plan -> "usage plan " + text(plan, "logicalId"), facts);
        return facts;
    }

    private static void each(ObjectNode document, String list, Function<JsonNode, String> name, Facts facts) {
        document.path(list).forEach(item -> facts.add(name.apply(item), item));
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asText();
    }
}
