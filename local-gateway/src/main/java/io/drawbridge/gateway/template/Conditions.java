package io.drawbridge.gateway.template;

import io.drawbridge.gateway.template.TemplateNode.Broken;
import io.drawbridge.gateway.template.TemplateNode.Mapping;
import io.drawbridge.gateway.template.TemplateNode.Scalar;
import io.drawbridge.gateway.template.TemplateNode.Sequence;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The template's {@code Conditions}, evaluated when first asked for.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html">
 *     Conditions</a>
 */
final class Conditions {

    private final Problems problems;
    private final Mapping section;
    private final Resolver resolver;
    private final Map<String, Optional<Boolean>> known = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    /**
     * Resources do not exist yet when conditions are evaluated, so references to them are refused.
     *
     * @param references knows no resource; it words the refusal
     */
    Conditions(Problems problems, Mapping section, Parameters parameters, Mapping mappings, References references) {
        this.problems = problems;
        this.section = section;
        this.resolver = new Resolver(problems, parameters, this, mappings, references);
    }

    /** Evaluates all, so that a mistake in a condition that nothing uses is found as well. */
    void evaluateAll() {
        section.entries().forEach((name, definition) -> holds(name, definition.place()));
    }

    /** Whether the condition holds; empty where that is unknown, with the problem reported. */
    Optional<Boolean> holds(String name, Place user) {
        Optional<Boolean> before = known.get(name);
        if (before != null) {
            return before;
        }
        TemplateNode definition = section.entries().get(name);
        if (definition == null) {
            problems.unresolved(
                    user,
                    "uses the condition " + name
                            + ", which Conditions does not define. Define it, or correct the name.");
            return Optional.empty();
        }
        if (!open.add(name)) {
            problems.invalid(user, "makes the condition " + name + " depend on itself. Break the circle.");
            return Optional.empty();
        }
        Optional<Boolean> result = evaluate(definition);
        open.remove(name);
        known.put(name, result);
        return result;
    }

    private Optional<Boolean> evaluate(TemplateNode node) {
        if (!(node instanceof Mapping mapping) || mapping.entries().size() != 1) {
            return malformed(node.place());
        }
        String function = mapping.entries().keySet().iterator().next();
        TemplateNode argument = mapping.entries().values().iterator().next();
        if (function.equals("Condition")) {
            return argument instanceof Scalar name ? holds(name.text(), node.place()) : malformed(node.place());
        }
        List<TemplateNode> arguments = argument instanceof Sequence list ? list.items() : List.of();
        return switch (function) {
            case "Fn::Equals" -> arguments.size() == 2 ? equal(arguments) : malformed(node.place());
            case "Fn::Not" ->
                arguments.size() == 1 ? evaluate(arguments.get(0)).map(value -> !value) : malformed(node.place());
            // Two to ten, says the documentation of both.
            case "Fn::And" -> combined(arguments, node.place()).map(values -> !values.contains(false));
            case "Fn::Or" -> combined(arguments, node.place()).map(values -> values.contains(true));
            default -> malformed(node.place());
        };
    }

    private Optional<Set<Boolean>> combined(List<TemplateNode> arguments, Place place) {
        if (arguments.size() < 2 || arguments.size() > 10) {
            malformed(place);
            return Optional.empty();
        }
        Set<Boolean> values = new HashSet<>();
        for (TemplateNode argument : arguments) {
            Optional<Boolean> value = evaluate(argument);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(values);
    }

    private Optional<Boolean> equal(List<TemplateNode> sides) {
        Optional<TemplateNode> left = resolver.resolve(sides.get(0));
        Optional<TemplateNode> right = resolver.resolve(sides.get(1));
        if (left.isPresent() && right.isPresent()) {
            if (left.get() instanceof Scalar one && right.get() instanceof Scalar other) {
                return Optional.of(one.text().equals(other.text()));
            }
            if (left.get() instanceof Broken || right.get() instanceof Broken) {
                return Optional.empty();
            }
        }
        problems.invalid(sides.get(0).place(), "compares something that is not a text. Fn::Equals takes two texts.");
        return Optional.empty();
    }

    private Optional<Boolean> malformed(Place place) {
        problems.invalid(
                place,
                "is not a condition. Write Fn::Equals [a, b], Fn::Not [condition], Fn::And or Fn::Or"
                        + " [2 to 10 conditions], or Condition: name.");
        return Optional.empty();
    }
}
