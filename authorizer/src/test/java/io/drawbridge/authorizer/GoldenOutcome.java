package io.drawbridge.authorizer;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.drawbridge.authorizer.golden.AuthorizerAnswer;
import io.drawbridge.authorizer.golden.Expectation.Decision;
import io.drawbridge.authorizer.golden.GoldenEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the handler made of an event.
 *
 * @param event the event
 * @param decision in which of the four ways it answered
 * @param reason the reason in its log line
 * @param policy the JSON it wrote; empty if it threw
 */
record GoldenOutcome(GoldenEvent event, Decision decision, String reason, Optional<String> policy) {

    private static final Pattern REASON = Pattern.compile("\"reason\":\"([a-z_]+)\"");

    /** An authorizer that did not start. */
    static GoldenOutcome error(GoldenEvent event) {
        return new GoldenOutcome(event, Decision.ERROR, "internal_error", Optional.empty());
    }

    /** What API Gateway answers by itself where a header is missing that the answer would be remembered by. */
    static GoldenOutcome unasked(GoldenEvent event) {
        return new GoldenOutcome(event, Decision.UNASKED, "unasked", Optional.empty());
    }

    static GoldenOutcome of(Authorizer authorizer, GoldenEvent event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        AuthorizerHandler handler = Handlers.logging(authorizer, log);
        Decision decision;
        try {
            handler.handleRequest(
                    new ByteArrayInputStream(event.json().getBytes(StandardCharsets.UTF_8)), out, unusedContext());
            decision = AuthorizerAnswer.parse(event.methodArn(), out.toString(StandardCharsets.UTF_8))
                            .allows()
                    ? Decision.ALLOW
                    : Decision.DENY;
        } catch (JsonProcessingException e) {
            throw new AssertionError("the authorizer wrote no JSON", e);
        } catch (RuntimeException e) {
            // API Gateway knows nothing of an exception but its message.
            decision = "Unauthorized".equals(e.getMessage()) ? Decision.UNAUTHORIZED : Decision.ERROR;
        }
        String written = out.toString(StandardCharsets.UTF_8);
        EmbeddedMetricFormat.metrics(log.toString(StandardCharsets.UTF_8));
        Matcher reason = REASON.matcher(log.toString(StandardCharsets.UTF_8));
        return new GoldenOutcome(
                event,
                decision,
                reason.find() ? reason.group(1) : "no reason in the log",
                written.isEmpty() ? Optional.empty() : Optional.of(written));
    }

    /** The handler reads nothing of Lambda's context. */
    @SuppressWarnings("NullAway")
    private static Context unusedContext() {
        return null;
    }
}
