package io.drawbridge.launcher.browser;

import io.drawbridge.gateway.Exchange;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** What the gateways really received and answered, whatever the browser told its page. */
final class Traffic {

    private static final int ATTEMPTS = 200;
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();

    /** For the gateways' listener. */
    void record(Exchange exchange) {
        exchanges.add(exchange);
    }

    /**
     * Every exchange whose target holds this mark, oldest first.
     *
     * <p>Waits a moment for {@code atLeast} of them: a browser can have an answer before the gateway has told its listener.
     */
    List<Exchange> of(String mark, int atLeast) {
        for (int attempt = 0; attempt < ATTEMPTS && marked(mark).size() < atLeast; attempt++) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return marked(mark);
    }

    private List<Exchange> marked(String mark) {
        return exchanges.stream()
                .filter(exchange -> exchange.request().target().endsWith(mark))
                .toList();
    }

    /** Such as {@code OPTIONS 204}. */
    static String summary(Exchange exchange) {
        return exchange.request().method() + " " + exchange.response().status();
    }

    /** The body that left the gateway. */
    static String body(Exchange exchange) {
        return exchange.response().body().text();
    }
}
