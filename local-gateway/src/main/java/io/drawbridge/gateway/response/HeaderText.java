package io.drawbridge.gateway.response;

/** What may stand in a response header. */
public final class HeaderText {

    private HeaderText() {}

    /** Whether a value can be sent as one line: RFC 9110, section 5.5, no control characters but the tab. */
    public static boolean isSafe(String value) {
        return value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 127 && c <= 255));
    }

    /** Whether a text is a header name: a token of RFC 9110, section 5.6.2. */
    public static boolean isName(String name) {
        return !name.isEmpty() && name.chars().allMatch(HeaderText::isTokenCharacter);
    }

    private static boolean isTokenCharacter(int c) {
        boolean alphanumeric = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        return alphanumeric || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }
}
