package io.drawbridge.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Somebody who sends tokens of a real issuer with a {@code kid} of their own, each another, as fast as they are answered. */
final class Strangers implements AutoCloseable {

    private static final int THREADS = 3;

    private final Drawbridge drawbridge;
    private final String payload;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final AtomicInteger sent = new AtomicInteger();
    private final Instant startedAt = Instant.now();
    private List<Future<?>> running = List.of();
    private volatile boolean stopping;

    private Strangers(Drawbridge drawbridge, IssuedToken model) {
        this.drawbridge = drawbridge;
        this.payload = model.text().split("\\.", -1)[1];
    }

    static Strangers start(Drawbridge drawbridge, IssuedToken model) {
        Strangers strangers = new Strangers(drawbridge, model);
        strangers.running = Stream.<Future<?>>generate(() -> strangers.threads.submit(strangers::run))
                .limit(THREADS)
                .toList();
        return strangers;
    }

    private void run() {
        while (!stopping) {
            String token = base64Url("{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"" + UUID.randomUUID() + "\"}") + "."
                    + payload + "." + base64Url("x".repeat(64));
            assertThat(drawbridge.ask(IssuedToken.of(token)).summary()).isEqualTo("401 unauthorized");
            sent.incrementAndGet();
        }
    }

    private static String base64Url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    void awaitRequests(int count) {
        Waiting.until("requests of strangers", Duration.ofMinutes(2), () -> {
            requireRunning();
            return sent.get() >= count;
        });
    }

    String summary() {
        double seconds = Duration.between(startedAt, Instant.now()).toMillis() / 1000.0;
        return String.format(Locale.ROOT, "%d, %.0f each second", sent.get(), sent.get() / seconds);
    }

    private void requireRunning() {
        if (running.stream().anyMatch(Future::isDone)) {
            throw new AssertionError("A stranger got another answer than 401: " + running);
        }
    }

    @Override
    public void close() {
        requireRunning();
        stopping = true;
        threads.shutdown();
    }
}
