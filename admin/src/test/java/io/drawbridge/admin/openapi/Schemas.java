package io.drawbridge.admin.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas of one document, by their places in it. OpenAPI 3.1 schemas are JSON Schema 2020-12. */
final class Schemas {

    private static final String ID = "https://drawbridge.example/openapi.json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonNode document;
    private final JsonSchemaFactory factory;
    private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();

    Schemas(JsonNode document) {
        this.document = document;
        this.factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(ID, document.toString()))));
    }

    /** What is wrong with a value. */
    List<String> problems(String pointer, JsonNode value) {
        return compiled.computeIfAbsent(pointer, this::compile).validate(value).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private JsonSchema compile(String pointer) {
        if (document.at(pointer).isMissingNode()) {
            throw new AssertionError("openapi.json has nothing at " + pointer);
        }
        return factory.getSchema(JsonNodeFactory.instance
                .objectNode()
                .put("$ref", ID + "#" + pointer.replace("{", "%7B").replace("}", "%7D")));
    }

    /** The text of a parameter or header as the JSON value that its schema speaks of. */
    List<String> problemsOfText(String pointer, String text) {
        String type = resolve(pointer).path("type").asText();
        boolean isText = !type.equals("integer") && !type.equals("boolean");
        return problems(pointer, isText ? JsonNodeFactory.instance.textNode(text) : value(text));
    }

    private JsonNode resolve(String pointer) {
        JsonNode node = document.at(pointer);
        return node.has("$ref") ? resolve(node.path("$ref").asText().substring(1)) : node;
    }

    private static JsonNode value(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.textNode(text);
        }
    }
}
