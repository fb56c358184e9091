package io.drawbridge.gateway.template;

import io.drawbridge.gateway.template.TemplateNode.Broken;
import io.drawbridge.gateway.template.TemplateNode.Mapping;
import io.drawbridge.gateway.template.TemplateNode.Scalar;
import io.drawbridge.gateway.template.TemplateNode.Sequence;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One parameter: its value, held against its own constraints.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html">
 *     Parameters</a>
 */
final class ParameterReader {

    private static final PropertyList PROPERTIES = new PropertyList()
            .served(
                    "Type",
                    "Default",
                    "AllowedValues",
                    "AllowedPattern",
                    "MinLength",
                    "MaxLength",
                    "MinValue",
                    "MaxValue",
                    "NoEcho")
            .withoutLocalEffect("text for people", "Description", "ConstraintDescription");

    private final Place place;
    private final Fields fields;
    private final Optional<String> given;
    private final Problems problems;

    ParameterReader(Mapping definition, Optional<String> given, Problems problems) {
        this.place = definition.place();
        this.fields = new Fields(PROPERTIES.keep(definition, problems), problems);
        this.given = given;
        this.problems = problems;
    }

    TemplateNode value() {
        Optional<String> type = fields.requiredText("Type");
        Optional<String> text = given.or(() -> fields.text("Default"));
        if (text.isEmpty()) {
            if (!fields.has("Default")) {
                problems.unresolved(
                        place,
                        "has no Default and is given no value. Give it one, here or as a parameter of the call.");
            }
            return new Broken(place);
        }
        if (type.isEmpty()) {
            return new Broken(place);
        }
        return switch (type.get()) {
            case "String" -> meetsConstraints(text.get()) ? Scalar.text(place, text.get()) : new Broken(place);
            case "Number" ->
                number(text.get()) && meetsConstraints(text.get()) ? Scalar.text(place, text.get()) : new Broken(place);
            case "CommaDelimitedList" -> list(text.get(), false);
            case "List<Number>" -> list(text.get(), true);
            default -> {
                problems.unsupported(
                        place.missing("Type"),
                        "is " + type.get() + ", whose values only AWS knows. Served here are String, Number,"
                                + " CommaDelimitedList and List<Number>.");
                yield new Broken(place);
            }
        };
    }

    private TemplateNode list(String text, boolean numbers) {
        Sequence items = Parameters.list(place, text);
        for (TemplateNode item : items.items()) {
            String value = ((Scalar) item).text();
            if ((numbers && !number(value)) || !meetsConstraints(value)) {
                return new Broken(place);
            }
        }
        return items;
    }

    private boolean number(String text) {
        if (text.matches("-?[0-9]{1,18}(\\.[0-9]{1,18})?")) {
            return true;
        }
        refuse(text, "a number", "Give it one.");
        return false;
    }

    private boolean meetsConstraints(String text) {
        Optional<List<String>> allowed = fields.texts("AllowedValues");
        if (allowed.isPresent() && !allowed.get().contains(text)) {
            refuse(text, "one of its AllowedValues", "Give one of: " + String.join(", ", allowed.get()) + ".");
            return false;
        }
        return matchesPattern(text) && withinLength(text) && withinRange(text);
    }

    private boolean matchesPattern(String text) {
        Optional<String> pattern = fields.text("AllowedPattern");
        if (pattern.isEmpty()) {
            return true;
        }
        try {
            // CloudFormation matches the whole value.
            if (Pattern.matches(pattern.get(), text)) {
                return true;
            }
            refuse(text, "a match of its AllowedPattern " + pattern.get(), "Give a value that matches.");
        } catch (PatternSyntaxException e) {
            problems.invalid(
                    place.missing("AllowedPattern"),
                    "is not a Java regular expression: " + e.getDescription() + ". Correct it.");
        }
        return false;
    }

    private boolean withinLength(String text) {
        int shortest = fields.integer("MinLength", 0, Integer.MAX_VALUE).orElse(0);
        int longest = fields.integer("MaxLength", 0, Integer.MAX_VALUE).orElse(Integer.MAX_VALUE);
        if (text.length() >= shortest && text.length() <= longest) {
            return true;
        }
        refuse(
                text,
                longest == Integer.MAX_VALUE
                        ? "at least " + shortest + " characters long"
                        : shortest + " to " + longest + " characters long",
                "Give a value of that length.");
        return false;
    }

    private boolean withinRange(String text) {
        Optional<String> least = fields.text("MinValue");
        Optional<String> most = fields.text("MaxValue");
        if (least.isEmpty() && most.isEmpty()) {
            return true;
        }
        if (!number(text)
                || !least.map(this::number).orElse(true)
                || !most.map(this::number).orElse(true)) {
            return false;
        }
        BigDecimal value = new BigDecimal(text);
        if (least.isPresent() && value.compareTo(new BigDecimal(least.get())) < 0) {
            refuse(text, "at least MinValue " + least.get(), "Give a larger value.");
            return false;
        }
        if (most.isPresent() && value.compareTo(new BigDecimal(most.get())) > 0) {
            refuse(text, "at most MaxValue " + most.get(), "Give a smaller value.");
            return false;
        }
        return true;
    }

    private void refuse(String text, String rule, String fix) {
        String origin = given.isPresent() ? "given" : "by default";
        // A secret is not to stand in a message.
        String shown = fields.bool("NoEcho").orElse(false) ? "a value that NoEcho hides" : quoted(text);
        problems.invalid(place, "is " + origin + " " + shown + ", which is not " + rule + ". " + fix);
    }

    private static String quoted(String text) {
        return text.isEmpty() ? "the empty text" : text;
    }
}
