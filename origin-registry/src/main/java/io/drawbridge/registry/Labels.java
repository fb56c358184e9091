package io.drawbridge.registry;

/** The grammar of DNS labels as browsers emit them. */
final class Labels {

    static final int MAX_LABEL = 63;
    static final int MAX_NAME = 253;

    private Labels() {}

    /** A label of letters, digits and inner hyphens. */
    static boolean isPlain(String text) {
        return isLabel(text, 0, text.length()) && text.indexOf('_') < 0;
    }

    /** The same with underscores, which browsers let through. */
    static boolean isLabel(String text, int from, int to) {
        int length = to - from;
        if (length < 1 || length > MAX_LABEL || text.charAt(from) == '-' || text.charAt(to - 1) == '-') {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (!isLabelCharacter(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isLabelCharacter(char c) {
        return (c >= 'a' && c <= 'z') || isDigit(c) || c == '-' || c == '_';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
