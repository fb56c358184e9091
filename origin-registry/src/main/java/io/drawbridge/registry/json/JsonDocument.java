package io.drawbridge.registry.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Parses a JSON text into a tree by RFC 8259 alone.
 *
 * <p>A tree of Jackson's own making would forget that a name was there twice, or stop at the first one; this one reports each
 * with its place and goes on.
 */
final class JsonDocument {

    /** Far deeper than any registry file is, and far from the end of the stack. */
    private static final int MAX_DEPTH = 32;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private final JsonParser parser;
    private final List<Problem> problems;

    private JsonDocument(JsonParser parser, List<Problem> problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /** The tree, unless the text is no JSON; problems of syntax and names that are there twice go to {@code problems}. */
    static Optional<JsonNode> parse(String json, List<Problem> problems) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            return new JsonDocument(parser, problems).document(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail to be read", e);
        }
    }

    private Optional<JsonNode> document(String json) throws IOException {
        try {
            JsonToken first = parser.nextToken();
            if (first == null) {
                problems.add(Problem.of(ProblemCode.JSON_SYNTAX, json, "The text is empty: write a JSON object."));
                return Optional.empty();
            }
            JsonNode root = value(first, "");
            if (parser.nextToken() != null) {
                problems.add(syntax(parser.currentTokenLocation(), "something follows the document's end"));
            }
            return Optional.of(root);
        } catch (JsonProcessingException e) {
            problems.add(syntax(parser.currentLocation(), e.getOriginalMessage()));
            return Optional.empty();
        }
    }

    private static Problem syntax(JsonLocation at, String what) {
        String place = "line " + at.getLineNr() + ", column " + at.getColumnNr();
        // Jackson appends its settings and class names after the first line: of no use to whoever wrote the file.
        String reason = what.lines().findFirst().orElse(what);
        return Problem.of(ProblemCode.JSON_SYNTAX, place, "Correct the syntax there: " + reason + ".");
    }

    private JsonNode value(JsonToken token, String pointer) throws IOException {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (token) {
            case START_OBJECT -> object(pointer);
            case START_ARRAY -> array(pointer);
            case VALUE_STRING -> nodes.textNode(parser.getText());
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            case VALUE_NULL -> nodes.nullNode();
            case VALUE_NUMBER_INT -> nodes.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> nodes.numberNode(parser.getDoubleValue());
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("no value starts with " + token);
        };
    }

    private ObjectNode object(String pointer) throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            String place = Fields.pointer(pointer, name);
            JsonNode value = value(parser.nextToken(), place);
            if (object.has(name)) {
                problems.add(Problem.of(ProblemCode.JSON_DUPLICATE_KEY, name).under(place));
            } else {
                object.set(name, value);
            }
        }
        return object;
    }

    private ArrayNode array(String pointer) throws IOException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(value(token, pointer + "/" + array.size()));
        }
        return array;
    }
}
