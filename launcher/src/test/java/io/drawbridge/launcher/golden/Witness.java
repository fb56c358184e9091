package io.drawbridge.launcher.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drawbridge.gateway.Exchange;
import io.drawbridge.gateway.ExchangeListener;
import io.drawbridge.gateway.function.FunctionLog;
import io.drawbridge.gateway.gate.GateResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What happened behind an answer: the authorizer's own, and the reason in its log. Both are told by the request's id, and
 * both may come a moment after the answer.
 */
final class Witness implements ExchangeListener, FunctionLog {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, Exchange> exchanges = new ConcurrentHashMap<>();
    private final Map<String, String> reasons = new ConcurrentHashMap<>();
    private final Map<String, String> tenants = new ConcurrentHashMap<>();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    @Override
    public void finished(Exchange exchange) {
        exchanges.put(exchange.requestId(), exchange);
        tell();
    }

    @Override
    public void line(String function, String invocation, String text) {
        lines.add(text);
        if (!text.startsWith("{")) {
            return;
        }
        try {
            JsonNode line = MAPPER.readTree(text);
            if (line.path("requestId").isTextual() && line.path("reason").isTextual()) {
                tenants.put(
                        line.path("requestId").textValue(),
                        line.path("tenantId").asText());
                reasons.put(
                        line.path("requestId").textValue(), line.path("reason").textValue());
                tell();
            }
        } catch (JsonProcessingException e) {
            throw new AssertionError("a function's log line is no JSON: " + text, e);
        }
    }

    /** What the gate made of a request. */
    GateResult gate(String requestId) {
        return Optional.ofNullable(awaited(exchanges, requestId))
                .flatMap(Exchange::gate)
                .orElseThrow(() -> new AssertionError("no authorizer was asked about " + requestId));
    }

    /** The reason in the log. */
    String reason(String requestId) {
        String reason = awaited(reasons, requestId);
        return reason == null ? "no line in the log" : reason;
    }

    /** The tenant in the log; empty if it was decided for none. */
    String tenant(String requestId) {
        reason(requestId);
        return tenants.getOrDefault(requestId, "");
    }

    /** The resource that the request was routed to. */
    String resource(String requestId) {
        return Optional.ofNullable(awaited(exchanges, requestId))
                .flatMap(Exchange::resource)
                .orElseThrow(() -> new AssertionError("there is no resource of " + requestId));
    }

    /** Everything that functions printed so far. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    private synchronized void tell() {
        notifyAll();
    }

    private synchronized <T> @org.jspecify.annotations.Nullable T awaited(Map<String, T> map, String key) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!map.containsKey(key) && System.nanoTime() < end) {
            try {
                wait(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
        return map.get(key);
    }
}
