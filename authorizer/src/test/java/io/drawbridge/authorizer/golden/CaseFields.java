package io.drawbridge.authorizer.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One JSON object of a case file. Every key must be read before {@link #finish}: what nobody reads nobody would assert.
 */
final class CaseFields {

    private final JsonNode object;
    private final String place;
    private final Set<String> known = new HashSet<>();

    CaseFields(JsonNode object, String place) {
        this.object = object;
        this.place = place;
        if (!object.isObject()) {
            throw mistake("is not an object");
        }
        if (object.isEmpty()) {
            throw mistake("is empty");
        }
    }

    /** What is wrong with this object. */
    IllegalArgumentException mistake(String what) {
        return new IllegalArgumentException(place + " " + what);
    }

    boolean has(String name) {
        return object.has(name);
    }

    Optional<JsonNode> node(String name) {
        known.add(name);
        return Optional.ofNullable(object.get(name));
    }

    JsonNode requiredNode(String name) {
        return node(name).orElseThrow(() -> mistake("lacks \"" + name + "\""));
    }

    Optional<String> text(String name) {
        return node(name).map(n -> text(n, name));
    }

    String requiredText(String name) {
        return text(requiredNode(name), name);
    }

    Optional<Integer> number(String name) {
        return node(name).map(n -> {
            if (!n.isInt()) {
                throw mistake("has a \"" + name + "\" that is not a whole number");
            }
            return n.intValue();
        });
    }

    int requiredNumber(String name) {
        return number(name).orElseThrow(() -> mistake("lacks \"" + name + "\""));
    }

    boolean flag(String name) {
        return node(name).map(JsonNode::booleanValue).orElse(false);
    }

    Optional<CaseFields> object(String name) {
        return node(name).map(n -> new CaseFields(n, place + "/" + name));
    }

    CaseFields requiredObject(String name) {
        return new CaseFields(requiredNode(name), place + "/" + name);
    }

    List<JsonNode> list(String name) {
        JsonNode node = requiredNode(name);
        if (!node.isArray() || node.isEmpty()) {
            throw mistake("has a \"" + name + "\" that is not a list with elements");
        }
        List<JsonNode> elements = new ArrayList<>();
        node.forEach(elements::add);
        return elements;
    }

    /** One text, or a list of them, which may be empty. */
    Optional<List<String>> texts(String name) {
        return node(name).map(n -> {
            List<String> texts = new ArrayList<>();
            if (n.isArray()) {
                n.forEach(element -> texts.add(text(element, name)));
            } else {
                texts.add(text(n, name));
            }
            return texts;
        });
    }

    /** Every member of an object, in order; none if there is no such object. */
    Map<String, JsonNode> members(String name) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        if (has(name)) {
            requiredObject(name).object.properties().forEach(e -> members.put(e.getKey(), e.getValue()));
        }
        return members;
    }

    String text(JsonNode node, String name) {
        if (!node.isTextual()) {
            throw mistake("has a \"" + name + "\" that is not a text");
        }
        return node.textValue();
    }

    void finish() {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw mistake("has a key that no runner asserts: \"" + name + "\"");
            }
        });
    }
}
