package io.drawbridge.authorizer.token;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How long a document may be used, by its {@code Cache-Control} (RFC 9111, section 5.2.2) within our own bounds: neither may
 * an issuer's servers have a fetch at each request, nor may a removed key live for a year.
 */
final class CacheControl {

    static final Duration LEAST = Duration.ofSeconds(60);
    static final Duration MOST = Duration.ofHours(1);
    /** Without a usable {@code max-age}. */
    static final Duration DEFAULT = Duration.ofMinutes(10);

    private static final String MAX_AGE = "max-age=";
    /** More digits than these are more than {@link #MOST} in any case. */
    private static final int MAX_DIGITS = 9;

    private CacheControl() {}

    static Duration age(String header) {
        List<String> directives = Arrays.stream(header.toLowerCase(Locale.ROOT).split(",", -1))
                .map(String::strip)
                .toList();
        if (directives.contains("no-store") || directives.contains("no-cache")) {
            return LEAST;
        }
        return directives.stream()
                .filter(d -> d.startsWith(MAX_AGE))
                .map(d -> seconds(d.substring(MAX_AGE.length())))
                .findFirst()
                .orElse(DEFAULT);
    }

    private static Duration seconds(String digits) {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return DEFAULT;
        }
        Duration age = digits.length() > MAX_DIGITS ? MOST : Duration.ofSeconds(Long.parseLong(digits));
        return age.compareTo(LEAST) < 0 ? LEAST : age.compareTo(MOST) > 0 ? MOST : age;
    }
}
