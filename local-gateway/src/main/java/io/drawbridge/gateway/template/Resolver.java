package io.drawbridge.gateway.template;

import io.drawbridge.gateway.template.TemplateNode.Broken;
import io.drawbridge.gateway.template.TemplateNode.Mapping;
import io.drawbridge.gateway.template.TemplateNode.Origin;
import io.drawbridge.gateway.template.TemplateNode.Scalar;
import io.drawbridge.gateway.template.TemplateNode.ScalarType;
import io.drawbridge.gateway.template.TemplateNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replaces intrinsic functions by their values.
 *
 * <p>Resolving is idempotent, so a reader may resolve a part of what another has resolved.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html">
 *     Intrinsic function reference</a>
 */
final class Resolver {

    private final Problems problems;
    private final Conditions conditions;
    private final IntrinsicFunctions functions;

    Resolver(Problems problems, Parameters parameters, Conditions conditions, Mapping mappings, References references) {
        this.problems = problems;
        this.conditions = conditions;
        this.functions = new IntrinsicFunctions(problems, this, parameters, mappings, references);
    }

    /** The value; empty where it is {@code AWS::NoValue}, that is, where the property counts as not written. */
    Optional<TemplateNode> resolve(TemplateNode node) {
        if (node instanceof Scalar scalar) {
            return Optional.of(scalar(scalar));
        }
        if (node instanceof Sequence sequence) {
            List<TemplateNode> items = new ArrayList<>();
            sequence.items().forEach(item -> resolve(item).ifPresent(items::add));
            return Optional.of(new Sequence(sequence.place(), items));
        }
        if (node instanceof Mapping mapping) {
            Optional<String> function = mapping.function();
            return function.isPresent() ? call(function.get(), mapping) : Optional.of(entries(mapping));
        }
        return Optional.of(node);
    }

    /**
     * The branch that conditions choose, its inside unresolved: for the places where SAM's translator looks into the
     * branches of {@code Fn::If} too.
     */
    Optional<TemplateNode> chosen(TemplateNode node) {
        if (node instanceof Mapping call && call.function().isPresent()) {
            TemplateNode argument = call.entries().values().iterator().next();
            return call.function().get().equals("Fn::If")
                    ? branch(argument, call.place()).flatMap(this::chosen).map(branch -> branch.movedTo(call.place()))
                    : resolve(node);
        }
        return Optional.of(node);
    }

    private TemplateNode scalar(Scalar scalar) {
        if (scalar.type() == ScalarType.NULL) {
            problems.invalid(
                    scalar.place(), "has no value. CloudFormation refuses null: write a value or remove the key.");
            return new Broken(scalar.place());
        }
        if (scalar.text().contains("{{resolve:")) {
            problems.unresolved(
                    scalar.place(),
                    "is the dynamic reference " + scalar.text()
                            + ", which only AWS can look up. Take the value from a parameter and pass it here.");
            return new Broken(scalar.place());
        }
        return scalar;
    }

    /** A mapping that is no call, its values resolved. */
    Mapping entries(Mapping mapping) {
        Map<String, TemplateNode> resolved = new LinkedHashMap<>();
        mapping.entries().forEach((key, value) -> {
            if (key.startsWith("Fn::")) {
                problems.invalid(
                        value.place(),
                        "stands beside other keys. A function is a mapping with one key: move the others away.");
            } else {
                resolve(value).ifPresent(node -> resolved.put(key, node));
            }
        });
        return new Mapping(mapping.place(), resolved);
    }

    private Optional<TemplateNode> call(String function, Mapping call) {
        TemplateNode argument = call.entries().values().iterator().next();
        if (function.equals("Fn::If")) {
            return branch(argument, call.place()).flatMap(this::resolve).map(branch -> {
                TemplateNode here = branch.movedTo(call.place());
                return here instanceof Scalar scalar ? scalar.from(Origin.FUNCTION) : here;
            });
        }
        if (function.equals("Ref")
                && argument instanceof Scalar name
                && name.text().equals("AWS::NoValue")) {
            return Optional.empty();
        }
        return Optional.of(functions.call(function, argument, call.place()).movedTo(call.place()));
    }

    /** Only the branch that would be deployed is looked at. */
    private Optional<TemplateNode> branch(TemplateNode argument, Place place) {
        if (!(argument instanceof Sequence list)
                || list.items().size() != 3
                || !(list.items().get(0) instanceof Scalar condition)) {
            problems.invalid(
                    place, "calls Fn::If in another form. Write [condition name, value if true, value if false].");
            return Optional.of(new Broken(place));
        }
        Optional<Boolean> holds = conditions.holds(condition.text(), place);
        if (holds.isEmpty()) {
            return Optional.of(new Broken(place));
        }
        return Optional.of(list.items().get(holds.get() ? 1 : 2));
    }
}
