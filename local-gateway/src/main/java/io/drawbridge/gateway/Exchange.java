package io.drawbridge.gateway;

import io.drawbridge.gateway.gate.GateResult;
import io.drawbridge.gateway.http.HttpRequest;
import io.drawbridge.gateway.http.HttpResponse;
import io.drawbridge.gateway.response.AppliedResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One finished request and how its answer came about. It holds tokens and bodies: show it, never store it.
 *
 * @param requestId {@code x-amzn-RequestId}; empty where the front end refused the request before it had one
 * @param receivedAt when the request was complete
 * @param took until the answer was handed to the connection
 * @param request what came in
 * @param resource the resource that was routed to; empty where none matched
 * @param gate what the authorizer decided; empty for a public method or where routing found none
 * @param gatewayResponse the gateway response that applied; empty where the integration or the front end answered
 * @param response what went out
 * @param notes what a developer must know about this exchange, such as why an answer was malformed
 */
public record Exchange(
        String requestId,
        Instant receivedAt,
        Duration took,
        HttpRequest request,
        Optional<String> resource,
        Optional<GateResult> gate,
        Optional<AppliedResponse> gatewayResponse,
        HttpResponse response,
        List<String> notes) {

    public Exchange {
        notes = List.copyOf(notes);
    }
}
