package io.drawbridge.examples.orders;

import java.util.Map;

/**
 * What a route answers, before the headers that every answer has.
 *
 * @param status the HTTP status
 * @param headers the headers of this answer alone
 * @param body JSON, or {@code ""} for none
 */
record Answer(int status, Map<String, String> headers, String body) {
    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer json(int status, String body) {
        return new Answer(status, Map.of("Content-Type", "application/json"), body);
    }
}
