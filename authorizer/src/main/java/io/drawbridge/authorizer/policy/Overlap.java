package io.drawbridge.authorizer.policy;

/**
 * Whether some text is matched by a policy's pattern and fits a route's template as well.
 *
 * <p>Walks both from their beginnings and visits each pair of positions once.
 */
final class Overlap {

    /** In a template: any one character but a slash. */
    static final char NO_SLASH = '\u0001';

    /** In a template: any run of characters without a slash, none included. */
    static final char RUN_WITHOUT_SLASH = '\u0002';

    /** In a template: any run of characters, none included. */
    static final char RUN = '\u0003';

    private final String pattern;
    private final String template;
    private final boolean[][] visited;

    Overlap(String pattern, String template) {
        this.pattern = pattern;
        this.template = template;
        this.visited = new boolean[pattern.length() + 1][template.length() + 1];
    }

    boolean exists() {
        return from(0, 0);
    }

    private boolean from(int p, int t) {
        if (visited[p][t]) {
            return false;
        }
        visited[p][t] = true;
        boolean patternEnds = p == pattern.length();
        boolean templateEnds = t == template.length();
        if (patternEnds && templateEnds) {
            return true;
        }
        if (!patternEnds && pattern.charAt(p) == '*') {
            return from(p + 1, t) || (!templateEnds && from(p, t + 1));
        }
        if (!templateEnds && isRun(template.charAt(t))) {
            return from(p, t + 1) || (!patternEnds && agree(pattern.charAt(p), template.charAt(t)) && from(p + 1, t));
        }
        return !patternEnds && !templateEnds && agree(pattern.charAt(p), template.charAt(t)) && from(p + 1, t + 1);
    }

    private static boolean isRun(char c) {
        return c == RUN || c == RUN_WITHOUT_SLASH;
    }

    /** Whether one character can be what both say. */
    private static boolean agree(char inPattern, char inTemplate) {
        return switch (inTemplate) {
            case RUN -> true;
            case NO_SLASH, RUN_WITHOUT_SLASH -> inPattern != '/';
            default -> inPattern == '?' || inPattern == inTemplate;
        };
    }
}
