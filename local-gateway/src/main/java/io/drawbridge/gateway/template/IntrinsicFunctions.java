package io.drawbridge.gateway.template;

import io.drawbridge.gateway.template.TemplateNode.Broken;
import io.drawbridge.gateway.template.TemplateNode.Mapping;
import io.drawbridge.gateway.template.TemplateNode.Origin;
import io.drawbridge.gateway.template.TemplateNode.Scalar;
import io.drawbridge.gateway.template.TemplateNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The intrinsic functions that yield a value; {@code Fn::If} and {@code AWS::NoValue} are the {@link Resolver}'s. */
final class IntrinsicFunctions {

    /** {@code ${Name}}, {@code ${Resource.Attribute}} or, kept as text, {@code ${!Literal}}. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

    private final Problems problems;
    private final Resolver resolver;
    private final Parameters parameters;
    private final Mapping mappings;
    private final References references;

    IntrinsicFunctions(
            Problems problems, Resolver resolver, Parameters parameters, Mapping mappings, References references) {
        this.problems = problems;
        this.resolver = resolver;
        this.parameters = parameters;
        this.mappings = mappings;
        this.references = references;
    }

    TemplateNode call(String function, TemplateNode argument, Place place) {
        return switch (function) {
            case "Ref" -> ref(argument, place);
            case "Fn::Sub" -> sub(argument, place);
            case "Fn::GetAtt" -> getAtt(argument, place);
            case "Fn::Join" -> join(argument, place);
            case "Fn::FindInMap" -> findInMap(argument, place);
            case "Fn::Select" -> select(argument, place);
            case "Fn::Split" -> split(argument, place);
            case "Fn::ImportValue" -> {
                problems.unresolved(
                        place,
                        "imports a value of another stack, and there is no other stack here."
                                + " Take the value from a parameter and pass it here.");
                yield new Broken(place);
            }
            default -> {
                problems.unsupported(
                        place,
                        "calls " + function + ", which is not supported by the local gateway. Use Ref, Fn::Sub,"
                                + " Fn::GetAtt, Fn::Join, Fn::If, Fn::FindInMap, Fn::Select or Fn::Split.");
                yield new Broken(place);
            }
        };
    }

    private TemplateNode ref(TemplateNode argument, Place place) {
        if (!(argument instanceof Scalar name)) {
            return malformed("Ref", "the name of a parameter or resource", place);
        }
        return named(name.text(), place);
    }

    private TemplateNode named(String name, Place place) {
        Optional<TemplateNode> parameter = parameters.value(name);
        if (parameter.isPresent()) {
            return parameter.get();
        }
        return references
                .ref(name, place)
                .<TemplateNode>map(text -> computed(place, text))
                .orElseGet(() -> new Broken(place));
    }

    private TemplateNode attribute(String resource, String attribute, Place place) {
        return references
                .attribute(resource, attribute, place)
                .<TemplateNode>map(text -> computed(place, text))
                .orElseGet(() -> new Broken(place));
    }

    private TemplateNode getAtt(TemplateNode argument, Place place) {
        List<String> parts = argument instanceof Scalar dotted
                ? List.of(dotted.text().split("\\.", 2))
                : texts(argument).orElse(List.of());
        return parts.size() == 2
                ? attribute(parts.get(0), parts.get(1), place)
                : malformed("Fn::GetAtt", "[resource, attribute]", place);
    }

    private TemplateNode sub(TemplateNode argument, Place place) {
        if (argument instanceof Scalar template) {
            return substituted(template.text(), Map.of(), place);
        }
        if (argument instanceof Sequence list
                && list.items().size() == 2
                && list.items().get(0) instanceof Scalar template
                && list.items().get(1) instanceof Mapping variables) {
            return resolver.resolve(variables).orElse(variables) instanceof Mapping values
                    ? substituted(template.text(), values.entries(), place)
                    : malformed("Fn::Sub", "[text, {name: value}]", place);
        }
        return malformed("Fn::Sub", "a text, or [text, {name: value}]", place);
    }

    private TemplateNode substituted(String template, Map<String, TemplateNode> variables, Place place) {
        StringBuilder text = new StringBuilder();
        boolean broken = false;
        Matcher matcher = PLACEHOLDER.matcher(template);
        while (matcher.find()) {
            String name = matcher.group(1);
            if (name.startsWith("!")) {
                matcher.appendReplacement(text, Matcher.quoteReplacement("${" + name.substring(1) + "}"));
                continue;
            }
            TemplateNode value = placeholder(name, variables, place);
            if (value instanceof Scalar scalar) {
                matcher.appendReplacement(text, Matcher.quoteReplacement(scalar.text()));
            } else {
                broken = true;
                if (!(value instanceof Broken)) {
                    problems.invalid(
                            place,
                            "substitutes ${" + name + "}, which is " + value.kind()
                                    + ". Only text can be substituted.");
                }
            }
        }
        if (broken) {
            return new Broken(place);
        }
        return computed(place, matcher.appendTail(text).toString());
    }

    private TemplateNode placeholder(String name, Map<String, TemplateNode> variables, Place place) {
        TemplateNode variable = variables.get(name);
        if (variable != null) {
            return variable;
        }
        int dot = name.indexOf('.');
        // The translator replaces ${Api.Stage} before CloudFormation looks for an attribute of that name.
        return dot < 0 || references.isStage(name)
                ? named(name, place)
                : attribute(name.substring(0, dot), name.substring(dot + 1), place);
    }

    private TemplateNode join(TemplateNode argument, Place place) {
        if (argument instanceof Sequence list
                && list.items().size() == 2
                && list.items().get(0) instanceof Scalar delimiter) {
            Optional<TemplateNode> items = resolver.resolve(list.items().get(1));
            Optional<List<String>> texts = items.flatMap(IntrinsicFunctions::texts);
            if (texts.isPresent()) {
                return computed(place, String.join(delimiter.text(), texts.get()));
            }
            if (items.isPresent() && holdsBroken(items.get())) {
                return new Broken(place);
            }
        }
        return malformed("Fn::Join", "[delimiter, [texts]]", place);
    }

    private TemplateNode split(TemplateNode argument, Place place) {
        List<TemplateNode> parts = resolvedItems(argument);
        if (parts.stream().anyMatch(Broken.class::isInstance)) {
            return new Broken(place);
        }
        if (parts.size() == 2
                && parts.get(0) instanceof Scalar delimiter
                && parts.get(1) instanceof Scalar text
                && !delimiter.text().isEmpty()) {
            List<TemplateNode> pieces = new ArrayList<>();
            for (String piece : text.text().split(Pattern.quote(delimiter.text()), -1)) {
                pieces.add(computed(place, piece));
            }
            return new Sequence(place, pieces);
        }
        return malformed("Fn::Split", "[delimiter, text]", place);
    }

    private TemplateNode select(TemplateNode argument, Place place) {
        List<TemplateNode> parts = resolvedItems(argument);
        if (parts.stream().anyMatch(IntrinsicFunctions::holdsBroken)) {
            return new Broken(place);
        }
        if (parts.size() == 2
                && parts.get(0) instanceof Scalar index
                && index.text().matches("[0-9]{1,6}")
                && parts.get(1) instanceof Sequence list) {
            int position = Integer.parseInt(index.text());
            if (position < list.items().size()) {
                TemplateNode chosen = list.items().get(position);
                return chosen instanceof Scalar scalar ? scalar.from(Origin.FUNCTION) : chosen;
            }
            problems.invalid(
                    place,
                    "selects item " + position + " of a list of " + list.items().size()
                            + ". Indexes start at 0: choose one that exists.");
            return new Broken(place);
        }
        return malformed("Fn::Select", "[index, [values]]", place);
    }

    private TemplateNode findInMap(TemplateNode argument, Place place) {
        Optional<List<String>> path = resolver.resolve(argument).flatMap(IntrinsicFunctions::texts);
        if (path.isEmpty() || path.get().size() != 3) {
            return holdsBroken(resolver.resolve(argument).orElse(argument))
                    ? new Broken(place)
                    : malformed("Fn::FindInMap", "[map, first key, second key]", place);
        }
        TemplateNode value = mappings;
        for (String key : path.get()) {
            value = value instanceof Mapping mapping ? mapping.entries().get(key) : null;
            if (value == null) {
                problems.unresolved(
                        place,
                        "looks up " + path.get() + ", and Mappings has no " + key
                                + " there. Add it, or correct the keys.");
                return new Broken(place);
            }
        }
        return value instanceof Scalar scalar ? scalar.from(Origin.FUNCTION) : value;
    }

    private List<TemplateNode> resolvedItems(TemplateNode argument) {
        return resolver.resolve(argument).orElse(argument) instanceof Sequence list ? list.items() : List.of();
    }

    private static Optional<List<String>> texts(TemplateNode node) {
        return node instanceof Sequence list && list.items().stream().allMatch(Scalar.class::isInstance)
                ? Optional.of(list.items().stream()
                        .map(item -> ((Scalar) item).text())
                        .collect(Collectors.toList()))
                : Optional.empty();
    }

    private static boolean holdsBroken(TemplateNode node) {
        return node instanceof Broken
                || (node instanceof Sequence list && list.items().stream().anyMatch(Broken.class::isInstance));
    }

    private static Scalar computed(Place place, String text) {
        return Scalar.text(place, text).from(Origin.FUNCTION);
    }

    private Broken malformed(String function, String form, Place place) {
        problems.invalid(place, "calls " + function + " in another form. Write " + form + ".");
        return new Broken(place);
    }
}
