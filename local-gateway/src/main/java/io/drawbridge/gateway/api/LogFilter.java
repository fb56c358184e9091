package io.drawbridge.gateway.api;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A filter pattern of CloudWatch Logs for lines that are JSON, of the one form <code>{ $.name = "value" }</code>.
 *
 * @param name the member of the line
 * @param value its exact value
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">Filter pattern syntax</a>
 */
public record LogFilter(String name, String value) {

    /** Without a star in the value, which would stand for any characters. */
    private static final Pattern FORM =
            Pattern.compile("\\{\\s*\\$\\.([A-Za-z][A-Za-z0-9_]*)\\s*=\\s*\"([A-Za-z0-9_. -]+)\"\\s*}");

    /** Reads a pattern; empty for every other form. */
    public static Optional<LogFilter> parse(String pattern) {
        Matcher form = FORM.matcher(pattern.strip());
        return form.matches() ? Optional.of(new LogFilter(form.group(1), form.group(2))) : Optional.empty();
    }
}
