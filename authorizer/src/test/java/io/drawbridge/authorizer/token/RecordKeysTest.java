package io.drawbridge.authorizer.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.SigningAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordKeysTest {

    private static final Instant NOW = TestIssuers.NOW;
    private static final TestKey OLD = TestKey.of(SigningAlgorithm.ES256).named("old");
    private static final TestKey NEW = TestKey.of(SigningAlgorithm.ES256).named("new");

    private final FakeJwks jwks = FakeJwks.serving(OLD);
    private final RecordKeys keys =
            new RecordKeys(TestIssuers.acme(), jwks, Duration.ofMinutes(15), CryptoProvider.jdk());

    @Test
    void keys_are_used_for_ten_minutes_and_then_fetched_again() {
        assertThat(at(0)).isEqualTo("old");
        jwks.serve(NEW);

        assertThat(at(599)).isEqualTo("old");
        assertThat(jwks.fetches()).isEqualTo(1);
        assertThat(at(600)).isEqualTo("new");
        assertThat(jwks.fetches()).isEqualTo(2);
    }

    @Test
    void cache_control_sets_the_age() {
        jwks.serve(OLD.jwk(), "public, max-age=120");
        assertThat(at(0)).isEqualTo("old");
        jwks.serve(NEW);

        assertThat(at(119)).isEqualTo("old");
        assertThat(at(120)).isEqualTo("new");
    }

    @Test
    void stale_keys_serve_an_outage_for_their_limit_and_no_longer() {
        assertThat(at(0)).isEqualTo("old");
        jwks.fail();

        assertThat(at(600)).isEqualTo("old");
        assertThat(at(1499)).isEqualTo("old");
        assertThat(keys.current(NOW.plusSeconds(1500))).isInstanceOf(KeyLookup.Unavailable.class);
        jwks.serve(NEW);
        assertThat(at(1529)).isEqualTo("new");
    }

    @Test
    void a_failure_is_remembered_for_thirty_seconds() {
        jwks.fail();

        assertThat(keys.current(NOW))
                .isEqualTo(new KeyLookup.Unavailable(Duration.ofSeconds(30), "connection refused"));
        assertThat(keys.current(NOW.plusMillis(100)))
                .isEqualTo(new KeyLookup.Unavailable(Duration.ofSeconds(30), "connection refused"));
        assertThat(keys.current(NOW.plusMillis(29_999)))
                .isEqualTo(new KeyLookup.Unavailable(Duration.ofSeconds(1), "connection refused"));
        assertThat(jwks.fetches()).isEqualTo(1);
        jwks.serve(NEW);
        assertThat(at(30)).isEqualTo("new");
    }

    @Test
    void a_failure_in_an_outage_is_remembered_too() {
        assertThat(at(0)).isEqualTo("old");
        jwks.fail();
        for (int second = 600; second < 630; second++) {
            assertThat(at(second)).isEqualTo("old");
        }

        assertThat(jwks.fetches()).isEqualTo(2);
    }

    @Test
    void a_document_that_is_no_jwk_set_is_a_failure() {
        jwks.serve("<html>", "max-age=3600");

        assertThat(keys.current(NOW))
                .isEqualTo(new KeyLookup.Unavailable(
                        Duration.ofSeconds(30), "the answer is not a JWK Set of at most 100 keys"));
    }

    @Test
    void an_empty_set_withdraws_every_key() {
        assertThat(at(0)).isEqualTo("old");
        jwks.serve();

        assertThat(at(600)).isEmpty();
    }

    @Test
    void an_unknown_key_is_looked_for_at_once() {
        KeySet known = set(keys.current(NOW));
        jwks.serve(NEW);

        assertThat(name(keys.newerThan(known, NOW.plusSeconds(1)))).isEqualTo("new");
    }

    @Test
    void what_another_request_has_fetched_costs_no_fetch() {
        KeySet known = set(keys.current(NOW));
        jwks.serve(NEW);
        keys.newerThan(known, NOW);

        for (int i = 0; i < 10; i++) {
            assertThat(name(keys.newerThan(known, NOW))).isEqualTo("new");
        }
        assertThat(jwks.fetches()).isEqualTo(2);
    }

    @Test
    void while_the_last_fetch_failed_an_unknown_key_is_unknowable() {
        KeySet known = set(keys.current(NOW));
        jwks.fail();

        assertThat(keys.newerThan(known, NOW))
                .isEqualTo(new KeyLookup.Unavailable(Duration.ofSeconds(30), "connection refused"));
        assertThat(keys.newerThan(known, NOW.plusSeconds(29)))
                .isEqualTo(new KeyLookup.Unavailable(Duration.ofSeconds(1), "connection refused"));
        assertThat(jwks.fetches()).isEqualTo(2);
        assertThat(at(29)).isEqualTo("old");
    }

    @Test
    void a_clock_that_was_set_back_makes_keys_be_fetched_again() {
        assertThat(at(3600)).isEqualTo("old");
        jwks.serve(NEW);

        // Requests that run at once need not come in the order of their times.
        assertThat(at(3570)).isEqualTo("old");
        assertThat(at(3569)).isEqualTo("new");
        assertThat(at(3569)).isEqualTo("new");
        assertThat(jwks.fetches()).isEqualTo(2);
    }

    @Test
    void keys_that_cannot_be_fetched_after_the_clock_was_set_back_count_as_stale_from_then_on() {
        assertThat(at(7200)).isEqualTo("old");
        jwks.fail();

        assertThat(at(0)).isEqualTo("old");
        assertThat(at(29)).isEqualTo("old");
        assertThat(jwks.fetches()).isEqualTo(2);
        assertThat(at(899)).isEqualTo("old");
        assertThat(keys.current(NOW.plusSeconds(900))).isInstanceOf(KeyLookup.Unavailable.class);
    }

    @Test
    void a_failure_is_not_remembered_longer_because_the_clock_was_set_back() {
        jwks.fail();
        keys.current(NOW.plusSeconds(3600));
        jwks.serve(NEW);

        assertThat(at(0)).isEqualTo("new");
    }

    @Test
    void a_clock_that_was_set_back_does_not_starve_the_budget() {
        RefreshBudget budget = new RefreshBudget();
        for (int i = 0; i < 4; i++) {
            budget.take(NOW.plusSeconds(86_400));
        }

        assertThat(budget.take(NOW)).isFalse();
        assertThat(budget.take(NOW.plusSeconds(10))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'',6",
        "max-age=60,60",
        "max-age=0,60",
        "no-store,60",
        "max-age=600,6",
        "max-age=3600,1",
        "max-age=31536000,1"
    })
    void an_hour_of_requests_costs_one_fetch_for_each_age(String cacheControl, int fetches) {
        jwks.serve(OLD.jwk(), cacheControl);

        for (int second = 0; second < 3600; second++) {
            assertThat(at(second)).isEqualTo("old");
        }

        assertThat(jwks.fetches()).isEqualTo(fetches);
    }

    /** 1 000 unknown keys each second for two minutes; the issuer rotates in the middle. */
    @Test
    void a_storm_of_unknown_keys_neither_buys_fetches_nor_hides_a_rotation() {
        Instant rotation = NOW.plusSeconds(64);
        Instant seenAt = Instant.MAX;
        for (int millis = 0; millis < 120_000; millis++) {
            Instant now = NOW.plusMillis(millis);
            if (now.equals(rotation)) {
                jwks.serve(NEW);
            }
            KeyLookup lookup = keys.newerThan(set(keys.current(now)), now);
            if (name(lookup).equals("new") && seenAt.equals(Instant.MAX)) {
                seenAt = now;
            }
        }

        assertThat(Duration.between(rotation, seenAt)).isBetween(Duration.ZERO, Duration.ofSeconds(10));
        // The first, a burst of three, and one each ten seconds.
        assertThat(jwks.fetches()).isBetween(12, 15);
    }

    @Test
    void the_budget_recovers_to_its_burst_and_no_further() {
        RefreshBudget budget = new RefreshBudget();
        for (int round = 0; round < 3; round++) {
            Instant now = NOW.plusSeconds(round * 100_000L);
            assertThat(List.of(budget.take(now), budget.take(now), budget.take(now), budget.take(now)))
                    .containsExactly(true, true, true, false);
            assertThat(budget.take(now.plusMillis(9_999))).isFalse();
            assertThat(budget.take(now.plusMillis(10_000))).isTrue();
            assertThat(budget.take(now.plusMillis(19_999))).isFalse();
            assertThat(budget.take(now.plusMillis(20_000))).isTrue();
        }
    }

    @Test
    void one_request_fetches_while_the_others_wait() throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(1);
        AtomicInteger fetches = new AtomicInteger();
        JwksSource slow = new JwksSource() {
            @Override
            public Answer fetch(Issuer issuer) {
                fetches.incrementAndGet();
                try {
                    waiting.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                return jwks.fetch(issuer);
            }
        };
        RecordKeys shared = new RecordKeys(TestIssuers.acme(), slow, Duration.ZERO, CryptoProvider.jdk());
        AtomicInteger found = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                if (name(shared.current(NOW)).equals("old")) {
                    found.incrementAndGet();
                }
            });
            thread.start();
            threads.add(thread);
        }
        while (fetches.get() == 0) {
            Thread.onSpinWait();
        }
        waiting.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(found).hasValue(8);
        assertThat(fetches).hasValue(1);
    }

    @Test
    void a_request_that_has_looked_for_a_newer_key_leaves_the_way_free() throws InterruptedException {
        keys.newerThan(set(keys.current(NOW)), NOW);
        AtomicInteger found = new AtomicInteger();

        Thread other = new Thread(() -> found.set(at(600).length()));
        other.setDaemon(true);
        other.start();
        other.join(10_000);

        assertThat(found).hasValue("old".length());
    }

    private String at(int second) {
        return name(keys.current(NOW.plusSeconds(second)));
    }

    private static KeySet set(KeyLookup lookup) {
        return ((KeyLookup.Found) lookup).keys();
    }

    private static String name(KeyLookup lookup) {
        return List.of("old", "new").stream()
                .filter(name -> set(lookup).key(name).isPresent())
                .findFirst()
                .orElse("");
    }
}
