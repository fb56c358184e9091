package io.drawbridge.keycloak;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Optional;

/**
 * What the API answered to one request.
 *
 * @param sentAt when the request went out
 * @param receivedAt when the answer was there
 * @param status its status
 * @param error the code in its body; empty where the backend answered
 * @param requestId names its line in the authorizer's log
 * @param retryAfter when to come back, in seconds
 * @param allowOrigin which origin's pages may read it
 */
record Answer(
        Instant sentAt,
        Instant receivedAt,
        int status,
        String error,
        String requestId,
        Optional<Integer> retryAfter,
        Optional<String> allowOrigin) {

    static Answer of(Instant sentAt, HttpResponse<String> response) {
        boolean isJson =
                response.headers().firstValue("content-type").orElse("").startsWith("application/json");
        return new Answer(
                sentAt,
                Instant.now(),
                response.statusCode(),
                (isJson ? Http.parse(response.body()) : MissingNode.getInstance())
                        .path("error")
                        .asText(),
                response.headers().firstValue("x-amzn-requestid").orElse(""),
                response.headers().firstValue("retry-after").map(Integer::valueOf),
                response.headers().firstValue("access-control-allow-origin"));
    }

    boolean accepted() {
        return status == 200;
    }

    /** Row 14 of the decision table. */
    boolean keysUnavailable() {
        return status == 403 && error.equals("jwks_unavailable");
    }

    String summary() {
        return error.isEmpty() ? Integer.toString(status) : status + " " + error;
    }
}
