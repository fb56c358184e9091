package io.drawbridge.authorizer.golden;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in what a case file leaves open: {@code ${issuer}}, the base URL of the local issuers, and {@code ${300*ab}}, the
 * same text 300 times.
 *
 * @param issuer such as {@code http://localhost:4000}
 */
public record Placeholders(String issuer) {

    private static final Pattern REPEATED = Pattern.compile("\\$\\{(\\d{1,5})\\*([^}]+)}");

    /** The text as it is sent or expected. */
    public String fill(String text) {
        Matcher matcher = REPEATED.matcher(text.replace("${issuer}", issuer));
        return matcher.replaceAll(
                found -> Matcher.quoteReplacement(found.group(2).repeat(Integer.parseInt(found.group(1)))));
    }

    /** What is expected, likewise. */
    public ExpectedText fill(ExpectedText expected) {
        return expected instanceof ExpectedText.Exactly exactly
                ? new ExpectedText.Exactly(fill(exactly.value()))
                : expected;
    }
}
