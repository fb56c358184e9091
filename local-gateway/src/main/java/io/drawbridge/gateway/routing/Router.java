package io.drawbridge.gateway.routing;

import io.drawbridge.gateway.api.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the route of a request.
 *
 * <p>The most specific resource that fits the path is chosen first and asked for the verb; when it lacks the verb, only a
 * {@code {proxy+}} that also fits may answer instead, never another resource.
 */
public final class Router {

    private final Map<ResourcePattern, Map<String, Route>> resources = new LinkedHashMap<>();
    private final List<ResourcePattern> patterns;

    /** Takes the routes of one API. */
    public Router(List<Route> routes) {
        for (Route route : routes) {
            resources
                    .computeIfAbsent(ResourcePattern.of(route.resource()), pattern -> new LinkedHashMap<>())
                    .put(route.method(), route);
        }
        patterns = resources.keySet().stream()
                .sorted(ResourcePattern.MOST_SPECIFIC_FIRST)
                .toList();
    }

    /**
     * The route for a verb and a path.
     *
     * @param path begins with a slash; read already as {@link PathReading#routed} says
     * @return empty where API Gateway answers MISSING_AUTHENTICATION_TOKEN
     */
    public Optional<RouteMatch> match(String method, String path) {
        List<String> segments = ResourcePattern.split(path);
        boolean first = true;
        for (ResourcePattern pattern : patterns) {
            Optional<Map<String, String>> parameters = pattern.match(segments);
            if (parameters.isPresent() && (first || pattern.greedy())) {
                Optional<Route> route = verb(pattern, method);
                if (route.isPresent()) {
                    return Optional.of(new RouteMatch(route.get(), parameters.get()));
                }
                first = false;
            }
        }
        return Optional.empty();
    }

    private Optional<Route> verb(ResourcePattern pattern, String method) {
        Map<String, Route> verbs = resources.getOrDefault(pattern, Map.of());
        return Optional.ofNullable(verbs.getOrDefault(method, verbs.get(Route.ANY)));
    }
}
