package io.drawbridge.authorizer.token;

/**
 * Which texts of a token may be passed on.
 *
 * <p>Gateway templates do not escape, so a value with a quote, a backslash or a control character could forge another field
 * of an answer. It is refused and never stripped: stripping would make one identity out of another.
 */
final class ClaimText {

    /** OpenID Connect Core 1.0, section 2, for {@code sub}. */
    private static final int MAX = 255;

    private ClaimText() {}

    /** 1 to 255 characters of well-formed Unicode that pass unescaped through a JSON string and a header. */
    static boolean isHarmless(String text) {
        return !text.isEmpty() && text.length() <= MAX && text.codePoints().allMatch(ClaimText::isHarmless);
    }

    private static boolean isHarmless(int c) {
        boolean isLoneSurrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return c != '"' && c != '\\' && !Character.isISOControl(c) && !isLoneSurrogate;
    }

    /** Printable ASCII without space, quote and backslash, as a URL is, and a scope-token (RFC 6749, section 3.3). */
    static boolean isPlainAscii(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\');
    }
}
