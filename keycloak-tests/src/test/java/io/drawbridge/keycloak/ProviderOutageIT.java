package io.drawbridge.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.TenantSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The provider, or one realm of it, goes away and comes back, while valid tokens go on being sent.
 *
 * <p>Keycloak answers its key set with {@code Cache-Control: no-cache}, so the authorizer asks again after its own minimum of
 * 60 s; a fetch that failed is remembered for 30 s.
 */
@SuppressWarnings("NullAway.Init")
final class ProviderOutageIT {

    /** What the authorizer keeps a set for at least, and so how long an outage is not even noticed. */
    private static final Duration FRESH = Duration.ofSeconds(60);

    private static final Duration STALE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Map<String, String> PARAMETERS = Map.of("JwksStaleSeconds", Long.toString(STALE.toSeconds()));

    private KeycloakServer keycloak;
    private Realm acme;
    private Realm globex;
    private Drawbridge drawbridge;

    @BeforeEach
    void start() {
        keycloak = KeycloakServer.start("outage");
        keycloak.admin().create(new RealmPlan(Tenants.ACME));
        keycloak.admin().create(new RealmPlan(Tenants.GLOBEX));
        acme = keycloak.realm(Tenants.ACME);
        globex = keycloak.realm(Tenants.GLOBEX);
        // One instance, because each has keys of its own and phases of its own.
        drawbridge = Drawbridge.start(new Tenants(acme, globex), TenantSource.ORIGIN, PARAMETERS, 1);
    }

    @AfterEach
    void stop() {
        drawbridge.close();
        keycloak.close();
    }

    @Test
    void a_provider_that_was_killed_is_missed_late_and_found_again_without_a_restart_of_the_authorizer() {
        Report report =
                new Report("4. Provider killed and started again (JWKS_STALE_SECONDS=" + STALE.toSeconds() + ")");
        try (Watch watch = Watch.start(drawbridge, tokens(acme), acme.origin())) {
            watch.awaitPhase(1, PATIENCE);
            Instant killed = Instant.now();
            keycloak.kill();
            assertThat(keycloak.answers()).isFalse();

            watch.awaitPhase(2, PATIENCE);
            Instant started = Instant.now();
            keycloak.start();
            Instant back = Instant.now();
            watch.awaitPhase(3, PATIENCE);

            hold(watch);
            Outage outage = new Outage(watch, killed, back);
            outage.report(report, "provider killed", "provider answers again");
            report.line("provider's own start", Report.seconds(started, back));
            report.publish();
        }
    }

    @Test
    void a_realm_that_was_removed_is_missed_alone_and_found_again_with_its_new_keys() {
        Report report =
                new Report("5. One realm removed and made again (JWKS_STALE_SECONDS=" + STALE.toSeconds() + ")");
        try (Watch acmes = Watch.start(drawbridge, tokens(acme), acme.origin());
                Watch globexs = Watch.start(drawbridge, tokens(globex), globex.origin())) {
            globexs.awaitPhase(1, PATIENCE);
            Instant removed = Instant.now();
            keycloak.admin().removeRealm(Tenants.GLOBEX);
            assertThat(globex.keys().statusCode()).isEqualTo(404);
            report.line(
                    "its key set",
                    globex.keys().statusCode() + " " + globex.keys().body());

            globexs.awaitPhase(2, PATIENCE);
            keycloak.admin().create(new RealmPlan(Tenants.GLOBEX));
            Instant back = Instant.now();
            // Other keys: the realm's earlier tokens are signed with keys that are gone.
            IssuedToken fresh = globex.token("ES256");
            Waiting.until(
                    "a token of the new realm",
                    PATIENCE,
                    () -> drawbridge.ask(fresh, globex.origin()).accepted());
            Instant recovered = Instant.now();
            globexs.awaitPhase(3, PATIENCE);

            assertThat(globexs.summary()).startsWith("200", "403 jwks_unavailable", "401 unauthorized");
            // The other tenant's issuer has troubles of its own only.
            assertThat(acmes.summary()).containsExactly("200");
            Watch.Phase refused = globexs.phases().get(1);
            report.line(
                    "accepted after the realm was removed",
                    Report.seconds(removed, refused.first().receivedAt()));
            report.line("row 14", Report.seconds(refused.first().receivedAt(), recovered));
            report.line("new realm's token accepted", Report.seconds(back, recovered) + " after the realm was there");
            report.line(
                    "removed realm's tokens from then on",
                    globexs.phases().get(2).first().summary());
            report.line(
                    "the other realm's requests meanwhile",
                    acmes.phases().get(0).count() + ", all accepted");
            report.publish();
        }
    }

    /** Known tokens and new ones, of every algorithm: what is remembered of a token must not matter. */
    private static List<IssuedToken> tokens(Realm realm) {
        return Stream.concat(
                        RealmPlan.ALGORITHMS.stream(),
                        Stream.generate(() -> "ES256").limit(60))
                .map(realm::token)
                .toList();
    }

    private static void hold(Watch watch) {
        assertThat(watch.summary()).containsExactly("200", "403 jwks_unavailable", "200");
        Watch.Phase accepted = watch.phases().get(0);
        Watch.Phase refused = watch.phases().get(1);
        // The keys were fetched by the first request, and stay good from then on for both times.
        assertThat(refused.first().receivedAt())
                .isAfterOrEqualTo(accepted.first().sentAt().plus(FRESH).plus(STALE));
        assertThat(refused.first().retryAfter())
                .hasValueSatisfying(seconds -> assertThat(seconds).isBetween(1, 30));
        assertThat(refused.first().allowOrigin()).isPresent();
    }

    /** The times of an outage, as a caller sees them. */
    private record Outage(Watch watch, Instant gone, Instant back) {

        void report(Report report, String goneText, String backText) {
            Watch.Phase accepted = watch.phases().get(0);
            Watch.Phase refused = watch.phases().get(1);
            Watch.Phase recovered = watch.phases().get(2);
            Instant fetched = accepted.first().sentAt();
            report.line("keys fetched", "0.00 s");
            report.line(goneText, Report.seconds(fetched, gone));
            report.line(
                    "last accepted with the keys of before",
                    Report.seconds(fetched, accepted.last().receivedAt()) + ", " + accepted.count() + " requests");
            report.line(
                    "row 14 from",
                    Report.seconds(fetched, refused.first().receivedAt()) + ", " + refused.count()
                            + " requests, first Retry-After "
                            + refused.first().retryAfter().map(Object::toString).orElse("missing"));
            report.line(backText, Report.seconds(fetched, back));
            report.line(
                    "accepted again from",
                    Report.seconds(fetched, recovered.first().receivedAt()) + ", which is "
                            + Report.seconds(back, recovered.first().receivedAt()) + " later");
            report.line(
                    "slowest answer in each phase",
                    Stream.of(accepted, refused, recovered)
                            .map(phase -> Report.seconds(phase.slowest()))
                            .toList()
                            .toString());
        }
    }
}
