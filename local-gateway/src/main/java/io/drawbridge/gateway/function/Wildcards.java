package io.drawbridge.gateway.function;

/** The wildcards of IAM: {@code *} is any run of characters, slashes too, {@code ?} is any one character. */
public final class Wildcards {

    private Wildcards() {}

    /** Whether the pattern matches the whole text. Takes time proportional to both lengths' product at worst. */
    public static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                // Let the last star take one character more; earlier stars need no second look.
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
