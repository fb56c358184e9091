package io.drawbridge.authorizer.token;

/**
 * A broken rule.
 *
 * @param rule which
 * @param detail for the log: the rule's text and the kind of the offending value, never a value of the token
 */
public record TokenRefusal(TokenRule rule, String detail) {

    /** A refusal that the rule's own text explains. */
    public static TokenRefusal of(TokenRule rule) {
        return new TokenRefusal(rule, rule.text());
    }

    /** The same with what was there instead, such as {@code exp is a string}. */
    static TokenRefusal of(TokenRule rule, String found) {
        return new TokenRefusal(rule, rule.text() + ": " + found);
    }

    /** What the sender may learn. */
    public TokenReason reason() {
        return rule.reason();
    }
}
