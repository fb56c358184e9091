package io.drawbridge.admin.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the path template that a path is routed to. */
final class Paths {

    private Paths() {}

    static Call call(JsonNode paths, String method, String pathAndQuery, Map<String, String> headers, String body) {
        String[] parts = pathAndQuery.split("\\?", 2);
        List<String> templates = new ArrayList<>();
        paths.fieldNames().forEachRemaining(templates::add);
        // A fixed segment wins over a parameter, and "{" stands after every letter.
        templates.sort(Comparator.naturalOrder());
        for (String template : templates) {
            Optional<Map<String, String>> parameters = parameters(template, parts[0]);
            if (parameters.isPresent()) {
                return new Call(method, template, parameters.get(), query(parts), headers, body);
            }
        }
        return new Call(method, "/admin/{proxy+}", Map.of("proxy", parts[0]), query(parts), headers, body);
    }

    private static Optional<Map<String, String>> parameters(String template, String path) {
        String[] names = template.split("/", -1);
        String[] values = path.split("/", -1);
        if (names.length != values.length) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            if (names[i].startsWith("{")) {
                parameters.put(names[i].substring(1, names[i].length() - 1), ApiDocument.decoded(values[i]));
            } else if (!names[i].equals(values[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    private static Map<String, List<String>> query(String[] parts) {
        Map<String, List<String>> query = new HashMap<>();
        if (parts.length == 2) {
            for (String pair : parts[1].split("&", -1)) {
                String[] named = pair.split("=", 2);
                query.computeIfAbsent(ApiDocument.decoded(named[0]), n -> new ArrayList<>())
                        .add(named.length == 2 ? ApiDocument.decoded(named[1]) : "");
            }
        }
        return query;
    }
}
