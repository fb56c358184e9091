package io.drawbridge.gateway.child;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.IOException;

/**
 * The main class of a function's process: AWS's own, tied to the life of the gateway.
 *
 * <p>The gateway holds the other end of standard input and never writes to it. When the gateway dies, however hard, the
 * operating system closes that end, and this process ends too, even in the middle of an endless loop.
 */
public final class Lifeline {

    private static final int GATEWAY_GONE = 143;

    private Lifeline() {}

    /**
     * Runs the handler until the gateway is gone.
     *
     * @param arguments the handler string, passed on to {@link AWSLambda}
     * @throws Throwable whatever the runtime client ends with
     */
    public static void main(String[] arguments) throws Throwable {
        Thread watch = new Thread(Lifeline::haltAtEndOfInput, "drawbridge-lifeline");
        watch.setDaemon(true);
        watch.start();
        AWSLambda.main(arguments);
    }

    private static void haltAtEndOfInput() {
        try {
            int next = 0;
            while (next >= 0) {
                next = System.in.read();
            }
        } catch (IOException e) {
            // A broken pipe means the same as its end.
        }
        // Not exit: shutdown hooks of the function could hang.
        Runtime.getRuntime().halt(GATEWAY_GONE);
    }
}
