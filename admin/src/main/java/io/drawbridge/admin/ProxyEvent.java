package io.drawbridge.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drawbridge.authorizer.HeaderLines;
import io.drawbridge.cors.CorsHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The wire forms of a Lambda proxy integration.
 *
 * @param request the request in it
 * @param cors what the authorizer granted its page
 * @param path the path as it was sent, without the stage
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">Lambda
 *     proxy integrations</a>
 */
record ProxyEvent(AdminRequest request, CorsHeaders cors, String path) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * Reads an event.
     *
     * @throws IOException if it is not JSON
     */
    static ProxyEvent read(InputStream in) throws IOException {
        JsonNode event = MAPPER.readTree(in);
        JsonNode context = event.path("requestContext");
        Map<String, String> authorizer = texts(context.path("authorizer"));
        HeaderLines headers = new HeaderLines(texts(event.path("headers")), lists(event.path("multiValueHeaders")));
        AdminRequest request = new AdminRequest(
                event.path("httpMethod").asText(),
                event.path("resource").asText(),
                texts(event.path("pathParameters")),
                // Both maps have every name; this one alone has every value.
                new Query(lists(event.path("multiValueQueryStringParameters"))),
                headers,
                body(event),
                Caller.of(authorizer).bearing(OwnToken.of(headers.lines("authorization"))),
                context.path("requestId").asText(),
                context.path("domainName").asText());
        return new ProxyEvent(
                request,
                CorsHeaders.ofAuthorizer(authorizer),
                event.path("path").asText());
    }

    private static String body(JsonNode event) {
        String body = event.path("body").isTextual() ? event.path("body").textValue() : "";
        return event.path("isBase64Encoded").booleanValue()
                ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8)
                : body;
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new HashMap<>();
        node.properties().forEach(e -> {
            if (e.getValue().isTextual()) {
                texts.put(e.getKey(), e.getValue().textValue());
            }
        });
        return texts;
    }

    private static Map<String, List<String>> lists(JsonNode node) {
        Map<String, List<String>> lists = new HashMap<>();
        node.properties().forEach(e -> {
            List<String> lines = new ArrayList<>();
            e.getValue().forEach(line -> lines.add(line.asText()));
            lists.put(e.getKey(), lines);
        });
        return lists;
    }

    /** Writes an answer with what every one has: the CORS headers, the request's id, and that nobody may keep what does not say so. */
    void write(AdminAnswer answer, OutputStream out) throws IOException {
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.putIfAbsent("Cache-Control", "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Request-Id", request.requestId());
        try (JsonGenerator json = MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("statusCode", answer.status());
            json.writeObjectFieldStart("headers");
            for (Map.Entry<String, String> header : cors.addTo(headers).entrySet()) {
                json.writeStringField(header.getKey(), header.getValue());
            }
            json.writeEndObject();
            json.writeStringField("body", answer.body());
            json.writeEndObject();
        }
    }
}
