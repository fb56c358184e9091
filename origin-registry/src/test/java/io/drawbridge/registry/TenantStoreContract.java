package io.drawbridge.registry;

import static io.drawbridge.registry.Sample.ACME;
import static io.drawbridge.registry.Sample.CHANGE;
import static io.drawbridge.registry.Sample.GLOBEX;
import static io.drawbridge.registry.Sample.NOW;
import static io.drawbridge.registry.Sample.expiring;
import static io.drawbridge.registry.Sample.fullOrigin;
import static io.drawbridge.registry.Sample.fullTenant;
import static io.drawbridge.registry.Sample.issuer;
import static io.drawbridge.registry.Sample.origin;
import static io.drawbridge.registry.Sample.pattern;
import static io.drawbridge.registry.Sample.platform;
import static io.drawbridge.registry.Sample.platformIssuer;
import static io.drawbridge.registry.Sample.registered;
import static io.drawbridge.registry.Sample.stored;
import static io.drawbridge.registry.Sample.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.RegisteredOrigin.Status;
import io.drawbridge.registry.RegistryReader.Reading;
import io.drawbridge.registry.TenantStore.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link TenantStore} does. Each adapter's tests extend this and say how to make one. */
public abstract class TenantStoreContract extends ImportContract {

    private static final String APP = "https://app.example.com";
    private static final int CONTENDED = 50;

    // The platform.

    @Test
    void aPlatformThatWasNeverWrittenIsEmptyAtVersionZero() {
        Stored<Platform> platform = empty(TenantSource.ORIGIN).platform();

        assertThat(platform.value()).isEqualTo(Platform.EMPTY);
        assertThat(platform.etag()).isEqualTo(ETag.NEVER);
    }

    @Test
    void thePlatformIsReplacedOnlyOverTheVersionThatWasRead() {
        TenantStore store = empty(TenantSource.ORIGIN);
        Platform first = new Platform(
                List.of(platformIssuer("main", "https://id.example.com")),
                List.of(new RouteRule(List.of("GET"), "/orders", List.of("r"), List.of())),
                Optional.of(NOW),
                true);

        assertThat(store.replacePlatform(first, ETag.NEVER, CHANGE)).isEqualTo(Outcome.DONE);
        Stored<Platform> stored = store.platform();
        assertThat(stored.value()).isEqualTo(first);
        assertThat(stored.etag().version()).isEqualTo(1);
        assertThat(store.replacePlatform(Platform.EMPTY, ETag.NEVER, CHANGE)).isEqualTo(Outcome.STALE);
        assertThat(store.replacePlatform(Platform.EMPTY, stored.etag().next(), CHANGE))
                .isEqualTo(Outcome.STALE);
        assertThat(store.platform()).isEqualTo(stored);
        assertThat(store.replacePlatform(Platform.EMPTY, stored.etag(), CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(store.platform())
                .isEqualTo(new Stored<>(Platform.EMPTY, stored.etag().next()));
    }

    @Test
    void aPlatformIssuerAndATenantIssuerExcludeEachOtherInEveryMode() {
        for (TenantSource source : TenantSource.values()) {
            TenantStore store = empty(source);
            Issuer shared = platformIssuer("main", "https://id.example.com");
            Issuer own = issuer(ACME, "own", "https://id.example.com");

            assertThat(store.replacePlatform(platform(shared), ETag.NEVER, CHANGE))
                    .isEqualTo(Outcome.DONE);
            assertThat(store.createTenant(tenant(ACME, own), CHANGE)).isEqualTo(Outcome.CLAIMED);
            assertThat(store.tenant(ACME)).isEmpty();
            assertThat(store.tenants()).isEmpty();
            assertThat(store.createTenant(tenant(ACME), CHANGE)).isEqualTo(Outcome.DONE);
            ETag etag = store.tenant(ACME).orElseThrow().etag();
            assertThat(store.replaceTenant(tenant(ACME, own), etag, CHANGE)).isEqualTo(Outcome.CLAIMED);
            assertThat(store.tenant(ACME).orElseThrow().etag()).isEqualTo(etag);

            ETag platform = store.platform().etag();
            assertThat(store.replacePlatform(Platform.EMPTY, platform, CHANGE)).isEqualTo(Outcome.DONE);
            assertThat(store.replaceTenant(tenant(ACME, own), etag, CHANGE)).isEqualTo(Outcome.DONE);
            Platform other = platform(platformIssuer("main", "https://other.example.com"));
            assertThat(store.replacePlatform(other, platform.next(), CHANGE)).isEqualTo(Outcome.DONE);
            Stored<Platform> before = store.platform();
            assertThat(store.replacePlatform(platform(shared), before.etag(), CHANGE))
                    .isEqualTo(Outcome.CLAIMED);
            assertThat(store.platform()).isEqualTo(before);
        }
    }

    // Tenants.

    @Test
    void aTenantIsReadAsItWasWritten() {
        TenantStore store = empty(TenantSource.ORIGIN);

        assertThat(store.createTenant(fullTenant(ACME), CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(store.createTenant(tenant(GLOBEX), CHANGE)).isEqualTo(Outcome.DONE);

        assertThat(store.tenant(ACME).orElseThrow().value()).isEqualTo(fullTenant(ACME));
        assertThat(store.tenant(ACME).orElseThrow().etag().version()).isEqualTo(1);
        assertThat(store.tenant(GLOBEX).orElseThrow().value()).isEqualTo(tenant(GLOBEX));
        assertThat(store.tenant(new TenantId("nobody"))).isEmpty();
    }

    @Test
    void tenantsAreListedInOrder() {
        TenantStore store = empty(TenantSource.ORIGIN);
        List.of("b", "a-1", "a", "c").forEach(id -> store.createTenant(tenant(new TenantId(id)), CHANGE));

        assertThat(store.tenants()).extracting(TenantId::value).containsExactly("a", "a-1", "b", "c");
    }

    @Test
    void aTenantIsCreatedOnce() {
        TenantStore store = empty(TenantSource.ORIGIN);
        store.createTenant(fullTenant(ACME), CHANGE);
        Stored<Tenant> before = store.tenant(ACME).orElseThrow();

        assertThat(store.createTenant(tenant(ACME), CHANGE)).isEqualTo(Outcome.EXISTS);
        assertThat(store.tenant(ACME)).contains(before);
    }

    @Test
    void aTenantIsReplacedOnlyOverTheVersionThatWasRead() {
        TenantStore store = empty(TenantSource.ORIGIN);
        assertThat(store.replaceTenant(tenant(ACME), ETag.first("x"), CHANGE)).isEqualTo(Outcome.ABSENT);
        store.createTenant(fullTenant(ACME), CHANGE);
        ETag etag = store.tenant(ACME).orElseThrow().etag();

        assertThat(store.replaceTenant(tenant(ACME), etag.next(), CHANGE)).isEqualTo(Outcome.STALE);
        assertThat(store.replaceTenant(tenant(ACME), ETag.first("other"), CHANGE))
                .isEqualTo(Outcome.STALE);
        assertThat(store.replaceTenant(tenant(ACME), etag, CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(store.replaceTenant(fullTenant(ACME), etag, CHANGE)).isEqualTo(Outcome.STALE);
        assertThat(store.tenant(ACME)).contains(new Stored<>(tenant(ACME), etag.next()));
    }

    @Test
    void anIssuerBelongsToOneTenantInOriginMode() {
        TenantStore store = empty(TenantSource.ORIGIN);
        String iss = "https://id.example.com";
        store.createTenant(tenant(ACME, issuer(ACME, "own", iss)), CHANGE);

        assertThat(store.createTenant(
                        tenant(GLOBEX, issuer(GLOBEX, "a", "https://a.example"), issuer(GLOBEX, "b", iss)), CHANGE))
                .isEqualTo(Outcome.CLAIMED);
        assertThat(store.tenant(GLOBEX)).isEmpty();
        assertThat(store.tenants()).containsExactly(ACME);
        assertThat(store.readIssuer("https://a.example").tenant()).isEmpty();

        ETag etag = store.tenant(ACME).orElseThrow().etag();
        assertThat(store.replaceTenant(tenant(ACME, issuer(ACME, "renamed", iss)), etag, CHANGE))
                .isEqualTo(Outcome.DONE);
        assertThat(store.replaceTenant(tenant(ACME), etag.next(), CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(store.createTenant(tenant(GLOBEX, issuer(GLOBEX, "own", iss)), CHANGE))
                .isEqualTo(Outcome.DONE);
    }

    @Test
    void tenantsMayShareAnIssuerWhereTheRequestNamesTheTenant() {
        TenantStore store = empty(TenantSource.HOST);
        String iss = "https://id.example.com";

        assertThat(store.createTenant(tenant(ACME, issuer(ACME, "own", iss)), CHANGE))
                .isEqualTo(Outcome.DONE);
        assertThat(store.createTenant(tenant(GLOBEX, issuer(GLOBEX, "own", iss)), CHANGE))
                .isEqualTo(Outcome.DONE);
        ETag etag = store.tenant(ACME).orElseThrow().etag();
        assertThat(store.replaceTenant(tenant(ACME), etag, CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(store.replacePlatform(platform(platformIssuer("main", iss)), ETag.NEVER, CHANGE))
                .isEqualTo(Outcome.CLAIMED);
    }

    // Origins.

    @Test
    void anOriginIsReadAsItWasWritten() {
        for (TenantSource source : TenantSource.values()) {
            TenantStore store = withTenants(source);
            for (String pattern : List.of(
                    APP,
                    "https://*.example.com",
                    "https://pr-*--app.example.com",
                    "http://localhost:*",
                    "http://[::1]:3000",
                    "https://under_score.example.com.:8443")) {
                RegisteredOrigin written = fullOrigin(ACME, pattern);

                assertThat(store.addOrigin(written, CHANGE)).isEqualTo(Outcome.DONE);
                Stored<RegisteredOrigin> read =
                        store.origin(ACME, pattern(pattern)).orElseThrow();
                assertThat(read.value()).isEqualTo(written);
                assertThat(read.etag().version()).isEqualTo(1);
                assertThat(store.origin(GLOBEX, pattern(pattern))).isEmpty();
            }
            assertThat(store.origins(ACME))
                    .extracting(o -> o.value().pattern().text())
                    .containsExactly(
                            "https://under_score.example.com.:8443",
                            "http://[::1]:3000",
                            "https://*.example.com",
                            APP,
                            "https://pr-*--app.example.com",
                            "http://localhost:*");
            assertThat(store.origins(GLOBEX)).isEmpty();
        }
    }

    @Test
    void anOriginNeedsItsTenant() {
        TenantStore store = empty(TenantSource.ORIGIN);

        assertThat(store.addOrigin(registered(ACME, APP), CHANGE)).isEqualTo(Outcome.ABSENT);
        assertThat(store.origins(ACME)).isEmpty();
        assertThat(candidates(store, APP)).isEmpty();
    }

    @Test
    void anOriginIsAddedOnce() {
        TenantStore store = withTenants(TenantSource.ORIGIN);
        for (String pattern : List.of(APP, "https://pr-*.example.com")) {
            store.addOrigin(registered(ACME, pattern), CHANGE);

            assertThat(store.addOrigin(fullOrigin(ACME, pattern), CHANGE)).isEqualTo(Outcome.EXISTS);
            assertThat(store.origin(ACME, pattern(pattern)).orElseThrow().value())
                    .isEqualTo(registered(ACME, pattern));
        }
    }

    @Test
    void onePatternBelongsToOneTenantInOriginMode() {
        for (String pattern : List.of(APP, "https://*.example.com", "https://pr-*.example.com")) {
            TenantStore store = withTenants(TenantSource.ORIGIN);
            store.addOrigin(registered(ACME, pattern), CHANGE);

            assertThat(store.addOrigin(registered(GLOBEX, pattern), CHANGE)).isEqualTo(Outcome.CLAIMED);
            assertThat(store.origin(GLOBEX, pattern(pattern))).isEmpty();
            assertThat(store.origins(GLOBEX)).isEmpty();

            ETag etag = store.origin(ACME, pattern(pattern)).orElseThrow().etag();
            assertThat(store.removeOrigin(ACME, pattern(pattern), etag, CHANGE)).isEqualTo(Outcome.DONE);
            assertThat(store.addOrigin(registered(GLOBEX, pattern), CHANGE)).isEqualTo(Outcome.DONE);
        }
    }

    @Test
    void onlyIdenticalPatternsCollide() {
        TenantStore store = withTenants(TenantSource.ORIGIN);
        List<String> acme = List.of(APP, "https://*.example.com", "https://pr-*.example.com", "http://localhost:*");
        List<String> globex = List.of(
                "http://app.example.com",
                "https://app.example.com:8443",
                "https://app.example.com.",
                "https://*.app.example.com",
                "https://*.example.com:8443",
                "https://pr-*-x.example.com",
                "https://pr-*.example.com:8443",
                "http://pr-*.example.com",
                "http://localhost",
                "https://localhost:*",
                "http://127.0.0.1:*");

        acme.forEach(
                p -> assertThat(store.addOrigin(registered(ACME, p), CHANGE)).isEqualTo(Outcome.DONE));
        globex.forEach(p ->
                assertThat(store.addOrigin(registered(GLOBEX, p), CHANGE)).as(p).isEqualTo(Outcome.DONE));
    }

    @Test
    void tenantsMayShareAPatternWhereTheRequestNamesTheTenant() {
        TenantStore store = withTenants(TenantSource.HOST);
        for (String pattern : List.of(APP, "https://pr-*.example.com")) {
            assertThat(store.addOrigin(registered(ACME, pattern), CHANGE)).isEqualTo(Outcome.DONE);
            assertThat(store.addOrigin(registered(GLOBEX, pattern), CHANGE)).isEqualTo(Outcome.DONE);
        }
    }

    @Test
    void aPendingOriginHoldsNoClaimAndAuthorisesNothing() {
        for (String pattern : List.of(APP, "https://ap*.example.com")) {
            TenantStore store = withTenants(TenantSource.ORIGIN);
            store.addOrigin(registered(ACME, pattern, Status.PENDING), CHANGE);

            assertThat(candidates(store, APP)).isEmpty();
            assertThat(store.addOrigin(registered(GLOBEX, pattern), CHANGE)).isEqualTo(Outcome.DONE);
            ETag pending = store.origin(ACME, pattern(pattern)).orElseThrow().etag();
            assertThat(store.replaceOrigin(registered(ACME, pattern), pending, CHANGE))
                    .isEqualTo(Outcome.CLAIMED);
            assertThat(store.origin(ACME, pattern(pattern)))
                    .contains(stored(registered(ACME, pattern, Status.PENDING), pending));
            assertThat(candidates(store, APP)).containsExactly(registered(GLOBEX, pattern));
        }
    }

    @Test
    void approvingTakesTheClaimAndRevokingGivesItBack() {
        for (String pattern : List.of(APP, "https://ap*.example.com")) {
            TenantStore store = withTenants(TenantSource.ORIGIN);
            store.addOrigin(registered(ACME, pattern, Status.PENDING), CHANGE);
            ETag etag = store.origin(ACME, pattern(pattern)).orElseThrow().etag();

            assertThat(store.replaceOrigin(registered(ACME, pattern), etag, CHANGE))
                    .isEqualTo(Outcome.DONE);
            assertThat(candidates(store, APP)).containsExactly(registered(ACME, pattern));
            assertThat(store.addOrigin(registered(GLOBEX, pattern), CHANGE)).isEqualTo(Outcome.CLAIMED);

            assertThat(store.replaceOrigin(registered(ACME, pattern, Status.PENDING), etag.next(), CHANGE))
                    .isEqualTo(Outcome.DONE);
            assertThat(candidates(store, APP)).isEmpty();
            assertThat(store.replaceOrigin(
                            registered(ACME, pattern, Status.PENDING),
                            etag.next().next(),
                            CHANGE))
                    .isEqualTo(Outcome.DONE);
            assertThat(store.addOrigin(registered(GLOBEX, pattern), CHANGE)).isEqualTo(Outcome.DONE);

            ETag again = etag.next().next().next();
            assertThat(store.removeOrigin(ACME, pattern(pattern), again, CHANGE))
                    .isEqualTo(Outcome.DONE);
            assertThat(candidates(store, APP)).containsExactly(registered(GLOBEX, pattern));
        }
    }

    @Test
    void anOriginIsReplacedOnlyOverTheVersionThatWasRead() {
        for (String pattern : List.of(APP, "https://ap*.example.com")) {
            TenantStore store = withTenants(TenantSource.ORIGIN);
            assertThat(store.replaceOrigin(registered(ACME, pattern), ETag.first("x"), CHANGE))
                    .isEqualTo(Outcome.ABSENT);
            store.addOrigin(registered(ACME, pattern), CHANGE);
            ETag etag = store.origin(ACME, pattern(pattern)).orElseThrow().etag();
            RegisteredOrigin replacement = fullOrigin(ACME, pattern);

            assertThat(store.replaceOrigin(replacement, etag.next(), CHANGE)).isEqualTo(Outcome.STALE);
            assertThat(store.replaceOrigin(replacement, ETag.first("other"), CHANGE))
                    .isEqualTo(Outcome.STALE);
            assertThat(store.origin(ACME, pattern(pattern))).contains(stored(registered(ACME, pattern), etag));
            assertThat(store.replaceOrigin(replacement, etag, CHANGE)).isEqualTo(Outcome.DONE);
            assertThat(store.origin(ACME, pattern(pattern))).contains(stored(replacement, etag.next()));
            assertThat(candidates(store, APP)).containsExactly(replacement);
            assertThat(store.readTenant(ACME, Optional.of(origin(APP))).candidates())
                    .containsExactly(replacement);
            assertThat(store.replaceOrigin(replacement, etag, CHANGE)).isEqualTo(Outcome.STALE);
        }
    }

    @Test
    void anOriginIsRemovedOnlyOverTheVersionThatWasRead() {
        for (String pattern : List.of(APP, "https://ap*.example.com")) {
            TenantStore store = withTenants(TenantSource.ORIGIN);
            assertThat(store.removeOrigin(ACME, pattern(pattern), ETag.first("x"), CHANGE))
                    .isEqualTo(Outcome.ABSENT);
            store.addOrigin(registered(ACME, pattern), CHANGE);
            ETag etag = store.origin(ACME, pattern(pattern)).orElseThrow().etag();

            assertThat(store.removeOrigin(ACME, pattern(pattern), etag.next(), CHANGE))
                    .isEqualTo(Outcome.STALE);
            assertThat(store.origins(ACME)).hasSize(1);
            assertThat(candidates(store, APP)).hasSize(1);
            assertThat(store.removeOrigin(ACME, pattern(pattern), etag, CHANGE)).isEqualTo(Outcome.DONE);
            assertThat(store.removeOrigin(ACME, pattern(pattern), etag, CHANGE)).isEqualTo(Outcome.ABSENT);
            assertThat(store.origins(ACME)).isEmpty();
            assertThat(candidates(store, APP)).isEmpty();
            assertThat(store.readTenant(ACME, Optional.of(origin(APP))).candidates())
                    .isEmpty();
        }
    }

    @Test
    void whatIsCreatedAgainNeverMatchesAnOldTag() {
        TenantStore store = withTenants(TenantSource.ORIGIN);
        store.addOrigin(registered(ACME, APP), CHANGE);
        ETag old = store.origin(ACME, pattern(APP)).orElseThrow().etag();
        store.removeOrigin(ACME, pattern(APP), old, CHANGE);
        store.addOrigin(registered(ACME, APP), CHANGE);

        assertThat(store.origin(ACME, pattern(APP)).orElseThrow().etag().version())
                .isEqualTo(old.version());
        assertThat(store.replaceOrigin(fullOrigin(ACME, APP), old, CHANGE)).isEqualTo(Outcome.STALE);
        assertThat(store.removeOrigin(ACME, pattern(APP), old, CHANGE)).isEqualTo(Outcome.STALE);
    }

    @Test
    void anExpiredOriginKeepsItsClaimUntilItIsRemoved() {
        TenantStore store = withTenants(TenantSource.ORIGIN);
        RegisteredOrigin expired = expiring(ACME, APP, NOW.minusSeconds(1));
        store.addOrigin(expired, CHANGE);

        assertThat(store.addOrigin(registered(GLOBEX, APP), CHANGE)).isEqualTo(Outcome.CLAIMED);
        Reading reading = store.readOrigin(origin(APP), NOW, Optional.empty());
        assertThat(reading.candidates()).containsExactly(expired);
        assertThat(reading.tenant()).isEmpty();
    }

    @Test
    void thereAreAtMostFiftyPartialLabelsBelowOneHost() {
        for (TenantSource source : List.of(TenantSource.ORIGIN, TenantSource.HOST)) {
            TenantStore store = withTenants(source);
            for (int i = 0; i < TenantStore.MAX_PARTIAL_LABELS; i++) {
                assertThat(store.addOrigin(registered(ACME, "https://p" + i + "-*.example.com"), CHANGE))
                        .isEqualTo(Outcome.DONE);
            }
            RegisteredOrigin another = registered(ACME, "https://q-*.example.com");

            assertThat(store.addOrigin(another, CHANGE)).isEqualTo(Outcome.FULL);
            assertThat(store.origin(ACME, another.pattern())).isEmpty();
            assertThat(store.addOrigin(registered(GLOBEX, "https://q-*.example.com"), CHANGE))
                    .isEqualTo(source == TenantSource.ORIGIN ? Outcome.FULL : Outcome.DONE);
            assertThat(store.addOrigin(registered(ACME, "https://p1-*.example.com"), CHANGE))
                    .isEqualTo(Outcome.EXISTS);
            assertThat(store.addOrigin(registered(ACME, "https://q-*.other.example.com"), CHANGE))
                    .isEqualTo(Outcome.DONE);
            OriginPattern first = pattern("https://p0-*.example.com");
            store.removeOrigin(
                    ACME, first, store.origin(ACME, first).orElseThrow().etag(), CHANGE);
            assertThat(store.addOrigin(another, CHANGE)).isEqualTo(Outcome.DONE);
        }
    }

    @Test
    void aFullBucketOfClaimsRefusesAnApproval() {
        TenantStore store = withTenants(TenantSource.ORIGIN);
        for (int i = 0; i < TenantStore.MAX_PARTIAL_LABELS; i++) {
            store.addOrigin(registered(ACME, "https://p" + i + "-*.example.com"), CHANGE);
        }
        RegisteredOrigin pending = registered(GLOBEX, "https://q-*.example.com", Status.PENDING);
        assertThat(store.addOrigin(pending, CHANGE)).isEqualTo(Outcome.DONE);
        ETag etag = store.origin(GLOBEX, pending.pattern()).orElseThrow().etag();

        assertThat(store.replaceOrigin(registered(GLOBEX, "https://q-*.example.com"), etag, CHANGE))
                .isEqualTo(Outcome.FULL);
        assertThat(store.origin(GLOBEX, pending.pattern())).contains(stored(pending, etag));
        OriginPattern first = pattern("https://p0-*.example.com");
        ETag firstTag = store.origin(ACME, first).orElseThrow().etag();
        assertThat(store.replaceOrigin(fullOrigin(ACME, "https://p0-*.example.com"), firstTag, CHANGE))
                .isEqualTo(Outcome.DONE);
    }

    // Reading for a request.

    @Test
    void aRequestReadsEveryRegistrationOfItsTenantThatMatches() {
        for (TenantSource source : TenantSource.values()) {
            TenantStore store = withTenants(source);
            Platform platform = platform(platformIssuer("main", "https://id.example.com"));
            store.replacePlatform(platform, ETag.NEVER, CHANGE);
            List<String> matching = List.of(
                    "https://pr-1.app.example.com",
                    "https://pr-*.app.example.com",
                    "https://*.app.example.com",
                    "https://*.example.com");
            List<String> others = List.of(
                    "https://app.example.com",
                    "https://px-*.app.example.com",
                    "https://pr-*.example.com",
                    "http://pr-1.app.example.com",
                    "https://*.pr-1.app.example.com",
                    "https://*.app.example.com:8443");
            matching.forEach(p -> store.addOrigin(fullOrigin(ACME, p), CHANGE));
            others.forEach(p -> store.addOrigin(registered(ACME, p), CHANGE));
            store.addOrigin(registered(GLOBEX, "https://pr*.app.example.com"), CHANGE);

            Reading reading = store.readTenant(ACME, Optional.of(origin("https://pr-1.app.example.com")));

            assertThat(reading.platform()).isEqualTo(platform);
            assertThat(reading.tenant()).contains(tenant(ACME));
            assertThat(reading.candidates())
                    .extracting(r -> r.pattern().text())
                    .containsExactlyInAnyOrderElementsOf(matching);
            assertThat(reading.candidates()).contains(fullOrigin(ACME, "https://pr-*.app.example.com"));
            assertThat(store.readTenant(ACME, Optional.empty()).candidates()).isEmpty();
        }
    }

    @Test
    void aRequestOfAnUnknownTenantReadsThePlatformAlone() {
        TenantStore store = withTenants(TenantSource.HOST);

        Reading reading = store.readTenant(new TenantId("nobody"), Optional.of(origin(APP)));

        assertThat(reading).isEqualTo(new Reading(Platform.EMPTY, Optional.empty(), List.of(), 0, 0));
    }

    @Test
    void theOpenPortOfLoopbackIsRead() {
        TenantStore store = withTenants(TenantSource.HOST);
        store.addOrigin(registered(ACME, "http://localhost:*"), CHANGE);

        assertThat(store.readTenant(ACME, Optional.of(origin("http://localhost:4001")))
                        .candidates())
                .containsExactly(registered(ACME, "http://localhost:*"));
    }

    @Test
    void theMostSpecificClaimInForceNamesTheTenant() {
        TenantStore store = withTenants(TenantSource.ORIGIN);
        TenantId initech = new TenantId("initech");
        store.createTenant(tenant(initech), CHANGE);
        store.addOrigin(registered(ACME, "https://*.example.com"), CHANGE);
        store.addOrigin(registered(GLOBEX, "https://ap*.example.com", Status.DISABLED), CHANGE);
        store.addOrigin(expiring(initech, APP, NOW), CHANGE);

        assertThat(store.readOrigin(origin(APP), NOW.minusSeconds(1), Optional.empty())
                        .tenant())
                .contains(tenant(initech));
        assertThat(store.readOrigin(origin(APP), NOW, Optional.empty()).tenant())
                .contains(tenant(GLOBEX));
        assertThat(store.readOrigin(origin(APP), NOW, Optional.of(ACME)).tenant())
                .contains(tenant(GLOBEX));
        assertThat(store.readOrigin(origin(APP), NOW, Optional.of(GLOBEX)).tenant())
                .contains(tenant(GLOBEX));
        assertThat(store.readOrigin(origin(APP), NOW, Optional.of(GLOBEX)).candidates())
                .hasSize(3);
        assertThat(store.readOrigin(origin("https://other.example.com"), NOW, Optional.empty())
                        .tenant())
                .contains(tenant(ACME));
        assertThat(store.readOrigin(origin("https://example.com"), NOW, Optional.of(ACME)))
                .isEqualTo(new Reading(Platform.EMPTY, Optional.empty(), List.of(), 0, 0));
    }

    @Test
    void anIssuerNamesTheTenantThatRegisteredIt() {
        TenantStore store = withTenants(TenantSource.ORIGIN);
        Platform platform = platform(platformIssuer("main", "https://id.example.com"));
        store.replacePlatform(platform, ETag.NEVER, CHANGE);
        Tenant tenant = tenant(new TenantId("own"), issuer(new TenantId("own"), "own", "https://own.example"));
        store.createTenant(tenant, CHANGE);

        assertThat(store.readIssuer("https://own.example"))
                .isEqualTo(new Reading(platform, Optional.of(tenant), List.of(), 0, 0));
        assertThat(store.readIssuer("https://id.example.com"))
                .isEqualTo(new Reading(platform, Optional.empty(), List.of(), 0, 0));
        assertThat(store.readIssuer("https://own.example/"))
                .isEqualTo(new Reading(platform, Optional.empty(), List.of(), 0, 0));
        assertThat(store.readIssuer("")).isEqualTo(new Reading(platform, Optional.empty(), List.of(), 0, 0));
    }

    // Together.

    @Test
    void ofTwoTenantsThatClaimOnePatternAtOnceExactlyOneWins() throws Exception {
        TenantStore store = withTenants(TenantSource.ORIGIN);
        List<String> patterns = new ArrayList<>();
        for (int i = 0; i < CONTENDED; i++) {
            patterns.add(i % 5 == 0 ? "https://p" + i + "-*.example.com" : "https://app" + i + ".example.com");
        }

        List<List<Outcome>> outcomes = atOnce(
                () -> patterns.stream()
                        .map(p -> store.addOrigin(registered(ACME, p), CHANGE))
                        .toList(),
                () -> patterns.stream()
                        .map(p -> store.addOrigin(registered(GLOBEX, p), CHANGE))
                        .toList());

        for (int i = 0; i < CONTENDED; i++) {
            assertThat(List.of(outcomes.get(0).get(i), outcomes.get(1).get(i)))
                    .as(patterns.get(i))
                    .containsExactlyInAnyOrder(Outcome.DONE, Outcome.CLAIMED);
        }
        Set<String> held = new HashSet<>();
        store.origins(ACME).forEach(o -> held.add(o.value().pattern().text()));
        store.origins(GLOBEX)
                .forEach(o -> assertThat(held.add(o.value().pattern().text())).isTrue());
        assertThat(held).containsExactlyInAnyOrderElementsOf(patterns);
    }

    @Test
    void ofTwoWritersOverOneVersionExactlyOneWins() throws Exception {
        TenantStore store = withTenants(TenantSource.ORIGIN);
        store.addOrigin(registered(ACME, APP), CHANGE);
        for (int round = 0; round < 5; round++) {
            ETag etag = store.origin(ACME, pattern(APP)).orElseThrow().etag();
            Callable<Outcome> writer = () -> store.replaceOrigin(fullOrigin(ACME, APP), etag, CHANGE);

            assertThat(atOnce(writer, writer)).containsExactlyInAnyOrder(Outcome.DONE, Outcome.STALE);
        }
    }

    private TenantStore withTenants(TenantSource source) {
        TenantStore store = empty(source);
        assertThat(store.createTenant(tenant(ACME), CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(store.createTenant(tenant(GLOBEX), CHANGE)).isEqualTo(Outcome.DONE);
        return store;
    }

    private static List<RegisteredOrigin> candidates(TenantStore store, String origin) {
        return store.readOrigin(origin(origin), NOW, Optional.empty()).candidates();
    }

    private static <T> List<T> atOnce(Callable<T> one, Callable<T> other) throws Exception {
        CountDownLatch start = new CountDownLatch(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> task : List.of(one, other)) {
                running.add(threads.submit(() -> {
                    start.countDown();
                    start.await();
                    return task.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> task : running) {
                results.add(task.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
