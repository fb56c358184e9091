package io.drawbridge.authorizer;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Handlers over an authorizer of a test, as the function wires its own. */
final class Handlers {

    static final String FUNCTION = "stack-AuthorizerFunction";

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_790_000_000_123L), ZoneOffset.UTC);

    private Handlers() {}

    static AuthorizerHandler logging(Authorizer authorizer, OutputStream log) {
        return new AuthorizerHandler(authorizer, log(log, false), Steps.untimed());
    }

    static DecisionLog log(OutputStream log, boolean tenantMetrics) {
        return new DecisionLog(
                new PrintStream(log, true, StandardCharsets.UTF_8),
                new EmbeddedMetrics(FUNCTION, tenantMetrics, CLOCK));
    }
}
