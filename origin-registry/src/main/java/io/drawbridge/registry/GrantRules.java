package io.drawbridge.registry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The rules of a {@link Grant}: Fetch's method and header lists, and what CORS makes meaningless or dangerous. */
final class GrantRules {

    static final String STAR = "*";
    private static final int MAX_AGE = 86_400;

    /** Bound a registration, so that a bucket of 50 partial labels stays below DynamoDB's 400 KB per item. */
    private static final int MAX_ELEMENTS = 30;

    private static final int MAX_TOKEN = 64;

    /** Fetch, "forbidden method". */
    private static final Set<String> FORBIDDEN_METHODS = Set.of("CONNECT", "TRACE", "TRACK");

    /** Fetch, "forbidden request-header". Method-override headers are forbidden by value only and stay allowed here. */
    private static final Set<String> FORBIDDEN_REQUEST_HEADERS = Set.of(
            "accept-charset",
            "accept-encoding",
            "access-control-request-headers",
            "access-control-request-method",
            "access-control-request-private-network",
            "connection",
            "content-length",
            "cookie",
            "cookie2",
            "date",
            "dnt",
            "expect",
            "host",
            "keep-alive",
            "origin",
            "referer",
            "set-cookie",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via");

    /** Fetch, "forbidden response-header name". */
    private static final Set<String> FORBIDDEN_EXPOSED_HEADERS = Set.of("set-cookie", "set-cookie2");

    private GrantRules() {}

    static List<Problem> problems(
            List<String> methods,
            List<String> requestHeaders,
            List<String> exposedHeaders,
            boolean credentials,
            int maxAgeSeconds) {
        List<Problem> problems = new ArrayList<>();
        problems.addAll(elements("/methods", methods, GrantRules::ofMethod));
        problems.addAll(elements("/requestHeaders", requestHeaders, GrantRules::ofRequestHeader));
        problems.addAll(elements("/exposedHeaders", exposedHeaders, GrantRules::ofExposedHeader));
        problems.addAll(starWithNames("/methods", methods, ""));
        problems.addAll(starWithNames("/requestHeaders", requestHeaders, "authorization"));
        problems.addAll(starWithNames("/exposedHeaders", exposedHeaders, ""));
        if (credentials) {
            problems.addAll(starWithCredentials("/methods", methods));
            problems.addAll(starWithCredentials("/requestHeaders", requestHeaders));
            problems.addAll(starWithCredentials("/exposedHeaders", exposedHeaders));
        }
        if (maxAgeSeconds < 0 || maxAgeSeconds > MAX_AGE) {
            problems.add(Problem.of(ProblemCode.GRANT_MAX_AGE, Integer.toString(maxAgeSeconds))
                    .under("/maxAgeSeconds"));
        }
        return problems;
    }

    private interface ElementRule {
        List<Problem> problems(String element);
    }

    private static List<Problem> elements(String pointer, List<String> list, ElementRule rule) {
        List<Problem> problems = new ArrayList<>(Lists.tooMany(pointer, list, MAX_ELEMENTS));
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            String place = pointer + "/" + i;
            for (Problem problem : rule.problems(list.get(i))) {
                problems.add(problem.under(place));
            }
            if (!seen.add(list.get(i).toLowerCase(Locale.ROOT))) {
                problems.add(Problem.of(ProblemCode.DUPLICATE, list.get(i)).under(place));
            }
        }
        return problems;
    }

    /** A name beside a {@code *} that covers it says that somebody misunderstood one of the two. */
    private static List<Problem> starWithNames(String pointer, List<String> list, String notCovered) {
        boolean covers = list.stream().anyMatch(n -> !n.equals(STAR) && !n.equalsIgnoreCase(notCovered));
        int star = list.indexOf(STAR);
        return star < 0 || !covers
                ? List.of()
                : List.of(Problem.of(ProblemCode.GRANT_STAR_ALONE, STAR).under(pointer + "/" + star));
    }

    private static List<Problem> starWithCredentials(String pointer, List<String> list) {
        int star = list.indexOf(STAR);
        return star < 0
                ? List.of()
                : List.of(Problem.of(ProblemCode.GRANT_STAR_CREDENTIALS, STAR).under(pointer + "/" + star));
    }

    private static List<Problem> ofMethod(String method) {
        if (method.equals(STAR)) {
            return List.of();
        }
        String upper = method.toUpperCase(Locale.ROOT);
        if (!isToken(method)) {
            return List.of(Problem.of(ProblemCode.GRANT_METHOD, method));
        }
        List<Problem> problems = new ArrayList<>();
        if (FORBIDDEN_METHODS.contains(upper)) {
            problems.add(Problem.of(ProblemCode.GRANT_METHOD_FORBIDDEN, method));
        }
        if (!method.equals(upper)) {
            problems.add(Problem.of(ProblemCode.GRANT_METHOD_CASE, method, "Write " + upper + "."));
        }
        return problems;
    }

    private static List<Problem> ofRequestHeader(String header) {
        if (header.equals(STAR)) {
            return List.of();
        }
        String lower = header.toLowerCase(Locale.ROOT);
        if (!isToken(header)) {
            return List.of(Problem.of(ProblemCode.GRANT_HEADER, header));
        }
        if (FORBIDDEN_REQUEST_HEADERS.contains(lower) || lower.startsWith("proxy-") || lower.startsWith("sec-")) {
            return List.of(Problem.of(ProblemCode.GRANT_HEADER_FORBIDDEN, header));
        }
        return ofCorsHeader(header);
    }

    private static List<Problem> ofExposedHeader(String header) {
        if (header.equals(STAR)) {
            return List.of();
        }
        if (!isToken(header)) {
            return List.of(Problem.of(ProblemCode.GRANT_HEADER, header));
        }
        if (FORBIDDEN_EXPOSED_HEADERS.contains(header.toLowerCase(Locale.ROOT))) {
            return List.of(Problem.of(ProblemCode.GRANT_EXPOSED_FORBIDDEN, header));
        }
        return ofCorsHeader(header);
    }

    private static List<Problem> ofCorsHeader(String header) {
        String lower = header.toLowerCase(Locale.ROOT);
        return lower.startsWith("access-control-") || lower.equals("origin")
                ? List.of(Problem.of(ProblemCode.GRANT_HEADER_CORS, header))
                : List.of();
    }

    private static boolean isToken(String text) {
        return HttpToken.isToken(text, MAX_TOKEN);
    }
}
