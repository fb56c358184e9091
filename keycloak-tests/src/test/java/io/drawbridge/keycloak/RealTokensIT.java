package io.drawbridge.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drawbridge.registry.TenantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens as Keycloak makes them, of two realms that are the issuers of two tenants. */
@SuppressWarnings("NullAway.Init")
final class RealTokensIT {

    private static final Report REPORT = new Report("1. Tokens of two realms, each the issuer of one tenant");
    private static final Map<String, String> PARAMETERS = Map.of("RegistryCacheSeconds", "1");

    private static KeycloakServer keycloak;
    private static Realm acme;
    private static Realm globex;
    private static Tenants tenants;
    private static Drawbridge drawbridge;

    @BeforeAll
    static void start() {
        keycloak = KeycloakServer.start("tokens");
        keycloak.admin().create(new RealmPlan(Tenants.ACME));
        keycloak.admin().create(new RealmPlan(Tenants.GLOBEX));
        acme = keycloak.realm(Tenants.ACME);
        globex = keycloak.realm(Tenants.GLOBEX);
        tenants = new Tenants(acme, globex).globexWith("\"accessTokenTypeRequired\": true");
        drawbridge = Drawbridge.start(tenants, TenantSource.ORIGIN, PARAMETERS, 2);
    }

    @AfterAll
    static void stop() {
        REPORT.publish();
        drawbridge.close();
        keycloak.close();
    }

    static List<String> algorithms() {
        return RealmPlan.ALGORITHMS;
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void a_service_s_token_of_each_algorithm_is_accepted_from_a_page_and_from_a_server(String algorithm) {
        IssuedToken token = acme.token(algorithm);
        // Else the test would say one algorithm and show another.
        assertThat(token.header().path("alg").textValue()).isEqualTo(algorithm);

        Answer page = drawbridge.ask(token, acme.origin());
        Answer server = drawbridge.ask(token);

        assertThat(page.summary()).isEqualTo("200");
        assertThat(page.allowOrigin()).contains(acme.origin());
        assertThat(server.summary()).isEqualTo("200");
        assertThat(server.allowOrigin()).isEmpty();
        assertThat(drawbridge.logged(server).path("tenantId").textValue()).isEqualTo(Tenants.ACME);
        REPORT.line(algorithm + ", client credentials", "accepted from a page and from a server");
    }

    @Test
    void keycloak_s_access_token_has_the_shape_that_the_authorizer_was_made_for() {
        IssuedToken token = acme.token("RS256");

        assertThat(token.header().path("typ").textValue()).isEqualTo("JWT");
        assertThat(token.claim("typ")).isEqualTo("Bearer");
        assertThat(token.claim("azp")).isEqualTo("RS256");
        assertThat(token.claim("client_id")).isEqualTo("RS256");
        assertThat(token.claims().path("aud").toString()).isEqualTo("[\"orders-api\",\"account\"]");
        assertThat(token.claim("scope").split(" ")).contains("profile", "email");
        REPORT.line("header of a token", token.header().toString());
        REPORT.line("claims of a token", String.join(", ", names(token.claims())));
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    @Test
    void encryption_keys_in_the_key_set_verify_nothing_and_disturb_nothing() {
        JsonNode keys = Http.json(acme.keys()).path("keys");

        assertThat(keys.findValuesAsText("use")).contains("enc", "sig");
        REPORT.line(
                "keys in the realm's key set",
                keys.size() + ": "
                        + String.join(
                                ", ",
                                keys.findValuesAsText("alg").stream().sorted().toList()));
        REPORT.line(
                "its Cache-Control",
                acme.keys().headers().firstValue("cache-control").orElse("none"));
    }

    @Test
    void a_user_s_token_by_authorization_code_is_accepted_and_the_other_two_tokens_are_not() {
        JsonNode tokens = new SignIn(acme).tokens("alice", "openid");

        Answer access =
                drawbridge.ask(IssuedToken.of(tokens.path("access_token").textValue()), acme.origin());
        IssuedToken idToken = IssuedToken.of(tokens.path("id_token").textValue());
        // An audience mapper can put our audience there too, and then only the claim "typ" tells the two apart.
        assertThat(idToken.claims().path("aud").toString()).contains("orders-api");
        Answer id = drawbridge.ask(idToken, acme.origin());
        Answer refresh =
                drawbridge.ask(IssuedToken.of(tokens.path("refresh_token").textValue()), acme.origin());

        assertThat(access.summary()).isEqualTo("200");
        assertRefused(id, "invalid_claims");
        assertRefused(refresh, "invalid_token");
        REPORT.line("a user's token by code and PKCE", "accepted");
        REPORT.line("her ID token, with our audience", refusal(id));
        REPORT.line("her refresh token", refusal(refresh));
    }

    @Test
    void a_route_s_scope_is_found_where_keycloak_puts_it() {
        Answer without = drawbridge.send(
                drawbridge.request("/orders/1", acme.token("ES256").text()));
        Answer with = drawbridge.send(drawbridge.request(
                "/orders/1", acme.token("ES256", "orders:read").text()));

        assertThat(without.summary()).isEqualTo("403 insufficient_scope");
        assertThat(with.summary()).isEqualTo("404 order_not_found");
        REPORT.line("scope of a route", "found in \"scope\"; without it " + without.summary());
    }

    @Test
    void a_token_for_nobody_in_particular_is_refused() {
        IssuedToken token = acme.token(RealmPlan.NO_AUDIENCE);
        // The realm's default, not an empty or a missing claim.
        assertThat(token.claim("aud")).isEqualTo("account");

        Answer answer = drawbridge.ask(token, acme.origin());

        assertRefused(answer, "invalid_claims");
        REPORT.line("the realm's default audience, \"account\"", refusal(answer));
    }

    @Test
    void a_record_can_ask_for_keycloak_s_typed_access_tokens() {
        IssuedToken typed = globex.token(RealmPlan.TYPED);
        assertThat(typed.header().path("typ").textValue()).isEqualTo("at+jwt");

        Answer accepted = drawbridge.ask(typed, globex.origin());
        Answer refused = drawbridge.ask(globex.token("RS256"), globex.origin());

        assertThat(accepted.summary()).isEqualTo("200");
        assertThat(refused.status()).isEqualTo(401);
        REPORT.line("accessTokenTypeRequired, at+jwt", "accepted; JWT " + refusal(refused));
    }

    @Test
    void a_token_of_one_realm_is_nothing_to_the_other_s_tenant() {
        IssuedToken token = globex.token(RealmPlan.TYPED);
        assertThat(drawbridge.ask(token, globex.origin()).summary()).isEqualTo("200");

        Answer answer = drawbridge.ask(token, acme.origin());

        assertRefused(answer, "invalid_claims");
        REPORT.line("globex's token at acme's origin", refusal(answer));
    }

    @Test
    void a_token_of_one_realm_is_nothing_at_the_other_tenant_s_host() {
        try (Drawbridge byHost = Drawbridge.start(tenants, TenantSource.HOST, PARAMETERS, 1)) {
            String token = globex.token(RealmPlan.TYPED).text();

            Answer own = byHost.send(byHost.request(Drawbridge.ORDERS, token).header("host", "globex.localhost"));
            Answer foreign =
                    byHost.send(byHost.request(Drawbridge.ORDERS, token).header("host", "acme.localhost"));

            assertThat(own.summary()).isEqualTo("200");
            assertThat(foreign.summary()).isEqualTo("401 unauthorized");
            assertThat(byHost.logged(foreign).path("reason").textValue()).isEqualTo("invalid_claims");
            REPORT.line("globex's token at acme's host", foreign.summary());
        }
    }

    @Test
    void a_token_of_a_realm_that_nobody_registered_is_refused() {
        Answer answer = drawbridge.ask(keycloak.admin().ownToken());

        assertRefused(answer, "invalid_claims");
        REPORT.line("the provider's own administrator", refusal(answer));
    }

    private static void assertRefused(Answer answer, String reason) {
        assertThat(answer.summary()).isEqualTo("401 unauthorized");
        assertThat(drawbridge.logged(answer).path("reason").textValue()).isEqualTo(reason);
    }

    private static String refusal(Answer answer) {
        return answer.summary() + " ("
                + drawbridge.logged(answer).path("detail").textValue() + ")";
    }
}
