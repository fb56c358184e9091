package io.drawbridge.registry;

/**
 * The grammar of method and header names.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2">RFC 9110, section 5.6.2, token</a>
 */
public final class HttpToken {

    private HttpToken() {}

    /** Whether {@code text} is a token of at most {@code longest} characters. */
    public static boolean isToken(String text, int longest) {
        return !text.isEmpty() && text.length() <= longest && text.chars().allMatch(HttpToken::isTokenCharacter);
    }

    private static boolean isTokenCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }
}
