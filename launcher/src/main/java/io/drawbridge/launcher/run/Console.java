package io.drawbridge.launcher.run;

import io.drawbridge.gateway.Exchange;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

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

    /** Prints to {@code out}. */
    public Console(PrintWriter out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /** One finished request. */
    public void exchange(Exchange exchange) {
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
        exchange.notes().forEach(note -> line.append("  ! ").append(note));
        print("request", line.toString());
    }

    /** One line of a function. */
    public void function(String function, String requestId, String text) {
        print(function, text);
    }

    private void print(String source, String text) {
        String time = LocalTime.now(clock).truncatedTo(ChronoUnit.SECONDS).toString();
        out.println(time + " " + source + "  " + printable(text));
        out.flush();
    }

    static String printable(String text) {
        StringBuilder clean = new StringBuilder();
        text.chars()
                .limit(MAX_LINE)
                .forEach(c -> clean.append(c >= ' ' && c <= '~' ? (char) c : c == '\t' ? ' ' : '?'));
        return text.length() > MAX_LINE ? clean + " ..." : clean.toString();
    }
}
