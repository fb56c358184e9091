package io.drawbridge.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Why a browser blocks a request although its origin is allowed: the preflight was answered with the grant, and the grant lacks
 * what the page wants.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#cors-preflight-fetch">Fetch, "CORS-preflight fetch", steps 7.7 to 7.9</a>
 */
public final class GrantExplanation {

    /** Fetch, "CORS-safelisted method". */
    private static final Set<String> FREE_METHODS = Set.of("GET", "HEAD", "POST");

    /** Fetch, "normalize" a method: these alone are put into upper case. */
    private static final Set<String> NORMALIZED = Set.of("DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT");

    /** Fetch, "CORS-safelisted request-header", those whose values hardly ever matter. A content type is free for forms alone. */
    private static final Set<String> FREE_HEADERS = Set.of("accept", "accept-language", "content-language");

    private static final String AUTHORIZATION = "authorization";

    private GrantExplanation() {}

    /**
     * What a grant lacks.
     *
     * @param method the method as a script says it
     * @param headers the names of the headers that the script sets
     * @param credentials whether the request carries cookies
     */
    public static List<Problem> of(Grant grant, String method, List<String> headers, boolean credentials) {
        List<Problem> problems = new ArrayList<>();
        // With credentials a star is the name of a method or header (Fetch, "CORS-preflight fetch").
        if (!allowsMethod(grant, normalized(method), credentials)) {
            problems.add(Problem.of(ProblemCode.ASKED_METHOD, method));
        }
        headers.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .filter(name -> !allowsHeader(grant, name, credentials))
                .forEach(name -> problems.add(Problem.of(ProblemCode.ASKED_HEADER, name)));
        if (credentials && !grant.credentials()) {
            problems.add(Problem.of(ProblemCode.ASKED_CREDENTIALS, "the request"));
        }
        return problems;
    }

    private static boolean allowsMethod(Grant grant, String method, boolean credentials) {
        return FREE_METHODS.contains(method)
                || grant.methods().contains(method)
                || (!credentials && grant.methods().contains(GrantRules.STAR));
    }

    private static boolean allowsHeader(Grant grant, String name, boolean credentials) {
        return FREE_HEADERS.contains(name)
                || grant.requestHeaders().contains(name)
                || (!credentials
                        && !name.equals(AUTHORIZATION)
                        && grant.requestHeaders().contains(GrantRules.STAR));
    }

    private static String normalized(String method) {
        String upper = method.toUpperCase(Locale.ROOT);
        return NORMALIZED.contains(upper) ? upper : method;
    }
}
