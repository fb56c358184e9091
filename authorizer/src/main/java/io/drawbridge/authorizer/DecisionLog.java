package io.drawbridge.authorizer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.List;

/**
 * One JSON line per decision, and one at the start. Never a token, a claim, a query or a body; every value escaped and bounded.
 */
final class DecisionLog {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MAX_VALUE = 300;

    private final PrintStream out;

    DecisionLog(PrintStream out) {
        this.out = out;
    }

    /** Who computes signatures from now on. */
    void started(String crypto) {
        ObjectNode line = MAPPER.createObjectNode();
        line.put("event", "start");
        line.put("crypto", bounded(crypto));
        print(line);
    }

    void decided(AuthorizerRequest request, Decision decision) {
        ObjectNode line = MAPPER.createObjectNode();
        // What template.yaml's subscription looks for, and counts.
        if (decision.isMonitored()) {
            line.put("event", "monitored");
        }
        line.put("requestId", bounded(request.requestId()));
        line.put("reason", decision.reason().code());
        line.put("tenantId", decision.tenantId());
        line.put("origin", bounded(String.join(" | ", origins(request))));
        line.put("method", bounded(request.method()));
        line.put("resource", bounded(request.resource()));
        if (!decision.detail().isEmpty()) {
            line.put("detail", bounded(decision.detail()));
        }
        print(line);
    }

    /** A fault with the types and places of its causes; messages of libraries may hold what a stranger sent. */
    void fault(Throwable fault) {
        ObjectNode line = MAPPER.createObjectNode();
        line.put("reason", Reason.INTERNAL_ERROR.code());
        StringBuilder trail = new StringBuilder();
        for (Throwable t = fault; t != null && trail.length() < MAX_VALUE; t = t.getCause()) {
            StackTraceElement[] stack = t.getStackTrace();
            trail.append(t.getClass().getName())
                    .append(stack.length == 0 ? "" : " at " + stack[0])
                    .append("; ");
        }
        line.put("detail", bounded(trail.toString()));
        print(line);
    }

    private static List<String> origins(AuthorizerRequest request) {
        return request.headers().lines("origin");
    }

    private void print(ObjectNode line) {
        try {
            out.println(MAPPER.writeValueAsString(line));
        } catch (JsonProcessingException e) {
            out.println("{\"reason\":\"internal_error\",\"detail\":\"a log line could not be written\"}");
        }
    }

    private static String bounded(String value) {
        return value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE) + "…";
    }
}
