package io.drawbridge.authorizer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.drawbridge.authorizer.Steps.Step;
import io.drawbridge.authorizer.token.CryptoProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;

/**
 * The Lambda function: reads the event, asks the {@link Authorizer}, writes the policy.
 *
 * <p>The one place where {@code Unauthorized} is thrown. Every other throwable leaves under another message, so that no
 * library's "Unauthorized" can ever make API Gateway echo an Origin.
 */
public final class AuthorizerHandler implements RequestStreamHandler {

    private final Authorizer authorizer;
    private final DecisionLog log;
    private final Steps steps;

    /** Wired from the environment; a configuration with problems fails here, and API Gateway then answers 500. */
    public AuthorizerHandler() {
        AuthorizerConfig config = AuthorizerConfig.fromEnvironment(System.getenv());
        CryptoProvider crypto = Wiring.crypto(config);
        // Lambda names the function; elsewhere nobody makes metrics of the lines.
        String function = System.getenv().getOrDefault("AWS_LAMBDA_FUNCTION_NAME", "");
        log = new DecisionLog(System.out, new EmbeddedMetrics(function, config.tenantMetrics(), Clock.systemUTC()));
        log.started(crypto.description());
        steps = new Steps(System::nanoTime);
        authorizer = Wiring.authorizer(config, crypto, steps);
    }

    AuthorizerHandler(Authorizer authorizer, DecisionLog log, Steps steps) {
        this.authorizer = authorizer;
        this.log = log;
        this.steps = steps;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) {
        Decision decision;
        try {
            decision = decide(in, out);
        } catch (Throwable t) {
            log.fault(t);
            throw new InternalErrorException();
        }
        if (decision instanceof Decision.Unauthorized) {
            throw new UnauthorizedException();
        }
        if (decision instanceof Decision.Unavailable) {
            throw new InternalErrorException();
        }
    }

    private Decision decide(InputStream in, OutputStream out) throws IOException {
        steps.begin();
        AuthorizerRequest request = EventJson.read(in);
        Decision decision = authorizer.decide(request);
        steps.enter(Step.ANSWER);
        if (decision instanceof Decision.Policy policy) {
            EventJson.write(policy, out);
        }
        log.decided(request, decision, steps.end());
        return decision;
    }

    /** API Gateway answers 401 UNAUTHORIZED to exactly this message. No stack trace: it is an answer, not a fault. */
    private static final class UnauthorizedException extends RuntimeException {
        UnauthorizedException() {
            super("Unauthorized", null, false, false);
        }
    }

    /** API Gateway answers 500 and remembers nothing. What happened stands in the log. */
    private static final class InternalErrorException extends RuntimeException {
        InternalErrorException() {
            super("internal_error", null, false, false);
        }
    }
}
