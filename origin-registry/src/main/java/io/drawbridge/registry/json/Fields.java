package io.drawbridge.registry.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One JSON object as its reader sees it: asked for one field after the other, and at the end for what nobody asked for.
 *
 * <p>Every getter reports what is wrong and then answers as if the field were not there, so that reading goes on.
 */
final class Fields {

    private final JsonNode object;
    private final String pointer;
    private final List<Problem> problems;
    private final Set<String> known = new HashSet<>();

    private Fields(JsonNode object, String pointer, List<Problem> problems) {
        this.object = object;
        this.pointer = pointer;
        this.problems = problems;
    }

    /** The fields of a node, if it is an object. */
    static Optional<Fields> of(JsonNode node, String pointer, List<Problem> problems) {
        if (!node.isObject()) {
            problems.add(wrongType(node, "Write an object.").under(pointer));
            return Optional.empty();
        }
        return Optional.of(new Fields(node, pointer, problems));
    }

    /** The pointer of a member (RFC 6901, section 3). */
    static String pointer(String parent, String name) {
        return parent + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** Where this object is. */
    String pointer() {
        return pointer;
    }

    /** Where a field of this object is. */
    String pointer(String name) {
        return pointer(pointer, name);
    }

    /** Adds problems of a field or of this object, whose pointers start here. */
    void report(List<Problem> found) {
        found.forEach(p -> problems.add(p.under(pointer)));
    }

    /** Adds a problem of one field. */
    void report(String name, Problem problem) {
        problems.add(problem.under(pointer(name)));
    }

    /** How many problems there are so far, of the whole document. */
    int problemCount() {
        return problems.size();
    }

    boolean has(String name) {
        return object.has(name);
    }

    /** Reports a field that must be there and is not. */
    void require(String name) {
        if (!has(name)) {
            problems.add(Problem.of(ProblemCode.JSON_MISSING_FIELD, name, "Add the field \"" + name + "\".")
                    .under(pointer));
        }
    }

    Optional<String> text(String name) {
        return value(name, "Write a string.", n -> n.isTextual() ? Optional.of(n.textValue()) : Optional.empty());
    }

    /** A text that no problem may show, not even where it is none. */
    Optional<String> secret(String name) {
        return member(name).flatMap(node -> {
            if (!node.isTextual()) {
                report(name, Problem.of(ProblemCode.JSON_WRONG_TYPE, name, "Write a string."));
            }
            return Optional.ofNullable(node.textValue());
        });
    }

    Optional<Boolean> flag(String name) {
        return value(
                name, "Write true or false.", n -> n.isBoolean() ? Optional.of(n.booleanValue()) : Optional.empty());
    }

    Optional<Integer> number(String name) {
        return value(
                name,
                "Write a whole number.",
                n -> n.isIntegralNumber() && n.canConvertToInt() ? Optional.of(n.intValue()) : Optional.empty());
    }

    Optional<Fields> object(String name) {
        return member(name).flatMap(n -> of(n, pointer(name), problems));
    }

    /** A list of objects; those that are none are left out. */
    List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        elements(name).ifPresent(elements -> {
            for (int i = 0; i < elements.size(); i++) {
                of(elements.get(i), pointer(name) + "/" + i, problems).ifPresent(objects::add);
            }
        });
        return objects;
    }

    /** A list of strings; as if absent when one element is none. */
    Optional<List<String>> texts(String name) {
        return elements(name).flatMap(elements -> texts(name, elements));
    }

    /** An object whose members are strings, in the order of the document; as if absent when one is none. */
    Optional<Map<String, String>> textMap(String name) {
        return object(name).flatMap(Fields::textMap);
    }

    private Optional<Map<String, String>> textMap() {
        Map<String, String> texts = new LinkedHashMap<>();
        object.fieldNames().forEachRemaining(name -> text(name).ifPresent(t -> texts.put(name, t)));
        return texts.size() == object.size() ? Optional.of(texts) : Optional.empty();
    }

    private Optional<List<String>> texts(String name, JsonNode elements) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i).isTextual()) {
                texts.add(elements.get(i).textValue());
            } else {
                problems.add(wrongType(elements.get(i), "Write a string.").under(pointer(name) + "/" + i));
            }
        }
        return texts.size() == elements.size() ? Optional.of(texts) : Optional.empty();
    }

    /** Reports every field that no getter was called for. */
    void refuseOthers() {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                report(
                        name,
                        Problem.of(
                                ProblemCode.JSON_UNKNOWN_FIELD,
                                name,
                                "Known here are: "
                                        + String.join(
                                                ", ", known.stream().sorted().toList()) + "."));
            }
        });
    }

    private Optional<JsonNode> elements(String name) {
        return value(name, "Write a list.", n -> n.isArray() ? Optional.of(n) : Optional.empty());
    }

    private <T> Optional<T> value(String name, String hint, Function<JsonNode, Optional<T>> reader) {
        return member(name).flatMap(node -> {
            Optional<T> value = reader.apply(node);
            if (value.isEmpty()) {
                report(name, wrongType(node, hint));
            }
            return value;
        });
    }

    private Optional<JsonNode> member(String name) {
        known.add(name);
        return Optional.ofNullable(object.get(name));
    }

    private static Problem wrongType(JsonNode node, String hint) {
        // Quotes inside a quotation would only confuse: a string shows itself, all else its JSON.
        return Problem.of(ProblemCode.JSON_WRONG_TYPE, node.isTextual() ? node.textValue() : node.toString(), hint);
    }
}
