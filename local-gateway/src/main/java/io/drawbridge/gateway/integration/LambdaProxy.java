package io.drawbridge.gateway.integration;

import io.drawbridge.gateway.api.Integration;
import io.drawbridge.gateway.call.Call;
import io.drawbridge.gateway.call.EventJson;
import io.drawbridge.gateway.function.FunctionInvoker;
import io.drawbridge.gateway.function.Functions;
import io.drawbridge.gateway.function.InvocationOutcome;
import io.drawbridge.gateway.function.MalformedAnswerException;
import io.drawbridge.gateway.http.Body;
import io.drawbridge.gateway.integration.IntegrationResult.Answered;
import io.drawbridge.gateway.integration.IntegrationResult.Faulted;
import io.drawbridge.gateway.response.Fault;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The AWS_PROXY integration. */
public final class LambdaProxy {

    private final FunctionInvoker functions;

    public LambdaProxy(FunctionInvoker functions) {
        this.functions = functions;
    }

    /**
     * Has the function answer. The future never fails. A function that is too slow works on, as on AWS, until its own
     * timeout; only its answer is not waited for.
     */
    public CompletableFuture<IntegrationResult> answer(
            Integration.LambdaProxy integration, Call call, long authorizerLatencyMillis) {
        if (!functions.permits(integration.function(), call.permissionArn())) {
            return done(new Faulted(
                    Fault.API_MISCONFIGURED,
                    "The function " + integration.function() + " has no permission for API Gateway to invoke it as "
                            + call.permissionArn() + ". Add an AWS::Lambda::Permission with this SourceArn."));
        }
        Body event = EventJson.forIntegration(call, authorizerLatencyMillis);
        if (event.length() > Functions.MAX_PAYLOAD_BYTES) {
            return done(new Faulted(
                    Fault.EVENT_TOO_LARGE,
                    "The event has " + event.length() + " bytes: Lambda takes at most " + Functions.MAX_PAYLOAD_BYTES
                            + "."));
        }
        long millis = integration.timeout().toMillis();
        return functions
                .invoke(integration.function(), event, call.delivery().traceId())
                .thenApply(Optional::of)
                .completeOnTimeout(Optional.empty(), millis, TimeUnit.MILLISECONDS)
                .thenApply(outcome -> outcome.map(LambdaProxy::read)
                        .orElseGet(() -> new Faulted(
                                Fault.INTEGRATION_TIMEOUT,
                                "The function " + integration.function() + " did not answer within " + millis
                                        + " ms.")));
    }

    private static IntegrationResult read(InvocationOutcome outcome) {
        if (outcome instanceof InvocationOutcome.Failed failed) {
            return new Faulted(
                    Fault.INTEGRATION_BROKEN,
                    "The function failed with " + failed.errorType() + ": " + failed.errorMessage());
        }
        try {
            return new Answered(ProxyAnswer.parse(((InvocationOutcome.Returned) outcome).payload()));
        } catch (MalformedAnswerException e) {
            return new Faulted(Fault.INTEGRATION_BROKEN, e.reason());
        }
    }

    private static CompletableFuture<IntegrationResult> done(IntegrationResult result) {
        return CompletableFuture.completedFuture(result);
    }
}
