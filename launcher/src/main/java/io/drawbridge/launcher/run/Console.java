package io.drawbridge.launcher.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drawbridge.gateway.Exchange;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Prints what happens while things run: one line for each request, and each line that a function prints.
 *
 * <p>What came from outside is cut down to printable ASCII, so that no request can write to the terminal. Headers other than
 * {@code Origin} and bodies are never printed: they hold tokens.
 */
public final class Console {

    private static final int MAX_LINE = 2000;

    private final PrintWriter out;
    private final Clock clock;
    private final ObjectMapper mapper = new ObjectMapper();

    /** Prints to {@code out}. */
    public Console(PrintWriter out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /**
     * One finished request.
     *
     * @param gateway which gateway it went to; empty for the one that works
     */
    public void exchange(String gateway, Exchange exchange) {
        StringBuilder line = new StringBuilder()
                .append(exchange.request().method())
                .append(' ')
                .append(exchange.request().path())
                .append(" -> ")
                .append(exchange.response().status());
        exchange.gatewayResponse().ifPresent(applied -> line.append(' ').append(applied.type()));
        line.append(exchange.request()
                .header("origin")
                .map(origin -> "  from " + origin)
                .orElse("  without Origin"));
        line.append("  ").append(exchange.took().toMillis()).append(" ms");
        // The first line says it; what follows is a stack trace that the function has printed itself.
        exchange.notes().forEach(note -> line.append("  ! ").append(firstLine(note)));
        print(gateway, line.toString());
    }

    /**
     * One line of a function.
     *
     * @param gateway which gateway it belongs to; empty for the one that works
     */
    public void function(String gateway, String function, String text) {
        if (text.isBlank() || isTheAuthorizers401(text)) {
            return;
        }
        print(gateway, function + ": " + decision(text));
    }

    /** Lambda's runtime prints every throwable, also the one that is this product's ordinary way to answer 401. */
    private static boolean isTheAuthorizers401(String text) {
        return text.contains(LaunchPlan.AUTHORIZER_HANDLER + "$UnauthorizedException");
    }

    /** The authorizer's log line in words; any other text as it is. */
    private String decision(String text) {
        if (!text.startsWith("{")) {
            return text;
        }
        JsonNode json;
        try {
            json = mapper.readTree(text);
        } catch (JsonProcessingException e) {
            return text;
        }
        String reason = json.path("reason").asText();
        if (reason.isEmpty()) {
            return text;
        }
        String tenant = json.path("tenantId").asText();
        String detail = json.path("detail").asText();
        return reason
                + (tenant.isEmpty() ? "" : "  tenant " + tenant)
                + (detail.isEmpty() ? "" : "  " + detail)
                + (json.has("Latency") ? times(json) : "");
    }

    /** How long the decision took, and what most of that was when it was long. */
    private static String times(JsonNode json) {
        StringBuilder text = new StringBuilder("  ").append(millis(json.path("Latency")));
        int reads = json.path("registryReads").asInt();
        if (reads > 0) {
            text.append(", ")
                    .append(millis(json.at("/times/waitedForRegistry")))
                    .append(" for the registry");
        }
        if (json.path("keyFetches").asInt() > 0) {
            text.append(", ").append(millis(json.at("/times/waitedForKeys"))).append(" for keys");
        }
        return text.append(json.path("coldStart").asBoolean() ? ", cold" : "").toString();
    }

    private static String millis(JsonNode value) {
        return String.format(Locale.ROOT, "%.1f ms", value.asDouble());
    }

    private void print(String gateway, String text) {
        String time = LocalTime.now(clock).truncatedTo(ChronoUnit.SECONDS).toString();
        out.println(time + (gateway.isEmpty() ? "  " : "  [" + gateway + "] ") + printable(text));
        out.flush();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    static String printable(String text) {
        StringBuilder clean = new StringBuilder();
        text.chars()
                .limit(MAX_LINE)
                .forEach(c -> clean.append(c >= ' ' && c <= '~' ? (char) c : c == '\t' ? ' ' : '?'));
        return text.length() > MAX_LINE ? clean + " ..." : clean.toString();
    }
}
