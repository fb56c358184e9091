package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;

/** One JSON line per request: never a token, a claim, a body or a value of the registry but ids; each bounded. */
final class AdminLog {

    private static final int MAX_VALUE = 300;

    private final PrintStream out;

    AdminLog(PrintStream out) {
        this.out = out;
    }

    void answered(AdminRequest request, AdminAnswer answer) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("requestId", bounded(request.requestId()));
        line.put("method", bounded(request.method()));
        line.put("resource", bounded(request.resource()));
        line.put("tenant", bounded(request.parameter("tenant")));
        line.put("by", request.caller().isPlatform() ? "platform" : "tenant");
        line.put("status", answer.status());
        out.println(line);
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
        out.println(JsonNodeFactory.instance
                .objectNode()
                .put("status", Refusal.INTERNAL.status())
                .put("detail", bounded(trail.toString())));
    }

    private static String bounded(String value) {
        return value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE) + "…";
    }
}
