package io.drawbridge.authorizer.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.drawbridge.registry.CorsSettings;
import io.drawbridge.registry.Origin;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.Platform;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.RegistryReader;
import io.drawbridge.registry.RegistryUnavailableException;
import io.drawbridge.registry.Revocations;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CachedRegistryTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId GLOBEX = new TenantId("globex");
    private static final Origin APP = origin("https://app.acme.example");

    private final HandClock clock = new HandClock();
    private final Backing backing = new Backing();
    private final CachedRegistry cached =
            new CachedRegistry(backing, clock, Duration.ofSeconds(10), Duration.ofSeconds(300));

    @Test
    void a_fresh_entry_is_not_read_again() {
        backing.register(ACME, "https://app.acme.example", Optional.empty());

        cached.readTenant(ACME, Optional.of(APP));
        clock.advance(Duration.ofMillis(9_999));
        cached.readTenant(ACME, Optional.of(APP));

        assertThat(backing.reads).isEqualTo(1);
    }

    @Test
    void an_entry_is_read_again_when_the_cache_time_is_over_and_a_change_is_in_force_then() {
        backing.register(ACME, "https://app.acme.example", Optional.empty());
        cached.readTenant(ACME, Optional.of(APP));
        backing.origins.clear();

        clock.advance(Duration.ofSeconds(10));

        assertThat(cached.readTenant(ACME, Optional.of(APP)).candidates()).isEmpty();
        assertThat(backing.reads).isEqualTo(2);
    }

    @Test
    void the_cache_time_counts_from_the_start_of_the_read() {
        backing.register(ACME, "https://app.acme.example", Optional.empty());
        backing.latency = Duration.ofSeconds(4);
        cached.readTenant(ACME, Optional.of(APP));

        clock.advance(Duration.ofSeconds(6));
        cached.readTenant(ACME, Optional.of(APP));

        assertThat(backing.reads).isEqualTo(2);
    }

    @Test
    void stale_entries_serve_while_the_registry_fails_and_then_nothing_does() {
        backing.register(ACME, "https://app.acme.example", Optional.empty());
        cached.readTenant(ACME, Optional.of(APP));
        backing.failing = true;

        clock.advance(Duration.ofSeconds(299));
        assertThat(cached.readTenant(ACME, Optional.of(APP)).candidates()).hasSize(1);
        clock.advance(Duration.ofSeconds(1));

        assertThatExceptionOfType(RegistryUnavailableException.class)
                .isThrownBy(() -> cached.readTenant(ACME, Optional.of(APP)));
    }

    @Test
    void a_failing_registry_is_asked_once_a_second_for_one_entry() {
        backing.register(ACME, "https://app.acme.example", Optional.empty());
        cached.readTenant(ACME, Optional.of(APP));
        backing.failing = true;
        clock.advance(Duration.ofSeconds(10));

        cached.readTenant(ACME, Optional.of(APP));
        cached.readTenant(ACME, Optional.of(APP));
        assertThat(backing.reads).isEqualTo(2);
        clock.advance(Duration.ofSeconds(1));
        cached.readTenant(ACME, Optional.of(APP));

        assertThat(backing.reads).isEqualTo(3);
    }

    @Test
    void a_recovered_registry_is_believed_at_once_after_the_retry_time() {
        backing.register(ACME, "https://app.acme.example", Optional.empty());
        cached.readTenant(ACME, Optional.of(APP));
        backing.failing = true;
        clock.advance(Duration.ofSeconds(10));
        cached.readTenant(ACME, Optional.of(APP));
        backing.failing = false;
        backing.origins.clear();
        clock.advance(Duration.ofSeconds(1));

        assertThat(cached.readTenant(ACME, Optional.of(APP)).candidates()).isEmpty();
    }

    @Test
    void with_nothing_remembered_a_failing_registry_fails_the_request() {
        backing.failing = true;

        assertThatExceptionOfType(RegistryUnavailableException.class)
                .isThrownBy(() -> cached.readOrigin(APP, clock.instant(), Optional.empty()));
    }

    @Test
    void a_clock_that_was_set_back_makes_an_entry_be_read_again() {
        backing.register(ACME, "https://app.acme.example", Optional.empty());
        cached.readTenant(ACME, Optional.of(APP));

        clock.advance(Duration.ofHours(-1));
        cached.readTenant(ACME, Optional.of(APP));

        assertThat(backing.reads).isEqualTo(2);
    }

    @Test
    void strangers_neither_evict_known_entries_nor_buy_reads_without_end() {
        backing.register(ACME, "https://app.acme.example", Optional.empty());
        cached.readOrigin(APP, clock.instant(), Optional.empty());

        int refused = 0;
        for (int i = 0; i < 30_000; i++) {
            try {
                cached.readOrigin(origin("https://s" + i + ".evil.example"), clock.instant(), Optional.empty());
            } catch (RegistryUnavailableException e) {
                refused++;
            }
        }

        assertThat(backing.reads).isEqualTo(1 + 200);
        assertThat(refused).isEqualTo(30_000 - 200);
        assertThat(cached.readOrigin(APP, clock.instant(), Optional.empty()).candidates())
                .hasSize(1);
        assertThat(backing.reads).isEqualTo(1 + 200);
    }

    @Test
    void names_made_up_below_a_wildcard_neither_evict_exact_entries_nor_buy_reads_without_end() {
        backing.register(ACME, "https://app.acme.example", Optional.empty());
        backing.register(ACME, "https://*.acme.example", Optional.empty());
        cached.readTenant(ACME, Optional.of(APP));

        int refused = 0;
        for (int i = 0; i < 30_000; i++) {
            try {
                cached.readTenant(ACME, Optional.of(origin("https://s" + i + ".acme.example")));
            } catch (RegistryUnavailableException e) {
                refused++;
            }
        }

        assertThat(refused).isEqualTo(30_000 - 200);
        cached.readTenant(ACME, Optional.of(APP));
        assertThat(backing.reads).isEqualTo(1 + 200);
    }

    @Test
    void a_name_below_a_wildcard_is_refreshed_even_when_the_budget_is_used_up() {
        backing.register(ACME, "https://*.acme.example", Optional.empty());
        cached.readOrigin(APP, clock.instant(), Optional.empty());
        clock.advance(Duration.ofSeconds(10));
        for (int i = 0; i < 200; i++) {
            cached.readOrigin(origin("https://s" + i + ".evil.example"), clock.instant(), Optional.empty());
        }

        assertThat(cached.readOrigin(APP, clock.instant(), Optional.empty()).candidates())
                .hasSize(1);
    }

    @Test
    void an_origin_that_is_registered_while_it_is_remembered_as_unknown_counts_after_the_cache_time() {
        cached.readOrigin(APP, clock.instant(), Optional.empty());
        backing.register(ACME, "https://app.acme.example", Optional.empty());

        assertThat(cached.readOrigin(APP, clock.instant(), Optional.empty()).candidates())
                .isEmpty();
        clock.advance(Duration.ofSeconds(10));

        assertThat(cached.readOrigin(APP, clock.instant(), Optional.empty()).candidates())
                .hasSize(1);
    }

    @Test
    void the_budget_of_misses_fills_again_by_the_clock() {
        for (int i = 0; i < 200; i++) {
            cached.readOrigin(origin("https://s" + i + ".evil.example"), clock.instant(), Optional.empty());
        }
        clock.advance(Duration.ofMillis(50));

        cached.readOrigin(origin("https://one.evil.example"), clock.instant(), Optional.empty());

        assertThatExceptionOfType(RegistryUnavailableException.class)
                .isThrownBy(
                        () -> cached.readOrigin(origin("https://two.evil.example"), clock.instant(), Optional.empty()));
    }

    @Test
    void known_entries_are_refreshed_even_when_the_budget_is_used_up() {
        backing.register(ACME, "https://app.acme.example", Optional.empty());
        cached.readOrigin(APP, clock.instant(), Optional.empty());
        clock.advance(Duration.ofSeconds(10));
        for (int i = 0; i < 200; i++) {
            cached.readOrigin(origin("https://s" + i + ".evil.example"), clock.instant(), Optional.empty());
        }

        assertThat(cached.readOrigin(APP, clock.instant(), Optional.empty()).candidates())
                .hasSize(1);
    }

    @Test
    void a_refresh_passes_the_tenant_of_the_earlier_reading_on() {
        backing.register(ACME, "https://app.acme.example", Optional.empty());
        cached.readOrigin(APP, clock.instant(), Optional.empty());
        clock.advance(Duration.ofSeconds(10));
        cached.readOrigin(APP, clock.instant(), Optional.empty());

        assertThat(backing.expected).containsExactly(Optional.empty(), Optional.of(ACME));
    }

    @Test
    void a_registration_that_expires_within_the_cache_time_hands_the_origin_to_the_next_one_at_once() {
        backing.register(
                ACME, "https://app.acme.example", Optional.of(clock.instant().plusSeconds(5)));
        backing.register(GLOBEX, "https://*.acme.example", Optional.empty());
        assertThat(tenantOf(cached.readOrigin(APP, clock.instant(), Optional.empty())))
                .isEqualTo(ACME);

        clock.advance(Duration.ofSeconds(5));

        assertThat(tenantOf(cached.readOrigin(APP, clock.instant(), Optional.empty())))
                .isEqualTo(GLOBEX);
    }

    @Test
    void an_issuer_is_remembered_too() {
        cached.readIssuer("https://issuer.example");
        cached.readIssuer("https://issuer.example");

        assertThat(backing.reads).isEqualTo(1);
    }

    private static TenantId tenantOf(RegistryReader.Reading reading) {
        return reading.tenant().orElseThrow().id();
    }

    private static Origin origin(String text) {
        return Origin.parse(text).orElseThrow();
    }

    /** A clock that is moved by hand. */
    private static final class HandClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

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

    /** A registry that counts its reads and can fail. */
    private final class Backing implements RegistryReader {
        private final List<RegisteredOrigin> origins = new ArrayList<>();
        private final Map<TenantId, Tenant> tenants = new HashMap<>();
        private final List<Optional<TenantId>> expected = new ArrayList<>();
        private Duration latency = Duration.ZERO;
        private boolean failing;
        private int reads;

        void register(TenantId tenant, String pattern, Optional<Instant> expiresAt) {
            tenants.put(
                    tenant,
                    new Tenant(
                            tenant,
                            tenant.value(),
                            Tenant.Status.ACTIVE,
                            CorsSettings.NONE,
                            List.of(),
                            List.of(),
                            Optional.empty(),
                            Optional.empty(),
                            false));
            origins.add(new RegisteredOrigin(
                    tenant,
                    OriginPattern.parse(pattern).orThrow(),
                    RegisteredOrigin.Status.ACTIVE,
                    CorsSettings.NONE,
                    expiresAt,
                    ""));
        }

        private void read() {
            reads++;
            clock.advance(latency);
            if (failing) {
                throw new RegistryUnavailableException("down");
            }
        }

        @Override
        public Reading readTenant(TenantId tenant, Optional<Origin> origin) {
            read();
            List<RegisteredOrigin> own = origins.stream()
                    .filter(r -> r.tenant().equals(tenant))
                    .filter(r -> origin.map(r.pattern()::matches).orElse(false))
                    .toList();
            return new Reading(Platform.EMPTY, Optional.ofNullable(tenants.get(tenant)), own, 0, 0);
        }

        @Override
        public Reading readOrigin(Origin origin, Instant now, Optional<TenantId> earlier) {
            read();
            expected.add(earlier);
            List<RegisteredOrigin> claims =
                    origins.stream().filter(r -> r.pattern().matches(origin)).toList();
            Optional<Tenant> tenant =
                    RegisteredOrigin.mostSpecific(claims, origin, now).map(r -> tenants.get(r.tenant()));
            return new Reading(Platform.EMPTY, tenant, claims, 0, 0);
        }

        @Override
        public Reading readIssuer(String iss) {
            read();
            return new Reading(Platform.EMPTY, Optional.empty(), List.of(), 0, 0);
        }

        @Override
        public Revocations readRevocations(Optional<TenantId> owner, long sequence) {
            read();
            return Revocations.NONE;
        }
    }
}
