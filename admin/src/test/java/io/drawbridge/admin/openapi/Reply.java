package io.drawbridge.admin.openapi;

import java.util.Map;
import java.util.Optional;

/**
 * An answer as it arrived.
 *
 * @param status the HTTP status
 * @param headers by name, in any case
 * @param body the body; empty if there is none
 */
public record Reply(int status, Map<String, String> headers, String body) {

    public Reply {
        headers = Map.copyOf(headers);
    }

    Optional<String> header(String name) {
        return find(headers, name);
    }

    static Optional<String> find(Map<String, String> headers, String name) {
        return headers.entrySet().stream()
                .filter(h -> h.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
