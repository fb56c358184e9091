package io.drawbridge.registry.json;

import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Points in time as the registry file spells them: RFC 3339, section 5.6, in UTC. */
final class Instants {

    private static final Pattern FORM =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z");

    private Instants() {}

    static Optional<Instant> read(Fields fields, String name) {
        return fields.text(name).flatMap(text -> {
            Optional<Instant> instant = parse(text);
            if (instant.isEmpty()) {
                fields.report(name, Problem.of(ProblemCode.INSTANT, text));
            }
            return instant;
        });
    }

    private static Optional<Instant> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
