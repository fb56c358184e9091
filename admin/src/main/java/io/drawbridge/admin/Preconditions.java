package io.drawbridge.admin;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds a request's {@code If-Match} against the version that is there, so that no update is lost.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1">RFC 9110, section 13.1.1</a>
 */
final class Preconditions {

    /** RFC 9110, section 8.8.3. A weak tag never matches: the comparison is a strong one. */
    private static final Pattern TAG = Pattern.compile("(W/)?\"[!#-~]*\"");

    private static final String IF_MATCH = "if-match";

    private Preconditions() {}

    /** Whether the request says which version it means at all. */
    static boolean isConditional(AdminRequest request) {
        return request.headers().lines(IF_MATCH).stream()
                .anyMatch(l -> !l.strip().equals("*"));
    }

    /** Why a thing may not be replaced or deleted: 428 without a version, 412 with another one. */
    static Optional<AdminAnswer> refusal(AdminRequest request, String current) {
        if (!isConditional(request)) {
            return Optional.of(Refusal.IF_MATCH.answer());
        }
        List<String> tags = request.headers().lines(IF_MATCH);
        boolean matches = tags.stream().anyMatch(line -> names(line, current));
        return matches ? Optional.empty() : Optional.of(stale(current));
    }

    /** Why a thing may not be saved: a new one needs no version, and has none. */
    static Optional<AdminAnswer> ofSaving(AdminRequest request, Optional<String> current) {
        // A version of what is not there is one that was deleted.
        return current.map(tag -> refusal(request, tag))
                .orElseGet(() -> isConditional(request) ? Optional.of(Refusal.STALE.answer()) : Optional.empty());
    }

    /** 412 with the version that is there, so that a client can show both. */
    static AdminAnswer stale(String current) {
        return Refusal.STALE.answer().with("ETag", current);
    }

    private static boolean names(String line, String current) {
        Matcher tags = TAG.matcher(line);
        while (tags.find()) {
            if (tags.group().equals(current)) {
                return true;
            }
        }
        return false;
    }
}
