package io.drawbridge.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.drawbridge.registry.TenantSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A provider whose clock is ahead of ours, so that its tokens come from the future. */
final class ProviderClockIT {

    private static final Duration AHEAD = Duration.ofSeconds(45);

    @Test
    void a_token_issued_45_s_ahead_of_us_is_accepted_within_the_skew_and_refused_beyond_it() {
        ClockAhead clock = installed();
        Report report = new Report("8. Provider's clock 45 s ahead (libfaketime on Keycloak's process)");
        try (KeycloakServer keycloak = KeycloakServer.start("clock", clock)) {
            keycloak.admin().create(new RealmPlan(Tenants.ACME));
            keycloak.admin().create(new RealmPlan(Tenants.GLOBEX));
            Realm acme = keycloak.realm(Tenants.ACME);
            Realm globex = keycloak.realm(Tenants.GLOBEX);
            Tenants tenants = new Tenants(acme, globex).globexWith("\"clockSkewSeconds\": 5");
            try (Drawbridge drawbridge = Drawbridge.start(tenants, TenantSource.ORIGIN, Map.of(), 1)) {
                for (String algorithm : RealmPlan.ALGORITHMS) {
                    assertThat(drawbridge
                                    .ask(fromAhead(acme.token(algorithm)), acme.origin())
                                    .summary())
                            .isEqualTo("200");
                }
                IssuedToken token = fromAhead(globex.token("ES256"));
                Answer answer = drawbridge.ask(token, globex.origin());
                assertThat(answer.summary()).isEqualTo("401 unauthorized");
                String detail = drawbridge.logged(answer).path("detail").textValue();
                assertThat(detail).startsWith("ISSUED_IN_FUTURE");

                report.line("iat against our clock", "+" + Report.seconds(token.receivedAt(), token.time("iat")));
                report.line("nbf", token.claims().has("nbf") ? "the same" : "Keycloak sets none");
                report.line("clockSkewSeconds 60 (default)", "accepted, all algorithms");
                report.line("clockSkewSeconds 5", answer.summary() + " (" + detail + ")");

                Waiting.until(
                        "our clock within 5 s of the token's",
                        Duration.ofMinutes(2),
                        () -> drawbridge.ask(token, globex.origin()).accepted());
                report.line(
                        "the same token, when we are 5 s behind it",
                        "accepted at iat - " + Report.seconds(Instant.now(), token.time("iat")));
                report.publish();
            }
        }
    }

    /** The machine's own clock and the provider's must really differ, else nothing is shown. */
    private static IssuedToken fromAhead(IssuedToken token) {
        assertThat(Duration.between(token.receivedAt(), token.time("iat"))).isBetween(Duration.ofSeconds(30), AHEAD);
        return token;
    }

    private static ClockAhead installed() {
        Optional<ClockAhead> clock = ClockAhead.by(AHEAD);
        if (clock.isEmpty() && "required".equals(System.getenv("DRAWBRIDGE_FAKETIME"))) {
            fail("libfaketime is required here, and not installed");
        }
        Assumptions.assumeTrue(clock.isPresent(), "libfaketime is not installed (Debian: faketime)");
        return clock.orElseThrow();
    }
}
