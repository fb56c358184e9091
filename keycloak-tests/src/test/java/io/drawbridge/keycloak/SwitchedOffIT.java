package io.drawbridge.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.Revocation;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What an administrator switches off at the provider ends no token that is out already: Keycloak goes on showing the keys of
 * a disabled realm, and an access token needs no user. The registry ends them.
 */
@SuppressWarnings("NullAway.Init")
final class SwitchedOffIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static KeycloakServer keycloak;
    private static Realm acme;
    private static Tenants tenants;
    private static Drawbridge drawbridge;

    @BeforeAll
    static void start() {
        keycloak = KeycloakServer.start("disabled");
        keycloak.admin().create(new RealmPlan(Tenants.ACME));
        acme = keycloak.realm(Tenants.ACME);
        tenants = new Tenants(acme, keycloak.realm(Tenants.GLOBEX));
        drawbridge = Drawbridge.start(tenants, TenantSource.ORIGIN, Map.of("RegistryCacheSeconds", "1"), 1);
    }

    @AfterAll
    static void stop() {
        drawbridge.close();
        keycloak.close();
    }

    @Test
    void tokens_of_a_disabled_realm_end_when_its_issuer_record_is_disabled() {
        Report report = new Report("6. Realm disabled at the provider");
        IssuedToken token = acme.token("ES256");
        assertThat(drawbridge.ask(token, acme.origin()).summary()).isEqualTo("200");

        keycloak.admin().enableRealm(Tenants.ACME, false);
        report.line(
                "its token endpoint",
                acme.tokenAnswer("ES256").statusCode() + " "
                        + acme.tokenAnswer("ES256").body());
        report.line("its key set", Integer.toString(acme.keys().statusCode()));
        // Keycloak's choice; were it another, this test's name would be wrong and its tokens would end by row 14.
        assertThat(acme.tokenAnswer("ES256").statusCode()).isEqualTo(403);
        assertThat(acme.keys().statusCode()).isEqualTo(200);
        assertThat(drawbridge.ask(token, acme.origin()).summary()).isEqualTo("200");
        report.line("a token that was out already", "still accepted");

        Instant switched = Instant.now();
        drawbridge.replaceTenants(new Tenants(acme, keycloak.realm(Tenants.GLOBEX))
                .acmeWith("\"enabled\": false")
                .registry(TenantSource.ORIGIN));
        Waiting.until(
                "the end of a disabled issuer's token",
                PATIENCE,
                () -> !drawbridge.ask(token, acme.origin()).accepted());
        report.line(
                "issuer record disabled (cache 1 s)", "refused " + Report.seconds(switched, Instant.now()) + " later");
        Answer refused = drawbridge.ask(token, acme.origin());
        assertThat(refused.summary()).isEqualTo("401 unauthorized");
        assertThat(drawbridge.logged(refused).path("detail").textValue()).startsWith("ISSUER_DISABLED");

        keycloak.admin().enableRealm(Tenants.ACME, true);
        Instant again = Instant.now();
        drawbridge.replaceTenants(tenants.registry(TenantSource.ORIGIN));
        IssuedToken fresh = acme.token("ES256");
        Waiting.until(
                "a token of the enabled realm",
                PATIENCE,
                () -> drawbridge.ask(fresh, acme.origin()).accepted());
        report.line("both enabled again", "accepted " + Report.seconds(again, Instant.now()) + " later");
        report.publish();
    }

    @Test
    void tokens_of_a_disabled_user_end_when_the_user_is_revoked() {
        Report report = new Report("7. User disabled at the provider");
        SignIn signIn = new SignIn(acme);
        JsonNode tokens = signIn.tokens("alice", "openid");
        IssuedToken token = IssuedToken.of(tokens.path("access_token").textValue());
        IssuedToken other = acme.token("ES256");
        assertThat(drawbridge.ask(token, acme.origin()).summary()).isEqualTo("200");

        keycloak.admin().disableUser(Tenants.ACME, "alice");
        assertThat(signIn.isRenewed(tokens.path("refresh_token").textValue())).isFalse();
        assertThat(drawbridge.ask(token, acme.origin()).summary()).isEqualTo("200");
        report.line("her session", "over, the provider renews no token");
        report.line("a token that was out already", "still accepted");

        Instant revoked = Instant.now();
        TenantStore.Outcome outcome =
                drawbridge.store().revoke(revocation(token.claim("sub"), revoked), Change.ofRegistryFile(revoked));
        assertThat(outcome).isEqualTo(TenantStore.Outcome.DONE);
        Waiting.until(
                "the end of a revoked user's token",
                PATIENCE,
                () -> !drawbridge.ask(token, acme.origin()).accepted());
        report.line("her sub revoked (cache 1 s)", "refused " + Report.seconds(revoked, Instant.now()) + " later");
        Answer refused = drawbridge.ask(token, acme.origin());
        assertThat(refused.summary()).isEqualTo("401 unauthorized");
        assertThat(drawbridge.logged(refused).path("reason").textValue()).isEqualTo("token_revoked");
        assertThat(drawbridge.ask(other, acme.origin()).summary()).isEqualTo("200");
        report.line("the realm's other tokens", "still accepted");
        report.publish();
    }

    private static Revocation revocation(String subject, Instant now) {
        return new Revocation(
                Optional.of(new TenantId(Tenants.ACME)),
                Optional.of(acme.iss()),
                Optional.of(subject),
                Optional.empty(),
                Optional.empty(),
                Revocation.endOfUse(now));
    }
}
