package io.drawbridge.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One rule of a route policy: which scopes a token needs for some methods of one resource.
 *
 * <p>The resource is the path template that API Gateway itself routed to, such as {@code /orders/{id}}, so that the rule
 * and the routing can never see different paths.
 *
 * @param methods verbs in upper case, or {@code *} for every verb
 * @param resource the resource's path template
 * @param allScopes scopes that the token must all hold
 * @param anyScopes scopes of which the token must hold one; empty for none
 */
public record RouteRule(List<String> methods, String resource, List<String> allScopes, List<String> anyScopes) {

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", GrantRules.STAR);

    public RouteRule {
        methods = List.copyOf(methods);
        allScopes = List.copyOf(allScopes);
        anyScopes = List.copyOf(anyScopes);
        InvalidValueException.throwIfAny(problems(methods, resource, allScopes, anyScopes));
    }

    /** The rule, or all problems of its values with pointers of the registry format. */
    public static Checked<RouteRule> of(
            List<String> methods, String resource, List<String> allScopes, List<String> anyScopes) {
        List<Problem> problems = problems(methods, resource, allScopes, anyScopes);
        return problems.isEmpty()
                ? new Checked.Valid<>(new RouteRule(methods, resource, allScopes, anyScopes))
                : new Checked.Invalid<>(problems);
    }

    /** Whether this rule speaks of a request to {@code resource} with {@code method}. */
    public boolean covers(String requestMethod, String requestResource) {
        return resource.equals(requestResource)
                && (methods.contains(GrantRules.STAR) || methods.contains(requestMethod));
    }

    /** Whether a token with {@code scopes} satisfies this rule. */
    public boolean isSatisfiedBy(Set<String> scopes) {
        return scopes.containsAll(allScopes)
                && (anyScopes.isEmpty() || anyScopes.stream().anyMatch(scopes::contains));
    }

    private static List<Problem> problems(
            List<String> methods, String resource, List<String> allScopes, List<String> anyScopes) {
        List<Problem> problems = new ArrayList<>();
        if (methods.isEmpty()) {
            problems.add(Problem.of(ProblemCode.ROUTE_METHOD, "").under("/methods"));
        }
        for (int i = 0; i < methods.size(); i++) {
            if (!METHODS.contains(methods.get(i))) {
                problems.add(
                        Problem.of(ProblemCode.ROUTE_METHOD, methods.get(i)).under("/methods/" + i));
            }
        }
        if (!resource.startsWith("/") || resource.length() > Texts.MAX_TEXT || !Texts.isPlainAscii(resource)) {
            problems.add(Problem.of(ProblemCode.ROUTE_RESOURCE, resource).under("/resource"));
        }
        problems.addAll(scopeProblems("/scopes/all", allScopes));
        problems.addAll(scopeProblems("/scopes/any", anyScopes));
        return problems;
    }

    private static List<Problem> scopeProblems(String pointer, List<String> scopes) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < scopes.size(); i++) {
            if (scopes.get(i).isEmpty() || !Texts.isPlainAscii(scopes.get(i))) {
                problems.add(Problem.of(ProblemCode.ROUTE_SCOPE, scopes.get(i)).under(pointer + "/" + i));
            }
        }
        return problems;
    }
}
