package io.drawbridge.gateway.template;

import io.drawbridge.gateway.template.TemplateNode.Broken;
import io.drawbridge.gateway.template.TemplateNode.Mapping;
import io.drawbridge.gateway.template.TemplateNode.Origin;
import io.drawbridge.gateway.template.TemplateNode.Scalar;
import io.drawbridge.gateway.template.TemplateNode.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of the template's parameters and of the pseudo parameters. */
final class Parameters {

    private final Map<String, TemplateNode> values = new HashMap<>();

    private Parameters() {}

    /**
     * Reads the {@code Parameters} section.
     *
     * @param given values that replace the defaults, by parameter name
     * @param pseudo the pseudo parameters, such as {@code AWS::Region}
     */
    static Parameters read(Mapping section, Map<String, String> given, Map<String, String> pseudo, Problems problems) {
        Parameters parameters = new Parameters();
        pseudo.forEach((name, value) ->
                parameters.values.put(name, Scalar.text(section.place(), value).from(Origin.FUNCTION)));
        section.entries().forEach((name, definition) -> {
            TemplateNode value = definition instanceof Mapping mapping
                    ? new ParameterReader(mapping, Optional.ofNullable(given.get(name)), problems).value()
                    : broken(definition, problems);
            parameters.values.put(name, value instanceof Scalar scalar ? scalar.from(Origin.PARAMETER) : value);
        });
        given.keySet().stream()
                .filter(name -> !section.entries().containsKey(name))
                .sorted()
                .forEach(name -> problems.invalid(
                        section.place().missing(name),
                        "is given a value by the caller, but the template has no such parameter. Its parameters are: "
                                + (section.entries().isEmpty()
                                        ? "none"
                                        : String.join(", ", section.entries().keySet()))
                                + "."));
        return parameters;
    }

    /** The value of a parameter or pseudo parameter; empty where there is none of that name. */
    Optional<TemplateNode> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    private static TemplateNode broken(TemplateNode definition, Problems problems) {
        problems.invalid(
                definition.place(),
                "is " + definition.kind() + ", not a parameter. Write a mapping with at least Type.");
        return new Broken(definition.place());
    }

    /** The items of a {@code CommaDelimitedList}, trimmed as CloudFormation trims them. */
    static Sequence list(Place place, String text) {
        List<TemplateNode> items = new ArrayList<>();
        for (String item : text.split(",", -1)) {
            items.add(Scalar.text(place, item.strip()));
        }
        return new Sequence(place, items);
    }
}
