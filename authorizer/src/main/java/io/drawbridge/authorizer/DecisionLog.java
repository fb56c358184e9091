package io.drawbridge.authorizer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.drawbridge.authorizer.Steps.Step;
import io.drawbridge.authorizer.Steps.Times;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One JSON line per decision, which is its metrics too, and one at the start. Never a token, a claim, a query or a body; every
 * value escaped and bounded.
 */
final class DecisionLog {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int MAX_VALUE = 300;

    private final PrintStream out;
    private final EmbeddedMetrics metrics;
    private final AtomicBoolean cold = new AtomicBoolean(true);

    DecisionLog(PrintStream out, EmbeddedMetrics metrics) {
        this.out = out;
        this.metrics = metrics;
    }

    /** Who computes signatures from now on. */
    void started(String crypto) {
        print(json -> {
            json.writeStringField("event", "start");
            json.writeStringField("crypto", bounded(crypto));
        });
    }

    void decided(AuthorizerRequest request, Decision decision, Times times) {
        boolean first = cold.getAndSet(false);
        print(json -> {
            // What template.yaml's subscription looks for, and counts.
            json.writeStringField("event", decision.isMonitored() ? "monitored" : "decision");
            json.writeStringField("requestId", bounded(request.requestId()));
            json.writeStringField("traceId", bounded(last(request.headers().lines("x-amzn-trace-id"))));
            json.writeStringField("reason", decision.reason().code());
            json.writeStringField("tenantId", decision.tenantId());
            json.writeStringField(
                    "origin", bounded(String.join(" | ", request.headers().lines("origin"))));
            json.writeStringField("method", bounded(request.method()));
            json.writeStringField("resource", bounded(request.resource()));
            if (!decision.detail().isEmpty()) {
                json.writeStringField("detail", bounded(decision.detail()));
            }
            json.writeBooleanField("coldStart", first);
            writeTimes(json, times);
            metrics.decided(json, request, decision, times, first);
        });
    }

    /** A fault with the types and places of its causes; messages of libraries may hold what a stranger sent. */
    void fault(Throwable fault) {
        StringBuilder trail = new StringBuilder();
        for (Throwable t = fault; t != null && trail.length() < MAX_VALUE; t = t.getCause()) {
            StackTraceElement[] stack = t.getStackTrace();
            trail.append(t.getClass().getName())
                    .append(stack.length == 0 ? "" : " at " + stack[0])
                    .append("; ");
        }
        print(json -> {
            json.writeStringField("event", "fault");
            json.writeStringField("reason", Reason.INTERNAL_ERROR.code());
            json.writeStringField("detail", bounded(trail.toString()));
            metrics.fault(json);
        });
    }

    /** In milliseconds; what was waited for is part of the steps. */
    private static void writeTimes(JsonGenerator json, Times times) throws IOException {
        json.writeObjectFieldStart("times");
        for (Step step : Step.values()) {
            EmbeddedMetrics.writeMillis(json, step.key(), times.nanos(step));
        }
        EmbeddedMetrics.writeMillis(json, "waitedForRegistry", times.registryNanos());
        EmbeddedMetrics.writeMillis(json, "waitedForKeys", times.keyNanos());
        json.writeEndObject();
        json.writeNumberField("registryReads", times.registryReads());
        json.writeNumberField("keyFetches", times.keyFetches());
    }

    /** The members of a line. */
    @FunctionalInterface
    private interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    private void print(Members members) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(line)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory was not written to", e);
        }
        out.println(line);
    }

    private static String last(List<String> lines) {
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    private static String bounded(String value) {
        return value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE) + "…";
    }
}
