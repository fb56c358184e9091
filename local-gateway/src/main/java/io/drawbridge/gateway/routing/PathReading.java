package io.drawbridge.gateway.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How paths with peculiarities are read: one switch for each.
 *
 * @param trailingSlash {@code /orders/} for {@code /orders}
 * @param emptySegments {@code /orders//5} for {@code /orders/5}
 * @param encodedSlash {@code /a%2fb} for {@code /a/b}
 * @param dotSegments {@code /a/../b} for {@code /b} (RFC 3986, section 5.2.4)
 */
public record PathReading(Reading trailingSlash, Reading emptySegments, Reading encodedSlash, Reading dotSegments) {

    /** A trailing slash reaches the same resource and stays visible; everything else is a different path. */
    public static final PathReading DEFAULT =
            new PathReading(Reading.ROUTED, Reading.AS_RECEIVED, Reading.AS_RECEIVED, Reading.AS_RECEIVED);

    private static final Pattern ENCODED_SLASH = Pattern.compile("%2[fF]");

    /** The path that decides the route. */
    public String routed(String path) {
        return rewrite(path, false);
    }

    /** The path that the authorizer and the function see. */
    public String seen(String path) {
        return rewrite(path, true);
    }

    private String rewrite(String path, boolean seen) {
        String result = path;
        if (applies(encodedSlash, seen)) {
            result = ENCODED_SLASH.matcher(result).replaceAll("/");
        }
        if (applies(dotSegments, seen)) {
            result = withoutDots(result);
        }
        if (applies(emptySegments, seen)) {
            result = result.replaceAll("/{2,}", "/");
        }
        if (applies(trailingSlash, seen) && result.length() > 1 && result.endsWith("/")) {
            result = result.substring(0, result.length() - 1);
        }
        return result;
    }

    private static boolean applies(Reading reading, boolean seen) {
        return reading == Reading.REWRITTEN || (reading == Reading.ROUTED && !seen);
    }

    private static String withoutDots(String path) {
        List<String> kept = new ArrayList<>();
        List<String> segments = List.of(path.substring(1).split("/", -1));
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            boolean dots = segment.equals(".") || segment.equals("..");
            if (segment.equals("..") && !kept.isEmpty()) {
                kept.remove(kept.size() - 1);
            }
            if (!dots) {
                kept.add(segment);
            } else if (i == segments.size() - 1) {
                kept.add("");
            }
        }
        return "/" + String.join("/", kept);
    }
}
