package io.drawbridge.registry.json;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A path as a resource's template reads it. */
public final class ResourcePath {

    private static final String GREEDY = "+}";

    private ResourcePath() {}

    /** The path parameters as they are spelled; empty if the path is not one of the resource. */
    public static Optional<Map<String, String>> parameters(String resource, String path) {
        String[] wanted = resource.split("/", -1);
        boolean isGreedy = resource.endsWith(GREEDY);
        String[] found = path.split("/", isGreedy ? wanted.length : -1);
        if (found.length != wanted.length || !path.startsWith("/")) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 1; i < wanted.length; i++) {
            if (isVariable(wanted[i]) && !found[i].isEmpty()) {
                parameters.put(name(wanted[i]), found[i]);
            } else if (!wanted[i].equals(found[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    /** Some path of a resource without a greedy variable. */
    public static String sample(String resource, Map<String, String> values) {
        StringBuilder path = new StringBuilder();
        String[] segments = resource.split("/", -1);
        for (int i = 1; i < segments.length; i++) {
            path.append('/')
                    .append(isVariable(segments[i]) ? values.getOrDefault(name(segments[i]), "x") : segments[i]);
        }
        return path.toString();
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static String name(String variable) {
        return variable.substring(1, variable.length() - (variable.endsWith(GREEDY) ? 2 : 1));
    }
}
