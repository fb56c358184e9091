package io.drawbridge.gateway.function;

import io.drawbridge.gateway.http.Body;
import java.util.concurrent.CompletableFuture;

/** Lambda's synchronous invocation as API Gateway uses it: real processes, or a fake in tests. */
public interface FunctionInvoker {

    /**
     * Whether the function's resource policy lets API Gateway invoke it.
     *
     * @param function a logical id
     * @param sourceArn the method's or the authorizer's ARN
     */
    boolean permits(String function, String sourceArn);

    /**
     * Invokes a function and waits for what comes of it. The future never fails.
     *
     * @param function a logical id
     * @param event JSON of at most {@link Functions#MAX_PAYLOAD_BYTES}
     * @param traceId the X-Amzn-Trace-Id of the request
     */
    CompletableFuture<InvocationOutcome> invoke(String function, Body event, String traceId);
}
