package io.drawbridge.admin;

import static io.drawbridge.admin.AdminSession.ACME_READS;
import static io.drawbridge.admin.AdminSession.ACME_WRITES;
import static io.drawbridge.admin.AdminSession.NOW;
import static io.drawbridge.admin.AdminSession.PLATFORM;
import static io.drawbridge.admin.AdminSession.codes;
import static io.drawbridge.admin.AdminSession.json;
import static io.drawbridge.admin.AdminSession.pointers;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.issuer.IssuerName;
import io.drawbridge.issuer.KeyStore;
import io.drawbridge.issuer.TokenMinter;
import io.drawbridge.issuer.TokenRequest;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.CorsSettings;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.TenantId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dry runs: the rows in short, and what only they have; the golden cases are run through them over HTTP. */
final class DecisionResourceTest {

    private static final String DECISIONS = "/admin/tenants/{tenant}/decisions";
    private static final String PAGE = "\"origin\":\"https://app.acme.example\",";
    private static final String ORDERS = "\"method\":\"GET\",\"resource\":\"/orders\"";

    private final AdminSession session = new AdminSession();

    @Test
    void a_page_with_as_if_a_valid_token_is_allowed_and_its_headers_are_the_backends() {
        JsonNode answer = asked(PAGE + ORDERS + ",\"scopes\":[\"orders:read\"]");

        assertThat(answer.toString())
                .isEqualTo(
                        "{\"decision\":\"allow\",\"row\":4,\"reason\":\"allowed\",\"explanation\":\"The origin is registered,"
                                + " and the token is valid and may use this route.\",\"monitored\":false,\"answeredBy\":\"backend\","
                                + "\"headers\":{\"access-control-allow-origin\":\"https://app.acme.example\",\"vary\":\"Origin\"},"
                                + "\"blocked\":[]}");
    }

    @Test
    void a_preflight_gets_the_whole_grant_and_what_a_browser_would_still_block_is_named() {
        JsonNode answer = asked("\"origin\":\"https://app.acme.example\",\"method\":\"PUT\",\"resource\":\"/orders\","
                + "\"preflight\":true,\"requestHeaders\":[\"authorization\",\"x-trace\"],\"credentials\":true");

        assertThat(answer.path("row").asInt()).isEqualTo(1);
        assertThat(answer.path("status").asInt()).isEqualTo(204);
        assertThat(answer.path("headers").path("access-control-allow-methods").asText())
                .isEqualTo("GET");
        assertThat(answer.path("blocked").findValuesAsText("code"))
                .containsExactly("asked-method", "asked-header", "asked-credentials");
    }

    @Test
    void an_origin_that_is_nearly_registered_is_told_how_far_it_is_off() {
        JsonNode answer = asked("\"origin\":\"http://app.acme.example:8080\"," + ORDERS);

        assertThat(answer.path("row").asInt()).isEqualTo(10);
        assertThat(answer.path("status").asInt()).isEqualTo(403);
        assertThat(answer.path("error").asText()).isEqualTo("origin_not_allowed");
        assertThat(answer.path("headers").has("access-control-allow-origin")).isFalse();
        assertThat(answer.path("nearest").path("pattern").asText()).isEqualTo("https://app.acme.example");
        assertThat(answer.path("nearest").path("why").findValuesAsText("code"))
                .containsExactly("asked-scheme", "asked-port");
        assertThat(answer.path("nearest").path("why").path(0).path("hint").asText())
                .startsWith("Registered with https, asked with http: ");
    }

    @Test
    void what_is_wrong_with_the_form_stands_beside_the_registration_that_was_meant() {
        JsonNode answer = asked("\"origin\":\"https://App.acme.example/\"," + ORDERS);

        assertThat(answer.path("form").findValuesAsText("code"))
                .containsExactlyInAnyOrder("origin-path", "origin-upper-case");
        assertThat(answer.path("nearest").path("pattern").asText()).isEqualTo("https://app.acme.example");
        assertThat(answer.path("nearest").path("why")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 5 unauthorized 401 unauthorized missing_token",
                "{\"token\":\"x\"} | 6 unauthorized 401 unauthorized invalid_token",
                "{\"scopes\":[]} | 3 allow   allowed",
                "{\"scopes\":[],\"origin\":\"https://api.example.com\"} | 11 allow   allowed",
                "{\"origin\":\"https://api.example.com\"} | 11 deny 403 missing_token missing_token",
                "{\"origin\":\"null\"} | 10 deny 403 origin_not_allowed origin_not_allowed",
                "{\"origin\":\"null\",\"preflight\":true} | 2 deny 403 origin_not_allowed origin_not_allowed",
                "{\"origin\":\"https://app.acme.example\"} | 5 unauthorized 401 unauthorized missing_token"
            })
    void each_row_has_its_status_error_and_reason(String more, String expected) {
        ObjectNode question = (ObjectNode) AdminSession.json(new AdminAnswer(200, Map.of(), more));
        question.put("method", "GET").put("resource", "/orders");

        JsonNode answer = json(ask(ACME_WRITES, "acme", question.toString()));

        assertThat(Stream.of("row", "decision", "status", "error", "reason")
                        .map(name -> answer.path(name).asText())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"scopes\":[]} | 4 and counted.",
                "{\"preflight\":true} | 1 and counted.",
                "{} | 5 and counted. The request has no bearer token."
            })
    void of_an_origin_that_monitor_mode_lets_through_nothing_says_that_it_is_registered(String more, String expected) {
        String version =
                AdminSession.etag(session.ask(PLATFORM, "GET", Routes.PLATFORM).answer());
        session.ask(PLATFORM, "PUT", Routes.PLATFORM)
                .ifMatch(version)
                .json("{\"monitorUntil\":\"" + NOW.plusSeconds(60) + "\"}")
                .answer();
        ObjectNode question = (ObjectNode) AdminSession.json(new AdminAnswer(200, Map.of(), more));
        question.put("method", "GET").put("resource", "/orders").put("origin", "https://stranger.example");

        JsonNode answer = json(ask(ACME_WRITES, "acme", question.toString()));

        assertThat(answer.path("monitored").asBoolean()).isTrue();
        assertThat(answer.path("row").asText() + answer.path("explanation").asText())
                .startsWith(
                        expected.substring(0, 1) + "The origin is not one that this tenant may be called from; while")
                .endsWith(expected.substring(2));
    }

    @Test
    void a_route_that_is_not_there_is_the_catch_alls() {
        JsonNode answer =
                asked(PAGE + "\"method\":\"GET\",\"resource\":\"/{proxy+}\",\"path\":\"/nothing\",\"scopes\":[\"a\"]");

        assertThat(answer.path("row").asInt()).isEqualTo(13);
        assertThat(answer.path("status").asInt()).isEqualTo(404);
        assertThat(answer.path("error").asText()).isEqualTo("not_found");
        assertThat(answer.path("message").asText()).isEqualTo("There is no such route.");
    }

    @Test
    void a_token_that_is_given_is_really_verified() {
        KeyStore keys = KeyStore.inMemory();
        IssuerName own = IssuerName.tenant("acme");
        session.web.put("https://id.acme.example/jwks.json", keys.keysOf(own).toPublicJson());
        TokenRequest request = TokenRequest.from("https://id.acme.example")
                .withAudiences(List.of("api"))
                .withScopes(List.of("orders:read"));
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        String token = new TokenMinter(keys.keysOf(own), clock, () -> "t-1").mint(request);
        String forged = new TokenMinter(keys.keysOf(IssuerName.tenant("globex")), clock, () -> "t-1").mint(request);

        assertThat(asked(ORDERS + ",\"token\":\"" + token + "\"").path("reason").asText())
                .isEqualTo("allowed");
        assertThat(asked(ORDERS + ",\"token\":\"" + forged + "\"")
                        .path("reason")
                        .asText())
                .isEqualTo("invalid_signature");
        assertThat(session.fetched).containsOnly("https://id.acme.example/jwks.json");
    }

    @Test
    void a_token_that_names_another_tenant_is_answered_like_one_that_names_nobody() {
        KeyStore keys = KeyStore.inMemory();
        session.web.put(
                "https://id.example.com/jwks.json",
                keys.keysOf(IssuerName.PLATFORM).toPublicJson());
        TokenMinter minter =
                new TokenMinter(keys.keysOf(IssuerName.PLATFORM), Clock.fixed(NOW, ZoneOffset.UTC), () -> "t-1");
        TokenRequest request = TokenRequest.from("https://id.example.com").withAudiences(List.of("api"));

        for (String origin : List.of("", PAGE)) {
            String own = own(origin + ORDERS + ",\"token\":\"" + minter.mint(request.withTenant("acme")) + "\"");
            String theirs = own(origin + ORDERS + ",\"token\":\"" + minter.mint(request.withTenant("globex")) + "\"");
            String nobodys = own(origin + ORDERS + ",\"token\":\"" + minter.mint(request.withTenant("nobody")) + "\"");

            assertThat(own).contains("\"reason\":\"allowed\"");
            assertThat(theirs).contains("\"reason\":\"forbidden\"").isEqualTo(nobodys);
        }
    }

    @Test
    void keys_that_cannot_be_fetched_are_row_14_with_a_time_to_come_back() {
        String token = new TokenMinter(
                        KeyStore.inMemory().keysOf(IssuerName.tenant("acme")),
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        () -> "t-1")
                .mint(TokenRequest.from("https://id.acme.example").withAudiences(List.of("api")));

        JsonNode answer = asked(ORDERS + ",\"token\":\"" + token + "\"");

        assertThat(answer.path("row").asInt()).isEqualTo(14);
        assertThat(answer.path("headers").path("retry-after").asInt()).isPositive();
        assertThat(answer.has("detail")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"token\":[\"SECRET\"]}",
                "{\"token\":{\"a\":\"SECRET\"},\"method\":\"GET\"}",
                "{\"token\":\"SECRET\",\"token\":\"SECRET\"}",
                "{\"token\":SECRET}",
                "{\"token\":\"SECRET",
                "{\"token\":\"SECRET\",\"method\":7}",
                "{\"method\":\"GET\",\"resource\":\"/orders\",\"token\":\"SECRET\"}",
                "{\"method\":\"GET\",\"resource\":\"/orders\",\"token\":\"SECRET\",\"scopes\":[\"a\"]}"
            })
    void a_token_is_never_shown_whatever_is_wrong_with_it(String body) {
        for (Caller caller : List.of(ACME_WRITES, PLATFORM)) {
            AdminAnswer answer = ask(caller, "acme", body.replace("SECRET", "s3cr3t.t0k3n.v4lu3"));

            assertThat(answer.body() + answer.headers()).doesNotContain("s3cr3t");
        }
    }

    @Test
    void all_problems_of_a_question_are_told_at_once() {
        AdminAnswer answer = ask(
                ACME_WRITES,
                "acme",
                "{\"method\":\"G T\",\"resource\":\"orders\",\"path\":\"/x\",\"requestHeaders\":[\"a\",\"b c\"],"
                        + "\"preflight\":true,\"token\":\"x\",\"scopes\":[\"a b\"],\"colour\":1}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(pointers(answer))
                .containsExactlyInAnyOrder(
                        "/method", "/resource", "/requestHeaders/1", "/scopes", "/preflight", "/scopes/0", "/colour");
        assertThat(codes(answer)).contains("question-token", "question-preflight", "json-unknown-field");
    }

    @ParameterizedTest
    @CsvSource({
        "/orders, /orders/1",
        "/orders/{id}, /orders",
        "/orders/{id}, /orders/",
        "/orders/{id}, /orders/1/2",
        "/{proxy+}, /",
        "/a/{proxy+}, /b/c",
        "/orders, orders"
    })
    void a_path_of_another_resource_is_no_question(String resource, String path) {
        AdminAnswer answer = ask(
                ACME_WRITES,
                "acme",
                "{\"method\":\"GET\",\"resource\":\"" + resource + "\",\"path\":\"" + path + "\"}");

        assertThat(codes(answer)).containsExactly("question-path");
    }

    @Test
    void below_a_greedy_resource_the_path_decides_and_must_be_said() {
        AdminAnswer answer = ask(ACME_WRITES, "acme", "{\"method\":\"GET\",\"resource\":\"/{proxy+}\"}");

        assertThat(pointers(answer)).containsExactly("/path");
    }

    @Test
    void an_origin_of_another_tenant_is_answered_byte_for_byte_like_one_of_nobody() {
        register("globex", "https://app.globex.example");

        for (String more : List.of("", ",\"scopes\":[\"a\"]", ",\"preflight\":true")) {
            String theirs = own("\"origin\":\"https://app.globex.example\"," + ORDERS + more);
            String nobodys = own("\"origin\":\"https://app.nobody.example\"," + ORDERS + more);

            assertThat(theirs).isEqualTo(nobodys.replace("app.nobody.example", "app.globex.example"));
        }
    }

    @Test
    void a_more_specific_pattern_of_another_tenant_changes_nothing_and_only_the_platform_reads_of_it() {
        register("acme", "https://*.shared.example");
        String before = own("\"origin\":\"https://app.shared.example\"," + ORDERS + ",\"scopes\":[]");
        register("globex", "https://app.shared.example");

        assertThat(own("\"origin\":\"https://app.shared.example\"," + ORDERS + ",\"scopes\":[]"))
                .isEqualTo(before);
        JsonNode platforms =
                json(ask(PLATFORM, "acme", "{\"origin\":\"https://app.shared.example\"," + ORDERS + ",\"scopes\":[]}"));
        assertThat(platforms.path("heldBy").toString())
                .isEqualTo("{\"tenant\":\"globex\",\"pattern\":\"https://app.shared.example\"}");
        ((ObjectNode) platforms).remove("heldBy");
        assertThat(platforms).hasToString(before);
    }

    @Test
    void another_tenants_dry_run_is_not_there() {
        assertThat(ask(ACME_WRITES, "globex", "{" + ORDERS + "}"))
                .isEqualTo(ask(ACME_WRITES, "nobody", "{" + ORDERS + "}"));
        assertThat(ask(ACME_WRITES, "globex", "{" + ORDERS + "}").status()).isEqualTo(404);
    }

    @Test
    void only_the_platform_reads_what_stands_in_the_log() {
        String body = "{" + ORDERS + ",\"token\":\"x\"}";

        assertThat(json(ask(PLATFORM, "acme", body)).path("detail").asText()).isNotEmpty();
        assertThat(json(ask(ACME_WRITES, "acme", body)).has("detail")).isFalse();
    }

    @Test
    void nothing_is_written() {
        AdminAnswer before = session.ask(PLATFORM, "GET", "/admin/tenants/{tenant}")
                .of("tenant", "acme")
                .answer();
        asked(PAGE + ORDERS + ",\"scopes\":[\"a\"]");

        assertThat(session.ask(PLATFORM, "GET", "/admin/tenants/{tenant}")
                        .of("tenant", "acme")
                        .answer())
                .isEqualTo(before);
    }

    private void register(String tenant, String pattern) {
        RegisteredOrigin origin = new RegisteredOrigin(
                new TenantId(tenant),
                OriginPattern.parse(pattern).orThrow(),
                RegisteredOrigin.Status.ACTIVE,
                CorsSettings.NONE,
                Optional.empty(),
                "");
        session.store.addOrigin(origin, Change.ofRegistryFile(NOW));
    }

    private JsonNode asked(String members) {
        AdminAnswer answer = ask(ACME_READS, "acme", "{" + members + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private String own(String members) {
        return asked(members).toString();
    }

    private AdminAnswer ask(Caller caller, String tenant, String body) {
        return session.ask(caller, "POST", DECISIONS)
                .of("tenant", tenant)
                .json(body)
                .answer();
    }
}
