package io.drawbridge.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer, without what every one has.
 *
 * @param status the HTTP status
 * @param headers its own headers
 * @param body JSON, or empty
 */
record AdminAnswer(int status, Map<String, String> headers, String body) {

    private static final String JSON = "application/json";

    AdminAnswer {
        headers = Map.copyOf(headers);
    }

    /** What is there, with its version (RFC 9110, section 8.8.3). */
    static AdminAnswer ok(JsonNode document, String etag) {
        return json(200, document).with("ETag", etag);
    }

    /** What was made, with its version and its place, relative to the request's own (RFC 9110, section 10.2.2). */
    static AdminAnswer created(String location, JsonNode document, String etag) {
        return json(201, document).with("Location", location).with("ETag", etag);
    }

    static AdminAnswer json(int status, JsonNode document) {
        return new AdminAnswer(status, Map.of("Content-Type", JSON), document.toString());
    }

    /** The same with one more header. */
    AdminAnswer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new AdminAnswer(status, more, body);
    }

    /** The answer to HEAD: all but the body (RFC 9110, section 9.3.2). */
    AdminAnswer withoutBody() {
        return new AdminAnswer(status, headers, "");
    }
}
