package io.drawbridge.admin.openapi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it was sent.
 *
 * @param method the verb
 * @param resource the path template that it was routed to
 * @param pathParameters by name, decoded
 * @param query every value of each parameter
 * @param headers by name, in any case
 * @param body the body; empty if there is none
 */
public record Call(
        String method,
        String resource,
        Map<String, String> pathParameters,
        Map<String, List<String>> query,
        Map<String, String> headers,
        String body) {

    public Call {
        pathParameters = Map.copyOf(pathParameters);
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    Optional<String> header(String name) {
        return Reply.find(headers, name);
    }
}
