package io.drawbridge.authorizer.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawbridge.registry.Origin;
import io.drawbridge.registry.RegistryReader;
import io.drawbridge.registry.RegistryUnavailableException;
import io.drawbridge.registry.Revocation;
import io.drawbridge.registry.Revocations;
import io.drawbridge.registry.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RevocationCacheTest {

    private static final Optional<TenantId> ACME = Optional.of(new TenantId("acme"));
    private static final Optional<TenantId> PLATFORM = Optional.empty();

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final List<String> queries = new ArrayList<>();
    private boolean failing;
    private int size = 1;
    private final RevocationCache cache =
            new RevocationCache(new Backing(), new HandClock(), Duration.ofSeconds(10), Duration.ofSeconds(1));

    @Test
    void without_any_change_ever_nothing_is_asked() {
        assertThat(cache.read(ACME, 0)).isSameAs(Revocations.NONE);
        assertThat(queries).isEmpty();
    }

    @Test
    void each_owner_is_read_once_for_each_number() {
        Revocations first = cache.read(ACME, 1);
        now = now.plusSeconds(10_000);
        assertThat(cache.read(ACME, 1)).isSameAs(first);
        cache.read(PLATFORM, 1);
        assertThat(cache.read(ACME, 2)).isNotSameAs(first);
        cache.read(ACME, 2);

        assertThat(queries).containsExactly("acme 1", "platform 1", "acme 2");
    }

    @Test
    void what_is_newer_serves_an_older_number_for_the_cache_time_and_is_then_read_again() {
        Revocations newer = cache.read(ACME, 7);
        now = now.plusSeconds(9);
        assertThat(cache.read(ACME, 6)).isSameAs(newer);
        now = now.plusSeconds(1);
        assertThat(cache.read(ACME, 6)).isNotSameAs(newer);
        assertThat(queries).containsExactly("acme 7", "acme 6");

        // While nothing can be read, what is newer is not worse than what was asked for.
        failing = true;
        now = now.plusSeconds(10);
        assertThat(cache.read(ACME, 5).all()).hasSize(1);
        assertThat(cache.read(ACME, 5).all()).hasSize(1);
        assertThat(queries).containsExactly("acme 7", "acme 6", "acme 5");
    }

    @Test
    void a_change_that_cannot_be_read_is_a_fault_and_tried_again_after_a_second() {
        cache.read(ACME, 1);
        failing = true;
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> cache.read(ACME, 2))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessage("revocations have changed and cannot be read");
        }
        assertThat(cache.read(ACME, 1).all()).hasSize(1);
        assertThat(queries).containsExactly("acme 1", "acme 2");

        failing = false;
        now = now.plusSeconds(1);
        assertThat(cache.read(ACME, 2).all()).hasSize(1);
        assertThat(queries).containsExactly("acme 1", "acme 2", "acme 2");
    }

    @Test
    void a_clock_that_was_set_back_makes_them_be_tried_at_once() {
        failing = true;
        assertThatThrownBy(() -> cache.read(ACME, 1)).isInstanceOf(RegistryUnavailableException.class);
        now = now.minusSeconds(60);
        failing = false;

        assertThat(cache.read(ACME, 1).all()).hasSize(1);
    }

    @Test
    void memory_is_bounded_by_bytes() {
        size = Revocation.MAX_PER_OWNER;
        for (int tenant = 0; tenant < 20; tenant++) {
            cache.read(Optional.of(new TenantId("t-" + tenant)), 1);
        }
        int kept = 0;
        for (int tenant = 0; tenant < 20; tenant++) {
            int before = queries.size();
            cache.read(Optional.of(new TenantId("t-" + tenant)), 1);
            kept += queries.size() == before ? 1 : 0;
        }

        // 64 MB hold about fifteen of these; what does not fit is read again.
        assertThat(kept).isBetween(1, 16);
    }

    private final class Backing implements RegistryReader {
        @Override
        public Reading readTenant(TenantId tenant, Optional<Origin> origin) {
            throw new AssertionError("not asked here");
        }

        @Override
        public Reading readOrigin(Origin origin, Instant at, Optional<TenantId> expected) {
            throw new AssertionError("not asked here");
        }

        @Override
        public Reading readIssuer(String iss) {
            throw new AssertionError("not asked here");
        }

        @Override
        public Revocations readRevocations(Optional<TenantId> owner, long sequence) {
            queries.add(owner.map(TenantId::value).orElse("platform") + " " + sequence);
            if (failing) {
                throw new RegistryUnavailableException("down");
            }
            List<Revocation> revocations = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                revocations.add(new Revocation(
                        owner,
                        Optional.of("https://id.example.com"),
                        Optional.of("s-" + i),
                        Optional.empty(),
                        Optional.empty(),
                        now.plusSeconds(60)));
            }
            return Revocations.of(revocations);
        }
    }

    private final class HandClock extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
