package io.drawbridge.registry;

/** What counts as a text. */
final class Texts {

    static final int MAX_TEXT = 200;
    static final int MAX_URL = 1024;

    private Texts() {}

    /** 1 to 200 characters without control characters. */
    static boolean isText(String text) {
        return !text.isEmpty() && text.length() <= MAX_TEXT && text.chars().noneMatch(Character::isISOControl);
    }

    /**
     * Printable ASCII that passes unescaped through a gateway template: no space, no quote, no backslash.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.3">RFC 6749, section 3.3, scope-token</a>
     */
    static boolean isPlainAscii(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\');
    }
}
