package io.drawbridge.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One rule of a route policy: which scopes a token needs for some methods of one resource.
 *
 * <p>The resource is the path template that API Gateway itself routed to, such as {@code /orders/{id}}, so that the rule
 * and the routing can never see different paths. Below a greedy resource such as {@code /{proxy+}}, where API Gateway tells
 * paths no further apart, a rule can name paths as well.
 *
 * @param methods verbs in upper case, or {@code *} for every verb
 * @param resource the resource's path template
 * @param path which paths of a greedy resource; empty for all, and on every other resource
 * @param allScopes scopes that the token must all hold
 * @param anyScopes scopes of which the token must hold one; empty for none
 */
public record RouteRule(
        List<String> methods,
        String resource,
        Optional<PathPattern> path,
        List<String> allScopes,
        List<String> anyScopes) {

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", GrantRules.STAR);

    private static final int MAX_SCOPES = 30;

    /** The most rules that one tenant or the platform may have. */
    public static final int MAX_PER_OWNER = 200;

    public RouteRule {
        methods = List.copyOf(methods);
        allScopes = List.copyOf(allScopes);
        anyScopes = List.copyOf(anyScopes);
        InvalidValueException.throwIfAny(
                problems(methods, resource, path.map(PathPattern::text), allScopes, anyScopes));
    }

    /** A rule for every path of its resource. */
    public RouteRule(List<String> methods, String resource, List<String> allScopes, List<String> anyScopes) {
        this(methods, resource, Optional.empty(), allScopes, anyScopes);
    }

    /** The rule, or all problems of its values with pointers of the registry format. */
    public static Checked<RouteRule> of(
            List<String> methods,
            String resource,
            Optional<String> path,
            List<String> allScopes,
            List<String> anyScopes) {
        List<Problem> problems = problems(methods, resource, path, allScopes, anyScopes);
        return problems.isEmpty()
                ? new Checked.Valid<>(new RouteRule(
                        methods, resource, path.map(p -> PathPattern.parse(p).orThrow()), allScopes, anyScopes))
                : new Checked.Invalid<>(problems);
    }

    /** Whether this rule speaks of a method of a resource, on whatever path. */
    public boolean concerns(String requestMethod, String requestResource) {
        return resource.equals(requestResource)
                && (methods.contains(GrantRules.STAR) || methods.contains(requestMethod));
    }

    /**
     * Whether this rule speaks of a request.
     *
     * @param requestPath the segments of the path, decoded, on a greedy resource; not looked at on another
     */
    public boolean covers(String requestMethod, String requestResource, List<String> requestPath) {
        return concerns(requestMethod, requestResource)
                && path.map(p -> p.matches(requestPath)).orElse(true);
    }

    /**
     * Whether every request that {@code narrower} speaks of is one that {@code rules} speak of: for each of its methods one
     * rule alone, so that nobody has to add up paths.
     */
    public static boolean coverAll(List<RouteRule> rules, RouteRule narrower) {
        return narrower.methods.stream()
                .allMatch(m -> rules.stream().anyMatch(r -> r.concerns(m, narrower.resource) && r.includes(narrower)));
    }

    /**
     * The rules of a tenant that the platform's do not cover, each with the pointer {@code /routeRules/{index}}; none where
     * the platform has no rules, which allows every route.
     */
    public static List<Problem> wider(List<RouteRule> own, List<RouteRule> ofPlatform) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; !ofPlatform.isEmpty() && i < own.size(); i++) {
            RouteRule rule = own.get(i);
            if (!coverAll(ofPlatform, rule)) {
                String shown = String.join(",", rule.methods) + " " + rule.resource;
                problems.add(Problem.of(ProblemCode.ROUTE_WIDER, shown).under("/routeRules/" + i));
            }
        }
        return problems;
    }

    private boolean includes(RouteRule narrower) {
        return path.map(mine -> narrower.path.map(mine::includes).orElse(false)).orElse(true);
    }

    /** Whether a token with {@code scopes} satisfies this rule. */
    public boolean isSatisfiedBy(Set<String> scopes) {
        return scopes.containsAll(allScopes)
                && (anyScopes.isEmpty() || anyScopes.stream().anyMatch(scopes::contains));
    }

    private static List<Problem> problems(
            List<String> methods,
            String resource,
            Optional<String> path,
            List<String> allScopes,
            List<String> anyScopes) {
        List<Problem> problems = new ArrayList<>(Lists.tooMany("/methods", methods, METHODS.size()));
        if (methods.isEmpty()) {
            problems.add(Problem.of(ProblemCode.ROUTE_METHOD, "").under("/methods"));
        }
        for (int i = 0; i < methods.size(); i++) {
            if (!METHODS.contains(methods.get(i))) {
                problems.add(
                        Problem.of(ProblemCode.ROUTE_METHOD, methods.get(i)).under("/methods/" + i));
            }
        }
        if (!isResource(resource)) {
            problems.add(Problem.of(ProblemCode.ROUTE_RESOURCE, resource).under("/resource"));
        }
        // A rule for paths that never meet its resource would be believed in and guard nothing.
        path.filter(p -> PathPattern.parse(p)
                        .value()
                        .filter(pattern -> pattern.liesBelow(resource))
                        .isEmpty())
                .ifPresent(
                        p -> problems.add(Problem.of(ProblemCode.ROUTE_PATH, p).under("/path")));
        problems.addAll(scopeProblems("/scopes/all", allScopes));
        problems.addAll(scopeProblems("/scopes/any", anyScopes));
        return problems;
    }

    /** Whether a text can be the path template of a resource. */
    public static boolean isResource(String text) {
        return text.startsWith("/") && text.length() <= Texts.MAX_TEXT && Texts.isPlainAscii(text);
    }

    /** The problems of a list of scopes. */
    public static List<Problem> scopeProblems(String pointer, List<String> scopes) {
        List<Problem> problems = new ArrayList<>(Lists.tooMany(pointer, scopes, MAX_SCOPES));
        for (int i = 0; i < scopes.size(); i++) {
            String scope = scopes.get(i);
            if (scope.isEmpty() || scope.length() > Texts.MAX_TEXT || !Texts.isPlainAscii(scope)) {
                problems.add(Problem.of(ProblemCode.ROUTE_SCOPE, scope).under(pointer + "/" + i));
            }
        }
        return problems;
    }
}
