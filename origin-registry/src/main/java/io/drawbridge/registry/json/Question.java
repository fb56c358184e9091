package io.drawbridge.registry.json;

import java.util.List;
import java.util.Optional;

/**
 * What a dry run is asked: one request as a page or a server would send it.
 *
 * @param origin the value of its Origin header; empty if it has none
 * @param method the method: of a preflight the one that it asks for
 * @param resource the path template that API Gateway routes to
 * @param path the path that was sent; empty if any path of the resource will do
 * @param requestHeaders the names of the headers that a script sets
 * @param credentials whether the page fetches with credentials
 * @param preflight whether the browser's preflight is meant instead of the request itself
 * @param token the bearer token, a secret; empty if none is sent
 * @param scopes instead of a token: as if a valid one of the tenant with these scopes was sent
 */
public record Question(
        Optional<String> origin,
        String method,
        String resource,
        Optional<String> path,
        List<String> requestHeaders,
        boolean credentials,
        boolean preflight,
        Optional<String> token,
        Optional<List<String>> scopes) {

    public Question {
        requestHeaders = List.copyOf(requestHeaders);
        scopes = scopes.map(List::copyOf);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "Question[" + method + " " + resource + "]";
    }
}
