package io.drawbridge.gateway.function;

import io.drawbridge.gateway.http.Body;
import java.util.concurrent.CompletableFuture;

/**
 * One invocation on its way.
 *
 * @param requestId Lambda's own request id, a UUID
 * @param event the payload
 * @param traceId the X-Ray header value, passed on as it came
 * @param outcome completed exactly once
 */
record Invocation(String requestId, Body event, String traceId, CompletableFuture<InvocationOutcome> outcome) {

    void fail(String errorType, String errorMessage) {
        outcome.complete(new InvocationOutcome.Failed(errorType, errorMessage));
    }
}
