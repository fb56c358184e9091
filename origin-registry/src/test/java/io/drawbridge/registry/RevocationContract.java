package io.drawbridge.registry;

import static io.drawbridge.registry.Sample.ACME;
import static io.drawbridge.registry.Sample.CHANGE;
import static io.drawbridge.registry.Sample.GLOBEX;
import static io.drawbridge.registry.Sample.NOW;
import static io.drawbridge.registry.Sample.changeAt;
import static io.drawbridge.registry.Sample.fullTenant;
import static io.drawbridge.registry.Sample.issuer;
import static io.drawbridge.registry.Sample.origin;
import static io.drawbridge.registry.Sample.platform;
import static io.drawbridge.registry.Sample.platformIssuer;
import static io.drawbridge.registry.Sample.registered;
import static io.drawbridge.registry.Sample.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.RegistryReader.Reading;
import io.drawbridge.registry.TenantStore.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The part of the {@link TenantStoreContract} about revocations and usage plans. */
abstract class RevocationContract {

    private static final String APP = "https://app.example.com";
    private static final String ISS = "https://id.example.com";
    private static final int CONTENDED = 40;

    /** An empty store. */
    protected abstract TenantStore empty(TenantSource source);

    /** An empty store whose calls have time for so many registrations of an import. */
    protected abstract TenantStore empty(TenantSource source, int atOnce);

    // Usage plans.

    @Test
    void withUsagePlansOnEveryTenantHasAKey() {
        TenantStore store = empty(TenantSource.HOST);
        Platform on = new Platform(List.of(), List.of(), Optional.empty(), true);
        assertThat(store.replacePlatform(on, ETag.NEVER, CHANGE)).isEqualTo(Outcome.DONE);

        assertThat(store.createTenant(tenant(ACME), CHANGE)).isEqualTo(Outcome.KEYLESS);
        assertThat(store.tenants()).isEmpty();
        assertThat(store.createTenant(fullTenant(ACME), CHANGE)).isEqualTo(Outcome.DONE);
        Stored<Tenant> stored = store.tenant(ACME).orElseThrow();
        assertThat(store.replaceTenant(tenant(ACME), stored.etag(), CHANGE)).isEqualTo(Outcome.KEYLESS);
        assertThat(store.tenant(ACME)).contains(stored);
        assertThat(store.replaceTenant(stored.value(), stored.etag(), CHANGE)).isEqualTo(Outcome.DONE);
    }

    @Test
    void usagePlansAreTurnedOnOnlyWhenEveryTenantHasAKey() {
        TenantStore store = empty(TenantSource.HOST);
        Platform on = new Platform(List.of(), List.of(), Optional.empty(), true);
        assertThat(store.createTenant(fullTenant(ACME), CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(store.createTenant(tenant(GLOBEX), CHANGE)).isEqualTo(Outcome.DONE);

        assertThat(store.replacePlatform(on, ETag.NEVER, CHANGE)).isEqualTo(Outcome.KEYLESS);
        assertThat(store.platform().etag()).isEqualTo(ETag.NEVER);
        ETag etag = store.tenant(GLOBEX).orElseThrow().etag();
        Tenant keyed = new Tenant(
                GLOBEX,
                "g",
                Tenant.Status.ACTIVE,
                CorsSettings.NONE,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.of("a".repeat(20)),
                false);
        assertThat(store.replaceTenant(keyed, etag, CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(store.replacePlatform(on, ETag.NEVER, CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(store.replacePlatform(on, store.platform().etag(), CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(store.replacePlatform(platform(), store.platform().etag(), CHANGE))
                .isEqualTo(Outcome.DONE);
        assertThat(store.platform().value().usagePlans()).isFalse();
    }

    // Revocations.

    protected static Revocation subject(Optional<TenantId> owner, String subject, Instant expiresAt) {
        return new Revocation(
                owner, Optional.of(ISS), Optional.of(subject), Optional.empty(), Optional.empty(), expiresAt);
    }

    @Test
    void aRevocationIsAddedAndLiftedAndEachChangeRaisesItsOwnersNumberAlone() {
        TenantStore store = empty(TenantSource.HOST);
        store.replacePlatform(platform(), ETag.NEVER, CHANGE);
        store.createTenant(tenant(ACME), CHANGE);
        store.createTenant(tenant(GLOBEX), CHANGE);
        Revocation alice = subject(Optional.of(ACME), "alice", NOW.plusSeconds(1));
        Revocation full = new Revocation(
                Optional.of(ACME),
                Optional.of(ISS),
                Optional.of("\u00fc s"),
                Optional.of("t/1"),
                Optional.of(NOW.plusNanos(1)),
                NOW.plus(Duration.ofDays(2)));

        assertThat(sequences(store, ACME)).containsExactly(0L, 0L);
        assertThat(store.revocations(Optional.of(ACME))).isEmpty();
        assertThat(store.revoke(alice, changeAt(NOW))).isEqualTo(Outcome.DONE);
        assertThat(store.revoke(full, changeAt(NOW))).isEqualTo(Outcome.DONE);
        assertThat(store.revocations(Optional.of(ACME)))
                .containsExactlyInAnyOrder(alice, full)
                .isSortedAccordingTo(Comparator.comparing(Revocation::id));
        assertThat(store.readRevocations(Optional.of(ACME), 2).all()).isEqualTo(store.revocations(Optional.of(ACME)));
        assertThat(sequences(store, ACME)).containsExactly(0L, 2L);
        assertThat(sequences(store, GLOBEX)).containsExactly(0L, 0L);

        assertThat(store.liftRevocation(subject(Optional.of(GLOBEX), "alice", alice.expiresAt()), CHANGE))
                .isEqualTo(Outcome.ABSENT);
        assertThat(store.liftRevocation(alice, CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(store.liftRevocation(alice, CHANGE)).isEqualTo(Outcome.ABSENT);
        assertThat(store.revocations(Optional.of(ACME))).containsExactly(full);
        assertThat(sequences(store, ACME)).containsExactly(0L, 3L);
    }

    @Test
    void thePlatformsRevocationsAreCountedInEveryReading() {
        TenantStore store = empty(TenantSource.ORIGIN);
        Issuer shared = platformIssuer("main", ISS);
        Issuer own = issuer(ACME, "own", "https://acme.example");
        store.replacePlatform(platform(shared), ETag.NEVER, CHANGE);
        store.createTenant(tenant(ACME, own), CHANGE);
        store.addOrigin(registered(ACME, APP), CHANGE);
        Revocation everybody = new Revocation(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(NOW),
                NOW.plus(Duration.ofDays(2)));

        assertThat(store.revoke(everybody, changeAt(NOW))).isEqualTo(Outcome.DONE);
        assertThat(store.revoke(subject(Optional.of(ACME), "alice", NOW.plusSeconds(1)), changeAt(NOW)))
                .isEqualTo(Outcome.DONE);
        assertThat(store.revoke(subject(Optional.of(ACME), "bob", NOW.plusSeconds(1)), changeAt(NOW)))
                .isEqualTo(Outcome.DONE);

        assertThat(store.revocations(Optional.empty())).containsExactly(everybody);
        assertThat(store.revocations(Optional.of(ACME))).hasSize(2);
        Origin app = origin(APP);
        for (Reading reading : List.of(
                store.readTenant(ACME, Optional.empty()),
                store.readOrigin(app, NOW, Optional.empty()),
                store.readOrigin(app, NOW, Optional.of(ACME)),
                store.readIssuer("https://acme.example"))) {
            assertThat(List.of(reading.platformRevocations(), reading.tenantRevocations()))
                    .containsExactly(1L, 2L);
        }
        Reading nobody = store.readIssuer(ISS);
        assertThat(List.of(nobody.platformRevocations(), nobody.tenantRevocations()))
                .containsExactly(1L, 0L);
    }

    private static List<Long> sequences(TenantStore store, TenantId tenant) {
        Reading reading = store.readTenant(tenant, Optional.empty());
        return List.of(reading.platformRevocations(), reading.tenantRevocations());
    }

    @Test
    void repeatingARevocationKeepsTheLaterEndAndCountsOnlyAsAChangeWhenItIsOne() {
        TenantStore store = empty(TenantSource.HOST);
        store.createTenant(tenant(ACME), CHANGE);
        Optional<TenantId> owner = Optional.of(ACME);

        assertThat(store.revoke(subject(owner, "alice", NOW.plusSeconds(9)), changeAt(NOW)))
                .isEqualTo(Outcome.DONE);
        assertThat(store.revoke(subject(owner, "alice", NOW.plusSeconds(5)), changeAt(NOW)))
                .isEqualTo(Outcome.DONE);
        assertThat(store.revoke(subject(owner, "alice", NOW.plusSeconds(9)), changeAt(NOW)))
                .isEqualTo(Outcome.DONE);
        assertThat(store.revocations(owner)).containsExactly(subject(owner, "alice", NOW.plusSeconds(9)));
        assertThat(sequences(store, ACME)).containsExactly(0L, 1L);

        assertThat(store.revoke(subject(owner, "alice", NOW.plusSeconds(10)), changeAt(NOW)))
                .isEqualTo(Outcome.DONE);
        assertThat(store.revocations(owner)).containsExactly(subject(owner, "alice", NOW.plusSeconds(10)));
        assertThat(sequences(store, ACME)).containsExactly(0L, 2L);
    }

    @Test
    void nobodysRevocationIsRefused() {
        TenantStore store = empty(TenantSource.HOST);

        assertThat(store.revoke(subject(Optional.of(ACME), "alice", NOW), changeAt(NOW)))
                .isEqualTo(Outcome.ABSENT);
        assertThat(store.revoke(subject(Optional.empty(), "alice", NOW), changeAt(NOW)))
                .isEqualTo(Outcome.ABSENT);
        assertThat(store.revocations(Optional.of(ACME))).isEmpty();
        assertThat(store.revocations(Optional.empty())).isEmpty();
        assertThat(store.platform().etag()).isEqualTo(ETag.NEVER);
    }

    @Test
    void aRevocationLeavesTheProfilesVersionAloneAndNoProfileTouchesTheNumber() {
        TenantStore store = empty(TenantSource.HOST);
        store.replacePlatform(platform(platformIssuer("main", ISS)), ETag.NEVER, CHANGE);
        store.createTenant(fullTenant(ACME), CHANGE);
        ETag profile = store.tenant(ACME).orElseThrow().etag();
        ETag settings = store.platform().etag();

        store.revoke(subject(Optional.of(ACME), "alice", NOW.plusSeconds(1)), changeAt(NOW));
        store.revoke(subject(Optional.empty(), "alice", NOW.plusSeconds(1)), changeAt(NOW));
        store.revoke(subject(Optional.empty(), "bob", NOW.plusSeconds(1)), changeAt(NOW));

        assertThat(store.replaceTenant(tenant(ACME), profile, CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(store.tenant(ACME).orElseThrow().value()).isEqualTo(tenant(ACME));
        assertThat(store.replacePlatform(platform(), settings, CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(store.platform().value()).isEqualTo(platform());
        assertThat(sequences(store, ACME)).containsExactly(2L, 1L);
        assertThat(store.revocations(Optional.of(ACME))).hasSize(1);
        assertThat(store.replaceTenant(fullTenant(ACME), profile.next(), CHANGE))
                .isEqualTo(Outcome.DONE);
        assertThat(store.tenant(ACME).orElseThrow().value()).isEqualTo(fullTenant(ACME));
        assertThat(sequences(store, ACME)).containsExactly(2L, 1L);
    }

    @Test
    void oneOwnerHasNoMoreRevocationsInForceThanMayBe() {
        TenantStore store = empty(TenantSource.HOST);
        store.createTenant(tenant(ACME), CHANGE);
        store.createTenant(tenant(GLOBEX), CHANGE);
        Optional<TenantId> owner = Optional.of(ACME);
        revokeMany(store, ACME, Revocation.MAX_PER_OWNER, NOW.plusSeconds(10));

        assertThat(store.revoke(subject(owner, "one more", NOW.plusSeconds(20)), changeAt(NOW)))
                .isEqualTo(Outcome.FULL);
        assertThat(store.revoke(subject(owner, "s-0", NOW.plusSeconds(5)), changeAt(NOW)))
                .isEqualTo(Outcome.DONE);
        assertThat(store.revoke(subject(owner, "s-0", NOW.plusSeconds(20)), changeAt(NOW)))
                .isEqualTo(Outcome.DONE);
        assertThat(store.revoke(subject(Optional.of(GLOBEX), "s", NOW.plusSeconds(20)), changeAt(NOW)))
                .isEqualTo(Outcome.DONE);
        // Those that have expired count no more, whether or not anybody removed them.
        assertThat(store.revoke(subject(owner, "one more", NOW.plusSeconds(20)), changeAt(NOW.plusSeconds(10))))
                .isEqualTo(Outcome.DONE);
        assertThat(store.liftRevocation(subject(owner, "s-1", NOW.plusSeconds(10)), CHANGE))
                .isEqualTo(Outcome.DONE);
        assertThat(store.revoke(subject(owner, "another", NOW.plusSeconds(20)), changeAt(NOW)))
                .isEqualTo(Outcome.FULL);
    }

    /** Revokes {@code s-0}, {@code s-1} … of a tenant that has no revocation yet. */
    protected void revokeMany(TenantStore store, TenantId tenant, int count, Instant expiresAt) {
        for (int i = 0; i < count; i++) {
            store.revoke(subject(Optional.of(tenant), "s-" + i, expiresAt), changeAt(NOW));
        }
    }

    @Test
    void manyWhoRevokeAtOnceAllDoAndNoChangeIsLost() throws InterruptedException {
        TenantStore store = empty(TenantSource.HOST);
        store.createTenant(tenant(ACME), CHANGE);
        Set<Outcome> outcomes = ConcurrentHashMap.newKeySet();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int i = 0; i < CONTENDED; i++) {
            Revocation revocation = subject(Optional.of(ACME), "s-" + i / 2, NOW.plusSeconds(i));
            threads.execute(() -> outcomes.add(store.revoke(revocation, changeAt(NOW))));
        }
        threads.shutdown();

        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(outcomes).containsExactly(Outcome.DONE);
        assertThat(store.revocations(Optional.of(ACME)))
                .hasSize(CONTENDED / 2)
                .allMatch(r -> Duration.between(NOW, r.expiresAt()).toSeconds() % 2 == 1);
        assertThat(sequences(store, ACME).get(1)).isBetween(CONTENDED / 2L, (long) CONTENDED);
    }
}
