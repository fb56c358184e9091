package io.drawbridge.authorizer.golden;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the two templates route a request to. The run over HTTP uses the templates themselves, so a list that differs from
 * them makes the two runs disagree.
 *
 * @param resource the resource's path template
 * @param parameters the path parameters
 */
record GoldenRoute(String resource, Map<String, String> parameters) {

    private static final String GREEDY = "{proxy+}";
    private static final Set<String> ANY = Set.of();

    private record Resource(String path, Set<String> verbs) {}

    /** Static segments before variables, the greedy one last, as API Gateway prefers them. */
    private static final List<Resource> BELOW = List.of(
            new Resource("/orders", Set.of("GET", "POST", "OPTIONS")),
            new Resource("/orders/slow", Set.of("GET", "OPTIONS")),
            new Resource("/orders/broken", Set.of("GET", "OPTIONS")),
            new Resource("/orders/{id}", Set.of("GET", "DELETE", "OPTIONS")),
            new Resource("/{proxy+}", ANY));

    /** Of the main template only. */
    private static final List<Resource> ADMIN = List.of(
            new Resource("/admin/tenants", ANY),
            new Resource("/admin/tenants/{tenant}", ANY),
            new Resource("/admin/tenants/{tenant}/decisions", ANY),
            new Resource("/admin/tenants/{tenant}/issuers", ANY),
            new Resource("/admin/tenants/{tenant}/issuers/{id}", ANY),
            new Resource("/admin/tenants/{tenant}/revocations", ANY),
            new Resource("/admin/tenants/{tenant}/revocations/{id}", ANY),
            new Resource("/admin/platform/issuers", ANY),
            new Resource("/admin/platform/issuers/{id}", ANY),
            new Resource("/admin/platform/revocations", ANY),
            new Resource("/admin/platform/revocations/{id}", ANY),
            new Resource("/admin/{proxy+}", ANY));

    static GoldenRoute of(String tenantSource, String method, String path) {
        if (!tenantSource.equals("path")) {
            for (Resource resource : ADMIN) {
                Optional<Map<String, String>> parameters = match(resource.path(), path);
                if (parameters.isPresent()) {
                    return new GoldenRoute(resource.path(), parameters.get());
                }
            }
        }
        String prefix = tenantSource.equals("path") ? "/{tenant}" : "";
        if (path.equals("/")) {
            return new GoldenRoute("/", Map.of());
        }
        for (Resource resource : BELOW) {
            Optional<Map<String, String>> parameters = match(prefix + resource.path(), path);
            if (parameters.isPresent()
                    && (resource.verbs().equals(ANY) || resource.verbs().contains(method))) {
                return new GoldenRoute(prefix + resource.path(), parameters.get());
            }
        }
        return match(prefix, path)
                .map(parameters -> new GoldenRoute(prefix, parameters))
                .orElseThrow(() -> new IllegalArgumentException("no template has a route for " + path));
    }

    private static Optional<Map<String, String>> match(String template, String path) {
        String[] wanted = template.split("/", -1);
        boolean greedy = wanted[wanted.length - 1].equals(GREEDY);
        String[] found = path.split("/", greedy ? wanted.length : -1);
        if (found.length != wanted.length) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 1; i < wanted.length; i++) {
            if (wanted[i].startsWith("{") && !found[i].isEmpty()) {
                parameters.put(wanted[i].replaceAll("[{}+]", ""), found[i]);
            } else if (!wanted[i].equals(found[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }
}
