package io.drawbridge.gateway.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.gateway.Exchange;
import io.drawbridge.gateway.ExchangeListener;
import io.drawbridge.gateway.function.FunctionLog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The last requests, and what functions printed about each of them.
 *
 * <p>A line belongs to a request if it is a JSON object whose {@code requestId} is the request's. It comes through a pipe of its
 * own, before the answer or after it.
 */
public final class Traffic implements ExchangeListener, FunctionLog {

    /** How many requests are kept. */
    static final int KEPT = 200;

    private static final int MAX_LINES = 20;
    private static final int MAX_LINE = 16_384;

    private final ObjectMapper mapper = new ObjectMapper();
    private final Deque<ObjectNode> entries = new ArrayDeque<>();
    private final Map<String, List<JsonNode>> lines = new LinkedHashMap<>();

    /** Counts every change: what the page has seen, it need not be told again. */
    private long version;

    @Override
    public void finished(Exchange exchange) {
        ObjectNode entry = ExchangeJson.of(mapper, exchange);
        synchronized (this) {
            entries.addLast(entry.put("number", number()));
            if (entries.size() > KEPT) {
                entries.removeFirst();
            }
            version++;
        }
    }

    private long number() {
        return entries.isEmpty() ? 1 : entries.getLast().path("number").asLong() + 1;
    }

    @Override
    public void line(String function, String invocation, String text) {
        if (!text.startsWith("{") || text.length() > MAX_LINE) {
            return;
        }
        JsonNode line;
        try {
            line = mapper.readTree(text);
        } catch (JsonProcessingException e) {
            return; // It only looked like JSON; the console shows it.
        }
        String requestId = line.path("requestId").asText();
        if (!requestId.isEmpty()) {
            keep(requestId, mapper.createObjectNode().put("function", function).set("line", line));
        }
    }

    private synchronized void keep(String requestId, JsonNode line) {
        if (!lines.containsKey(requestId) && lines.size() == KEPT) {
            lines.remove(lines.keySet().iterator().next());
        }
        List<JsonNode> ofRequest = lines.computeIfAbsent(requestId, id -> new ArrayList<>());
        if (ofRequest.size() < MAX_LINES) {
            ofRequest.add(line);
        }
        version++;
    }

    /** What the page is told: a version, and every request that is kept, unless that is the version the page has. */
    synchronized byte[] since(long known) {
        ObjectNode answer = mapper.createObjectNode().put("version", version);
        if (known != version) {
            ArrayNode requests = answer.putArray("requests");
            for (ObjectNode entry : entries) {
                List<JsonNode> log = lines.getOrDefault(entry.path("requestId").asText(), List.of());
                requests.add(
                        entry.deepCopy().set("log", mapper.createArrayNode().addAll(log)));
            }
        }
        try {
            return mapper.writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree is always JSON", e);
        }
    }
}
