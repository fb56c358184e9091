package io.drawbridge.authorizer.policy;

import java.util.Locale;

/**
 * The safe form of a path below a greedy {@code {proxy+}} resource.
 *
 * <p>There the backend reads the path again, and API Gateway, authorizer and backend may each see another one in an empty
 * segment, a dot segment or an encoded slash. Such paths are refused before anybody has to agree on them.
 */
public final class PathForm {

    private static final String GREEDY = "{proxy+}";

    private PathForm() {}

    /** Whether {@code path} may be used on {@code resource}; always, unless the resource is greedy. */
    public static boolean isAccepted(String resource, String path) {
        return !resource.endsWith(GREEDY) || isSafe(path);
    }

    private static boolean isSafe(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        if (lower.indexOf('\\') >= 0
                || lower.indexOf(';') >= 0
                || lower.contains("%2f")
                || lower.contains("%5c")
                || lower.contains("%2e")
                || lower.contains("%25")
                || lower.contains("%3b")) {
            return false;
        }
        String[] segments = lower.substring(lower.startsWith("/") ? 1 : 0).split("/", -1);
        for (String segment : segments) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return false;
            }
        }
        return true;
    }
}
