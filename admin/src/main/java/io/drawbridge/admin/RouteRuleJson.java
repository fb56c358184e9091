package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.PathPattern;
import io.drawbridge.registry.RouteRule;
import java.util.List;

/** The wire form of route rules: that of the registry file, written out. */
final class RouteRuleJson {

    private RouteRuleJson() {}

    static ArrayNode write(List<RouteRule> rules) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        rules.forEach(rule -> list.add(write(rule)));
        return list;
    }

    private static ObjectNode write(RouteRule rule) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        texts(node.putArray("methods"), rule.methods());
        node.put("resource", rule.resource());
        rule.path().map(PathPattern::text).ifPresent(path -> node.put("path", path));
        ObjectNode scopes = node.putObject("scopes");
        texts(scopes.putArray("all"), rule.allScopes());
        texts(scopes.putArray("any"), rule.anyScopes());
        return node;
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
