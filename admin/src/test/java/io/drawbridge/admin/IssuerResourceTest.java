package io.drawbridge.admin;

import static io.drawbridge.admin.AdminSession.ACME_READS;
import static io.drawbridge.admin.AdminSession.ACME_WRITES;
import static io.drawbridge.admin.AdminSession.PLATFORM;
import static io.drawbridge.admin.AdminSession.codes;
import static io.drawbridge.admin.AdminSession.etag;
import static io.drawbridge.admin.AdminSession.json;
import static io.drawbridge.admin.AdminSession.pointers;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.issuer.IssuerName;
import io.drawbridge.issuer.KeyStore;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.TenantId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IssuerResourceTest {

    private static final String LIST = "/admin/tenants/{tenant}/issuers";
    private static final String ONE = LIST + "/{id}";
    private static final String OF_PLATFORM = "/admin/platform/issuers/{id}";
    private static final String KEYS =
            KeyStore.inMemory().keysOf(IssuerName.PLATFORM).toPublicJson();
    private static final String NEW = "{\"iss\":\"https://idp.example.com/realm\",\"audiences\":[\"api\"]}";

    private final AdminSession session = new AdminSession();

    @Test
    void every_setting_is_shown_and_what_is_shown_can_be_sent_back() {
        AdminAnswer read = tenant(ACME_READS, "GET", "own").answer();

        assertThat(read.body())
                .isEqualTo("{\"id\":\"own\",\"iss\":\"https://id.acme.example\","
                        + "\"jwksUri\":\"https://id.acme.example/jwks.json\",\"audienceClaim\":\"aud\",\"audiences\":[\"api\"],"
                        + "\"algorithms\":[\"RS256\",\"PS256\",\"ES256\",\"EdDSA\"],\"accessTokenTypeRequired\":false,"
                        + "\"tokenIdRequired\":false,\"requiredClaims\":{},\"clockSkewSeconds\":60,"
                        + "\"longestLifetimeSeconds\":86400,\"enabled\":true}");
        List<Issuer> before = issuers();

        AdminAnswer saved = put("own", read.body(), etag(read));

        assertThat(saved.status()).isEqualTo(200);
        assertThat(issuers()).isEqualTo(before);
        assertThat(session.ask(ACME_READS, "GET", LIST)
                        .of("tenant", "acme")
                        .answer()
                        .body())
                .isEqualTo("{\"items\":[" + read.body() + "]}");
    }

    @Test
    void a_preset_is_shown_as_the_settings_that_it_is() {
        session.web.put("https://idp.example.com/realm/jwks", KEYS);
        String body = "{\"iss\":\"https://idp.example.com/realm\",\"jwksUri\":\"https://idp.example.com/realm/jwks\","
                + "\"audiences\":[\"client\"],\"provider\":\"cognito\"}";

        AdminAnswer answer = put("pool", body, "");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers()).containsEntry("Location", "pool");
        assertThat(json(answer).path("issuer").path("audienceClaim").asText()).isEqualTo("client_id");
        assertThat(json(answer).path("issuer").path("requiredClaims").toString())
                .isEqualTo("{\"token_use\":\"access\"}");
        assertThat(json(answer).path("issuer").has("provider")).isFalse();
        assertThat(json(answer).path("inForce").path("everywhereBy").asText()).isEqualTo("2026-03-01T12:00:12Z");
        assertThat(tenant(PLATFORM, "GET", "pool").answer().body())
                .isEqualTo(json(answer).path("issuer").toString());
    }

    @Test
    void disabling_one_asks_nobody_and_says_by_when_it_is_in_force() {
        String body = tenant(PLATFORM, "GET", "own").answer().body().replace("\"enabled\":true", "\"enabled\":false");

        AdminAnswer answer = put("own", body, current());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(issuers().get(0).enabled()).isFalse();
        assertThat(session.fetched).isEmpty();
        assertThat(json(answer).path("inForce").path("duringOutageBy").asText()).isEqualTo("2026-03-01T12:05:02Z");
    }

    @Test
    void without_jwksUri_the_discovery_document_is_asked_once_and_what_it_says_is_stored() {
        document(
                "https://idp.example.com/realm/.well-known/openid-configuration",
                "https://idp.example.com/realm",
                "https://keys.example.com/realm");
        session.web.put("https://keys.example.com/realm", KEYS);

        AdminAnswer answer = put("idp", NEW, "");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(json(answer).path("issuer").path("jwksUri").asText()).isEqualTo("https://keys.example.com/realm");
        assertThat(json(answer).path("warnings")).isEmpty();
        assertThat(session.fetched)
                .containsExactly(
                        "https://idp.example.com/realm/.well-known/openid-configuration",
                        "https://keys.example.com/realm");
        assertThat(issuers().get(1).jwksUri()).hasToString("https://keys.example.com/realm");
    }

    @ParameterizedTest
    @CsvSource({
        "https://idp.example.com/realm, https://idp.example.com/.well-known/oauth-authorization-server/realm",
        "https://idp.example.com/a/b/, https://idp.example.com/.well-known/oauth-authorization-server/a/b",
        "https://idp.example.com, https://idp.example.com/.well-known/oauth-authorization-server",
        "https://idp.example.com/, https://idp.example.com/.well-known/oauth-authorization-server",
    })
    void an_authorization_server_that_is_no_openid_provider_is_found_too(String iss, String place) {
        document(place, iss, "https://keys.example.com/jwks");

        AdminAnswer answer = put("idp", NEW.replace("https://idp.example.com/realm", iss), "");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(issuers().get(1).jwksUri()).hasToString("https://keys.example.com/jwks");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://idp.example.com/realm/", "https://IDP.example.com/realm", "https://id.acme.example"})
    void a_document_of_another_issuer_is_no_document_of_this_one(String named) {
        document("https://idp.example.com/realm/.well-known/openid-configuration", named, "https://keys.example.com/x");

        AdminAnswer answer = put("idp", NEW, "");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(codes(answer)).containsExactly("issuer-discovery-other");
        assertThat(issuers()).hasSize(1);
    }

    @Test
    void whatever_keeps_a_document_from_being_fetched_is_one_constant_problem() {
        AdminAnswer refused = put("idp", NEW, "");
        for (String document : List.of(
                "",
                "<html>",
                "[]",
                "{\"issuer\":\"https://idp.example.com/realm\"}",
                "{\"issuer\":1}",
                "{\"issuer\":\"https://idp.example.com/realm\",\"jwks_uri\":7}",
                "{\"issuer\":\"https://idp.example.com/realm\",\"issuer\":\"x\",\"jwks_uri\":\"https://k.example\"}")) {
            session.web.put("https://idp.example.com/realm/.well-known/openid-configuration", document);

            assertThat(put("idp", NEW, "")).as(document).isEqualTo(refused);
        }
        assertThat(refused.status()).isEqualTo(422);
        assertThat(codes(refused)).containsExactly("issuer-discovery");
        assertThat(refused.body()).doesNotContain("public");
    }

    @ParameterizedTest
    @CsvSource({
        "http://keys.example.com/jwks, issuer-jwks",
        "https://keys.example.com:8443/jwks, issuer-jwks",
        "https://user@keys.example.com/jwks, issuer-jwks",
        "http://localhost:4000/jwks, issuer-local",
        "https://[::1]/jwks, issuer-local",
        "not a url, issuer-jwks",
    })
    void a_found_place_obeys_the_rules_of_a_written_one_and_is_not_asked_before(String jwksUri, String code) {
        document(
                "https://idp.example.com/realm/.well-known/openid-configuration",
                "https://idp.example.com/realm",
                jwksUri);

        AdminAnswer answer = put("idp", NEW, "");

        assertThat(codes(answer)).containsExactly(code);
        assertThat(session.fetched).hasSize(1);
        assertThat(issuers()).hasSize(1);
    }

    @Test
    void nobody_is_asked_for_a_document_that_has_other_problems() {
        AdminAnswer answer =
                put("idp", "{\"iss\":\"ftp://idp\",\"colour\":1,\"id\":\"other\",\"algorithms\":[\"HS256\"]}", "");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(codes(answer))
                .containsExactlyInAnyOrder(
                        "id-of-path", "issuer-url", "issuer-algorithm", "json-missing-field", "json-unknown-field");
        assertThat(session.fetched).isEmpty();
    }

    @Test
    void keys_make_warnings_and_keep_nobody_from_saving() {
        String body = tenant(PLATFORM, "GET", "own").answer().body();

        assertThat(warnings(put("own", body, current()))).containsExactly("issuer-keys-fetch");
        session.web.put("https://id.acme.example/jwks.json", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AA\"}]}");
        assertThat(warnings(put("own", body, current()))).containsExactly("issuer-keys-none", "issuer-keys-ignored");
        session.web.put("https://id.acme.example/jwks.json", KEYS);
        assertThat(warnings(put("own", body, current()))).isEmpty();
        String es512 = body.replaceFirst("\"algorithms\":\\[[^]]*]", "\"algorithms\":[\"ES512\"]");
        assertThat(put("own", es512, current()).status()).isEqualTo(200);
    }

    @Test
    void one_iss_is_there_once() {
        String body = "{\"iss\":\"https://id.acme.example\",\"audiences\":[\"api\"]}";

        AdminAnswer answer = put("second", body, "");

        assertThat(codes(answer)).containsExactly("duplicate");
        assertThat(pointers(answer)).containsExactly("/iss");
    }

    @ParameterizedTest
    @CsvSource({"https://id.example.com, issuer-reserved", "https://id.acme.example, issuer-claimed"})
    void an_iss_of_somebody_else_is_a_conflict(String iss, String code) {
        String body = "{\"iss\":\"" + iss + "\",\"jwksUri\":\"https://k.example.com/\",\"audiences\":[\"api\"]}";

        AdminAnswer answer = session.ask(PLATFORM, "PUT", ONE)
                .of("tenant", "globex")
                .of("id", "own")
                .json(body)
                .answer();

        assertThat(answer.status()).isEqualTo(409);
        assertThat(codes(answer)).containsExactly(code);
    }

    @Test
    void the_twenty_first_is_one_too_many() {
        for (int i = 1; i < Issuer.MAX_PER_OWNER; i++) {
            assertThat(put("n" + i, numbered(i), "").status()).isEqualTo(201);
        }

        assertThat(codes(put("n20", numbered(20), ""))).containsExactly("too-many");
        assertThat(put("n19", numbered(19), current()).status()).isEqualTo(200);
    }

    private static String numbered(int i) {
        return "{\"iss\":\"https://i" + i + ".example\",\"jwksUri\":\"https://i" + i
                + ".example/jwks\",\"audiences\":[\"api\"]}";
    }

    @Test
    void an_issuer_of_the_platform_needs_its_tenant_claim() {
        String body =
                "{\"iss\":\"https://new.example.com\",\"jwksUri\":\"https://new.example.com/k\",\"audiences\":[\"a\"]";

        assertThat(codes(platform(PLATFORM, "PUT", "new").json(body + "}").answer()))
                .containsExactly("issuer-tenant-claim");
        assertThat(platform(PLATFORM, "PUT", "new")
                        .json(body + ",\"tenantClaim\":\"tenant\"}")
                        .answer()
                        .status())
                .isEqualTo(201);
        assertThat(session.store.platform().value().issuers()).hasSize(2);
    }

    @Test
    void a_tenant_reads_its_issuers_and_writes_none_whatever_they_are() {
        String body = tenant(ACME_WRITES, "GET", "own").answer().body();
        List<Issuer> before = issuers();

        assertThat(tenant(ACME_WRITES, "PUT", "own")
                        .json(body)
                        .ifMatch(current())
                        .answer()
                        .status())
                .isEqualTo(403);
        assertThat(tenant(ACME_WRITES, "PUT", "new").json(NEW).answer().status())
                .isEqualTo(403);
        assertThat(tenant(ACME_WRITES, "DELETE", "own")
                        .ifMatch(current())
                        .answer()
                        .status())
                .isEqualTo(403);
        assertThat(session.fetched).isEmpty();
        assertThat(issuers()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void the_platforms_issuers_are_no_tenants_business(String method) {
        AdminAnswer answer = platform(ACME_WRITES, method, "main").json("{}").answer();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("id.example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void another_tenants_issuers_are_answered_like_those_of_none(String method) {
        AdminAnswer none = session.ask(ACME_WRITES, method, ONE)
                .of("tenant", "nobody")
                .of("id", "own")
                .answer();
        AdminAnswer other = session.ask(ACME_WRITES, method, ONE)
                .of("tenant", "globex")
                .of("id", "own")
                .answer();

        assertThat(other).isEqualTo(none);
        assertThat(none.status()).isEqualTo(404);
    }

    @Test
    void replacing_and_removing_need_the_version() {
        String body = tenant(PLATFORM, "GET", "own").answer().body();

        assertThat(put("own", body, "").status()).isEqualTo(428);
        assertThat(put("own", body, "\"x\"").status()).isEqualTo(412);
        assertThat(put("new", NEW, current()).status()).isEqualTo(412);
        assertThat(tenant(PLATFORM, "DELETE", "own").answer().status()).isEqualTo(428);
        assertThat(tenant(PLATFORM, "DELETE", "own").ifMatch("\"x\"").answer().status())
                .isEqualTo(412);
        assertThat(issuers()).hasSize(1);
    }

    @Test
    void what_was_removed_is_gone_and_its_version_never_comes_back() {
        String before = current();
        String body = tenant(PLATFORM, "GET", "own").answer().body();

        assertThat(tenant(PLATFORM, "DELETE", "own").ifMatch(before).answer().status())
                .isEqualTo(200);
        assertThat(tenant(PLATFORM, "GET", "own").answer().status()).isEqualTo(404);
        assertThat(tenant(PLATFORM, "DELETE", "own").ifMatch(current()).answer().status())
                .isEqualTo(404);
        assertThat(put("own", body, "").status()).isEqualTo(201);
        assertThat(put("own", body, before).status()).isEqualTo(412);
    }

    private void document(String place, String issuer, String jwksUri) {
        session.web.put(place, "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + jwksUri + "\",\"more\":[]}");
    }

    private static List<String> warnings(AdminAnswer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return json(answer).path("warnings").findValuesAsText("code");
    }

    private List<Issuer> issuers() {
        return session.store.tenant(new TenantId("acme")).orElseThrow().value().issuers();
    }

    private String current() {
        return session.store.tenant(new TenantId("acme")).orElseThrow().etag().toString();
    }

    private AdminAnswer put(String id, String body, String etag) {
        AdminSession.Ask ask = tenant(PLATFORM, "PUT", id).json(body);
        return (etag.isEmpty() ? ask : ask.ifMatch(etag)).answer();
    }

    private AdminSession.Ask tenant(Caller caller, String method, String id) {
        return session.ask(caller, method, ONE).of("tenant", "acme").of("id", id);
    }

    private AdminSession.Ask platform(Caller caller, String method, String id) {
        return session.ask(caller, method, OF_PLATFORM).of("id", id);
    }
}
