package io.drawbridge.authorizer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The wire forms of a REQUEST authorizer.
 *
 * <p>Reads the raw event, because the typed event of aws-lambda-java-events has no {@code multiValueHeaders} and no
 * {@code domainName}: a second Origin line is invisible through it.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html">Input
 *     to an API Gateway Lambda authorizer</a>
 */
final class EventJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private EventJson() {}

    /**
     * Reads an event.
     *
     * @throws IOException if it is not JSON
     * @throws IllegalArgumentException if it is not an event of a REQUEST authorizer
     */
    static AuthorizerRequest read(InputStream in) throws IOException {
        JsonNode event = MAPPER.readTree(in);
        if (!"REQUEST".equals(text(event, "type"))) {
            throw new IllegalArgumentException("the event is not of a REQUEST authorizer");
        }
        JsonNode requestContext = event.path("requestContext");
        return new AuthorizerRequest(
                MethodArn.parse(text(event, "methodArn")),
                text(event, "resource"),
                text(event, "httpMethod"),
                text(event, "path"),
                strings(event.path("pathParameters"), "pathParameters"),
                new HeaderLines(strings(event.path("headers"), "headers"), lists(event.path("multiValueHeaders"))),
                text(requestContext, "domainName"),
                text(requestContext, "requestId"));
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("the event has no text " + name);
        }
        return value.textValue();
    }

    private static Map<String, String> strings(JsonNode node, String name) {
        Map<String, String> map = new HashMap<>();
        members(node, name).forEach((key, value) -> map.put(key, element(value, name)));
        return map;
    }

    private static Map<String, List<String>> lists(JsonNode node) {
        String name = "multiValueHeaders";
        Map<String, List<String>> map = new HashMap<>();
        members(node, name).forEach((key, value) -> {
            if (!value.isArray()) {
                throw new IllegalArgumentException(name + " holds something other than a list");
            }
            List<String> lines = new ArrayList<>();
            value.forEach(line -> lines.add(element(line, name)));
            map.put(key, lines);
        });
        return map;
    }

    /** The members of an object; API Gateway writes {@code null} where there is none. */
    private static Map<String, JsonNode> members(JsonNode node, String name) {
        Map<String, JsonNode> members = new HashMap<>();
        if (node.isObject()) {
            node.properties().forEach(e -> members.put(e.getKey(), e.getValue()));
        } else if (!node.isNull() && !node.isMissingNode()) {
            throw new IllegalArgumentException(name + " is not an object");
        }
        return members;
    }

    private static String element(JsonNode value, String name) {
        if (!value.isTextual()) {
            throw new IllegalArgumentException(name + " holds something other than text");
        }
        return value.textValue();
    }

    /** Writes a policy with exactly the fields that API Gateway accepts: any other one makes it answer 500. */
    static void write(Decision.Policy decision, OutputStream out) throws IOException {
        try (JsonGenerator json = MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("principalId", decision.principalId());
            json.writeObjectFieldStart("policyDocument");
            json.writeStringField("Version", "2012-10-17");
            json.writeArrayFieldStart("Statement");
            statement(json, "Allow", decision.policy().allowed());
            statement(json, "Deny", decision.policy().denied());
            json.writeEndArray();
            json.writeEndObject();
            json.writeObjectFieldStart("context");
            for (Map.Entry<String, String> entry : decision.context().toMap().entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
            if (decision.usageIdentifierKey().isPresent()) {
                json.writeStringField(
                        "usageIdentifierKey", decision.usageIdentifierKey().get());
            }
            json.writeEndObject();
        }
    }

    private static void statement(JsonGenerator json, String effect, List<String> resources) throws IOException {
        if (resources.isEmpty()) {
            return;
        }
        json.writeStartObject();
        json.writeStringField("Action", "execute-api:Invoke");
        json.writeStringField("Effect", effect);
        json.writeFieldName("Resource");
        if (resources.size() == 1) {
            json.writeString(resources.get(0));
        } else {
            json.writeArray(resources.toArray(String[]::new), 0, resources.size());
        }
        json.writeEndObject();
    }
}
