package io.drawbridge.gateway.function;

/** Receives what functions print. Called from several threads; a slow one slows the function that prints. */
@FunctionalInterface
public interface FunctionLog {

    /**
     * Takes one line.
     *
     * @param function the function's logical id
     * @param requestId the invocation during which it was printed; empty while the function starts
     * @param text the line without its line break
     */
    void line(String function, String requestId, String text);
}
