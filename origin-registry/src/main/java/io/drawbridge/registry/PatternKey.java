package io.drawbridge.registry;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The sortable name of a pattern, {@code com.example.*|https|443}: a domain's patterns stand together. */
final class PatternKey {

    private static final String SCHEME_END = "://";
    private static final String PART_END = "|";

    private PatternKey() {}

    /** Reversed host, scheme, port. */
    static String of(String pattern) {
        int hostStart = pattern.indexOf(SCHEME_END) + SCHEME_END.length();
        String scheme = pattern.substring(0, hostStart - SCHEME_END.length());
        int bracket = pattern.indexOf(']', hostStart);
        int colon = pattern.indexOf(':', Math.max(hostStart, bracket));
        String host = pattern.substring(hostStart, colon < 0 ? pattern.length() : colon);
        String port = colon < 0 ? defaultPort(scheme) : pattern.substring(colon + 1);
        return reversed(host) + PART_END + scheme + PART_END + port;
    }

    /** A key as it stands in a path: base64url without padding (RFC 4648, section 5). */
    static String id(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    /** The pattern of exactly this id: another spelling of it, such as one with padding, is none. */
    static Optional<OriginPattern> pattern(String id) {
        try {
            String key = new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8);
            String[] parts = key.split("\\|", -1);
            return parts.length == 3 ? pattern(parts).filter(p -> id(p.key()).equals(id)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<OriginPattern> pattern(String[] parts) {
        String port = parts[2].equals(defaultPort(parts[1])) ? "" : ":" + parts[2];
        return OriginPattern.parse(parts[1] + SCHEME_END + reversed(parts[0]) + port)
                .value();
    }

    static String reversed(String host) {
        List<String> labels = Arrays.asList(host.split("\\.", -1));
        Collections.reverse(labels);
        return String.join(".", labels);
    }

    /** Whether a key is of a host, or of one with more labels before it: {@code com.example2} is not below {@code com.example}. */
    static boolean isAtOrBelow(String key, String host) {
        String prefix = reversed(host);
        return key.startsWith(prefix + ".") || key.startsWith(prefix + PART_END);
    }

    private static String defaultPort(String scheme) {
        return scheme.equals("https") ? "443" : "80";
    }
}
