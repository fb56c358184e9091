package io.drawbridge.authorizer.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every route of an API whose policies API Gateway remembers, and the policy for those of one resource that a token may use.
 *
 * <p>A remembered policy is evaluated again on the actual path of each request, so it must say all that a token may do and
 * nothing else. IAM's {@code *} crosses slashes: {@code /orders/{id}} can only be said as {@code /orders/?*}, which matches
 * {@code /orders/1/notes} too. A route is therefore listed only if its pattern meets no route that the token must not use.
 *
 * @param routes each with a verb of its own
 */
public record ApiRoutes(List<ApiRoute> routes) {

    /** No route is known, and nothing is remembered. */
    public static final ApiRoutes NONE = new ApiRoutes(List.of());

    private static final String ANY = "ANY";

    /** What {@code ANY} stands for. OPTIONS is left out: preflights carry no token and are never remembered. */
    private static final List<String> VERBS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    /** A path part of API Gateway: no character of it is a wildcard or a variable in a policy. */
    private static final Pattern RESOURCE = Pattern.compile(
            "/|(/([A-Za-z0-9._~:,-]+|\\{[A-Za-z0-9._-]+\\}))*(/[A-Za-z0-9._~:,-]+|/\\{[A-Za-z0-9._-]+\\+?\\})");

    private static final String ADMIN = "/admin/";

    /**
     * Paths that could be read as another path: they are refused on every route, because a remembered policy is all that looks at
     * them, and the routing may not have read them as they stand in the method ARN.
     */
    private static final List<String> UNSAFE = List.of(
            "*//*", "*/./*", "*/../*", "*/.", "*/..", "*/?*/", "*%2f*", "*%2F*", "*%5c*", "*%5C*", "*%2e*", "*%2E*",
            "*%25*", "*%3b*", "*%3B*", "*;*", "*\\*");

    public ApiRoutes {
        routes = List.copyOf(routes);
    }

    /** Reads a list such as {@code GET /orders, ANY /{proxy+}}; its problems are those of {@link #problems}. */
    public static ApiRoutes parse(String text) {
        List<ApiRoute> written = entries(text)
                .filter(e -> problem(e).isEmpty())
                .map(ApiRoutes::route)
                .toList();
        List<ApiRoute> routes = new ArrayList<>();
        for (ApiRoute route : written) {
            if (!route.method().equals(ANY)) {
                routes.add(route);
                continue;
            }
            // A verb that the resource names itself is another route.
            VERBS.stream()
                    .map(verb -> new ApiRoute(verb, route.resource()))
                    .filter(r -> !written.contains(r))
                    .forEach(routes::add);
        }
        return new ApiRoutes(routes);
    }

    /** What is wrong with such a list, a sentence each. */
    public static List<String> problems(String text) {
        List<String> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        entries(text).forEach(entry -> {
            problem(entry).ifPresent(p -> problems.add("has \"" + entry + "\": " + p));
            if (!seen.add(entry)) {
                problems.add("has \"" + entry + "\" twice. Remove one of the two.");
            }
        });
        return problems;
    }

    private static Stream<String> entries(String text) {
        return Stream.of(text.split(",", -1))
                .map(e -> e.strip().replaceAll("\\s+", " "))
                .filter(e -> !text.isBlank());
    }

    private static Optional<String> problem(String entry) {
        String[] words = entry.split(" ", -1);
        if (words.length != 2
                || !(VERBS.contains(words[0]) || words[0].equals(ANY))
                || !RESOURCE.matcher(words[1]).matches()) {
            return Optional.of("a route is a verb other than OPTIONS, or ANY, and a resource, such as GET /orders/{id}."
                    + " Correct it or remove it.");
        }
        return words[1].startsWith(ADMIN)
                ? Optional.of("what the admin API answers depends on the tenant in the path. Remove it.")
                : Optional.empty();
    }

    private static ApiRoute route(String entry) {
        String[] words = entry.split(" ", -1);
        return new ApiRoute(words[0], words[1]);
    }

    /** Whether the policies of this API are remembered. */
    public boolean areRemembered() {
        return !routes.isEmpty();
    }

    /** Whether this is a route of the API. */
    public boolean contain(String method, String resource) {
        return routes.contains(new ApiRoute(method, resource));
    }

    /** What came of listing a token's routes. */
    public sealed interface Listing {

        /** The policy for all of them. */
        record Listed(IamPolicy policy) implements Listing {}

        /** There is none that can be said exactly. */
        record Nothing() implements Listing {}

        /** They are more than a policy holds. */
        record TooLong() implements Listing {}
    }

    /**
     * The policy for all that a token may do with one resource, whatever the verb and the path.
     *
     * <p>The resource is part of what the policy is remembered by, so a path can never use what was listed for another one,
     * however API Gateway reads it. All the same a list says nothing that would be too much for other resources.
     *
     * @param stageArn the API's execute-api ARN up to the slash after its stage
     */
    public Listing list(String stageArn, String resource, RoutePolicy policy, Set<String> scopes) {
        List<ApiRoute> usable = routes.stream()
                .filter(r -> policy.allowsEveryPath(r.method(), r.resource(), scopes))
                .toList();
        List<ApiRoute> others = routes.stream().filter(r -> !usable.contains(r)).toList();
        List<String> patterns = usable.stream()
                .filter(r -> r.resource().equals(resource))
                .filter(r -> r.isLiteral() || others.stream().noneMatch(o -> o.isMetBy(r.pattern())))
                .map(ApiRoute::pattern)
                .toList();
        if (patterns.isEmpty()) {
            return new Listing.Nothing();
        }
        return IamPolicy.allowAllBut(
                        patterns.stream().map(p -> stageArn + p).toList(),
                        UNSAFE.stream().map(p -> stageArn + p).toList())
                .<Listing>map(Listing.Listed::new)
                .orElseGet(Listing.TooLong::new);
    }
}
