package io.drawbridge.registry;

/**
 * One mistake in something an administrator wrote.
 *
 * @param pointer where it is: a JSON pointer (RFC 6901) into the document, empty for a single value
 * @param code which rule it breaks
 * @param value the offending value as written, shortened when long
 * @param message what is wrong with which value, and the rule
 * @param hint what to do
 */
public record Problem(String pointer, ProblemCode code, String value, String message, String hint) {

    private static final int SHOWN = 120;

    /** A problem of one value, with the code's own words. */
    public static Problem of(ProblemCode code, String value) {
        return of(code, value, code.hint());
    }

    /** The same with a hint that names the very fix, such as the punycode form to write. */
    public static Problem of(ProblemCode code, String value, String hint) {
        String shown = shorten(value);
        return new Problem("", code, shown, "\"" + shown + "\" " + code.fault() + ". " + code.rule() + ".", hint);
    }

    /** The same problem seen from a document that holds the value at {@code prefix}. */
    public Problem under(String prefix) {
        return new Problem(prefix + pointer, code, value, message, hint);
    }

    /** The whole text for a person: place, fault, rule, fix, and where to read more. */
    public String text() {
        String place = pointer.isEmpty() ? "" : pointer + ": ";
        return place + message + " " + hint + " See docs/problems.md#" + code.anchor();
    }

    private static String shorten(String value) {
        StringBuilder shown = new StringBuilder();
        value.codePoints().limit(SHOWN).forEach(c -> {
            if (Character.isISOControl(c)) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return value.codePointCount(0, value.length()) > SHOWN ? shown + "…" : shown.toString();
    }
}
