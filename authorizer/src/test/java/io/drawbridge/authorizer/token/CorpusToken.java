package io.drawbridge.authorizer.token;

import java.util.Optional;

/**
 * One token that a verifier must tell apart.
 *
 * @param title what is wrong with it, unique in the corpus; what is unusual in it where it is right
 * @param source the section that refuses it; {@code ours} where we are stricter than any specification
 * @param broken the rule that refuses it; empty for a token that must be accepted
 * @param text the token
 */
public record CorpusToken(String title, String source, Optional<TokenRule> broken, String text) {

    /** Whether nothing but a bound of our own refuses it. */
    public boolean isOurs() {
        return source.equals("ours");
    }

    @Override
    public String toString() {
        return title;
    }
}
