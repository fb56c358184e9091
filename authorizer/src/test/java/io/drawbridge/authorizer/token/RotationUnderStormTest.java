package io.drawbridge.authorizer.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.SigningAlgorithm;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;

/**
 * A rotation while strangers send unknown keys as fast as they can, over real HTTP and with real threads, at a clock that runs
 * ten times as fast: the thirty seconds that a rotation may take are three here.
 */
class RotationUnderStormTest {

    private static final int SPEED = 10;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final TestKey OLD = TestKey.of(SigningAlgorithm.ES256).named("old");
    private static final TestKey NEW = TestKey.generate("new", SigningAlgorithm.ES256);
    private static final TestKey STRANGER = TestKey.generate("stranger", SigningAlgorithm.ES256);

    private final long start = System.nanoTime();
    private final AtomicReference<TestKey> published = new AtomicReference<>(OLD);
    private final AtomicInteger refused = new AtomicInteger();
    private final TokenVerifier verifier =
            new TokenVerifier(new HttpJwksSource(true), Duration.ofHours(1), CryptoProvider.jdk());

    @Test
    void a_rotation_is_seen_in_time_and_no_valid_token_waits_for_the_strangers()
            throws IOException, InterruptedException {
        Set<String> threadsBefore = threads();
        try (TlsServer server = TlsServer.start(ServerSocketFactory.getDefault(), this::serve)) {
            Issuer issuer = TestIssuers.servedFrom("http://127.0.0.1:" + server.port() + "/jwks.json");
            assertThat(verify(issuer, OLD)).isInstanceOf(Verification.Verified.class);
            List<Thread> strangers = strangers(issuer);
            // Long enough for them to use up the burst.
            while (refused.get() < 1000) {
                assertThat(verify(issuer, OLD)).isInstanceOf(Verification.Verified.class);
            }

            published.set(NEW);
            Instant rotation = now();
            while (!(verify(issuer, NEW) instanceof Verification.Verified)) {
                assertThat(now()).isBefore(rotation.plus(LIMIT));
                TimeUnit.MILLISECONDS.sleep(10);
            }
            Duration seen = Duration.between(rotation, now());
            int storm = refused.get();
            strangers.forEach(Thread::interrupt);
            for (Thread stranger : strangers) {
                stranger.join();
            }

            System.out.println("rotation seen after " + seen.toMillis() + " ms of 30 000, while strangers sent " + storm
                    + " unknown keys and " + server.requests().size() + " fetches were made");
            // The first, a burst of three, and one each ten seconds.
            long tens = Duration.between(TestIssuers.NOW, now()).toSeconds() / 10;
            assertThat(server.requests()).hasSizeLessThanOrEqualTo((int) (5 + tens));
        }
        assertThat(threads()).isSubsetOf(threadsBefore);
    }

    private void serve(OutputStream output) throws IOException {
        String json = "{\"keys\":[" + published.get().jwk() + "]}";
        output.write(("HTTP/1.1 200 OK\r\n\r\n" + json).getBytes(StandardCharsets.US_ASCII));
    }

    private List<Thread> strangers(Issuer issuer) {
        List<Thread> strangers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Thread stranger = new Thread(() -> storm(issuer), "stranger");
            stranger.setDaemon(true);
            stranger.start();
            strangers.add(stranger);
        }
        return strangers;
    }

    private void storm(Issuer issuer) {
        UnverifiedToken token = TestIssuers.parsed(STRANGER.sign(TestIssuers.header(STRANGER), TestIssuers.claims("")));
        while (!Thread.currentThread().isInterrupted()) {
            if (verifier.verify(token, issuer, now()) instanceof Verification.Refused) {
                refused.incrementAndGet();
            }
        }
    }

    private Verification verify(Issuer issuer, TestKey key) {
        return verifier.verify(
                TestIssuers.parsed(key.sign(TestIssuers.header(key), TestIssuers.claims(""))), issuer, now());
    }

    private Instant now() {
        return TestIssuers.NOW.plusNanos((System.nanoTime() - start) * SPEED);
    }

    /** Those of ours: the Java runtime's own come and go, and a server of a test ends a little after it is closed. */
    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getThreadGroup() == Thread.currentThread().getThreadGroup())
                .map(Thread::getName)
                .filter(name -> !name.equals("test-server"))
                .collect(Collectors.toSet());
    }
}
