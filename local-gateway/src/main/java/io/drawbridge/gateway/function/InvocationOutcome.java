package io.drawbridge.gateway.function;

import io.drawbridge.gateway.http.Body;

/** What came of one invocation. */
public sealed interface InvocationOutcome {

    /** The function returned; the payload is what it wrote, which need not be JSON. */
    record Returned(Body payload) implements InvocationOutcome {}

    /**
     * The function threw, crashed, ran out of time or could not start.
     *
     * @param errorType such as {@code java.lang.RuntimeException} or {@code Runtime.ExitError}
     * @param errorMessage what Lambda reports as {@code errorMessage}; empty when the exception had none
     */
    record Failed(String errorType, String errorMessage) implements InvocationOutcome {}
}
