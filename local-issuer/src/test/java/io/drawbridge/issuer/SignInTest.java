package io.drawbridge.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signing in as a browser does it, over HTTP. */
final class SignInTest {

    private static final KeyStore KEYS = KeyStore.inMemory();
    private static final String PAGE = "http://localhost:3000/admin";
    private static final String VERIFIER = "v".repeat(43);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @SuppressWarnings("NullAway.Init") // set before each test
    private LocalIssuer issuer;

    @BeforeEach
    void start() throws IOException {
        issuer = LocalIssuer.start(
                new LocalIssuer.Settings(0, Optional.empty(), Set.of(IssuerName.PLATFORM, IssuerName.tenant("acme"))),
                KEYS);
        issuer.serve(new SignIn(
                new SignIn.Settings(
                        platform(), Set.of(URI.create(PAGE)), List.of("acme", "globex"), Duration.ofMinutes(10)),
                KEYS.keysOf(IssuerName.PLATFORM),
                clock(() -> now),
                () -> "id-1",
                new Random(7)));
    }

    private static Clock clock(InstantSource time) {
        return new Clock() {
            @Override
            public Instant instant() {
                return time.instant();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }
        };
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    private String platform() {
        return "http://localhost:" + issuer.port() + "/platform";
    }

    @Test
    void discovery_names_the_endpoints_of_the_platform_and_of_nobody_else() {
        JsonNode platform = json(get("/platform/.well-known/openid-configuration"));
        assertThat(platform.path("authorization_endpoint").asText()).isEqualTo(platform() + "/authorize");
        assertThat(platform.path("token_endpoint").asText()).isEqualTo(platform() + "/token");
        assertThat(platform.path("end_session_endpoint").asText()).isEqualTo(platform() + "/end-session");
        assertThat(platform.path("code_challenge_methods_supported")).hasToString("[\"S256\"]");
        assertThat(platform.path("authorization_response_iss_parameter_supported")
                        .asBoolean())
                .isTrue();

        JsonNode acme = json(get("/tenants/acme/.well-known/openid-configuration"));
        assertThat(acme.has("authorization_endpoint")).isFalse();
        assertThat(get("/tenants/acme/authorize").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"PLATFORM, , admin", "WRITER, acme, alice", "READER, acme, alice"})
    void a_code_is_exchanged_for_the_token_that_the_token_command_would_mint(String role, String tenant, String who) {
        Map<String, String> answer = chosen(role, tenant == null ? "" : tenant);
        assertThat(answer).containsEntry("state", "s t/ä").containsEntry("iss", platform());

        HttpResponse<String> exchanged = exchange(code(answer), Map.of());

        assertThat(exchanged.statusCode()).as(exchanged.body()).isEqualTo(200);
        assertThat(exchanged.headers().firstValue("cache-control")).contains("no-store");
        JsonNode tokens = json(exchanged);
        assertThat(tokens.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(tokens.path("expires_in").asInt()).isEqualTo(600);
        TokenRequest asked = TokenRequest.from(platform());
        TokenRequest expected = role.equals("PLATFORM")
                ? asked.asAdministrator()
                : asked.withTenant("acme")
                        .withScopes(List.of(role.equals("WRITER") ? "registry:write" : "registry:read"));
        String minted = new TokenMinter(
                        KEYS.keysOf(IssuerName.PLATFORM), Clock.fixed(now, ZoneOffset.UTC), () -> "id-1")
                .mint(expected);
        assertThat(tokens.path("access_token").asText()).isEqualTo(minted);
        JsonNode id = claims(tokens.path("id_token").asText());
        assertThat(id.path("aud").asText()).isEqualTo("drawbridge-admin");
        assertThat(id.path("nonce").asText()).isEqualTo("n-1");
        assertThat(id.path("sub").asText()).isEqualTo(who);
        assertThat(id.has("scope")).isFalse();
    }

    @Test
    void a_code_works_once() {
        String code = code(chosen("PLATFORM", ""));

        assertThat(exchange(code, Map.of()).statusCode()).isEqualTo(200);
        assertRefused(exchange(code, Map.of()));
    }

    @Test
    void a_code_works_for_a_minute() {
        String code = code(chosen("PLATFORM", ""));
        String late = code(chosen("PLATFORM", ""));

        now = now.plusSeconds(59);
        assertThat(exchange(code, Map.of()).statusCode()).isEqualTo(200);
        now = now.plusSeconds(1);
        assertRefused(exchange(late, Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "code_verifier, wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww",
        "code_verifier, vvv",
        "client_id, other",
        "redirect_uri, http://localhost:3000/admin/",
        "code, AAAA"
    })
    void a_code_is_for_the_one_who_asked_and_a_wrong_guess_uses_it_up(String name, String value) {
        String code = code(chosen("PLATFORM", ""));

        assertRefused(exchange(code, Map.of(name, value)));
        if (!name.equals("code")) {
            assertRefused(exchange(code, Map.of()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "redirect_uri, http://localhost:3000/admin/",
        "redirect_uri, http://localhost:3001/admin",
        "redirect_uri, https://evil.example/",
        "client_id, other"
    })
    void a_stranger_is_told_on_the_spot_and_sent_nowhere(String name, String value) {
        HttpResponse<String> answer = get("/platform/authorize?" + query(Map.of(name, value)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("location")).isEmpty();
        assertThat(answer.body()).contains("<h1>This page may not sign you in here</h1>");
        assertThat(submit(query(Map.of(name, value)), "PLATFORM", "").statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "response_type, token, unsupported_response_type",
        "scope, profile, invalid_scope",
        "code_challenge_method, plain, invalid_request",
        "code_challenge_method, '', invalid_request",
        "code_challenge, short, invalid_request"
    })
    void a_wrong_request_is_told_to_the_page(String name, String value, String error) {
        HttpResponse<String> answer = get("/platform/authorize?" + query(Map.of(name, value)));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer))
                .containsEntry("error", error)
                .containsEntry("iss", platform())
                .doesNotContainKey("code");
        assertThat(location(submit(query(Map.of(name, value)), "PLATFORM", ""))).doesNotContainKey("code");
    }

    @Test
    void a_parameter_that_is_there_twice_is_refused() {
        assertThat(get("/platform/authorize?" + query(Map.of()) + "&state=other")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whoever_is_signed_in_is_not_asked_again_until_they_sign_out() {
        String silent = "/platform/authorize?" + query(Map.of("prompt", "none"));
        assertThat(location(get(silent))).containsEntry("error", "login_required");

        String cookie = submit(query(Map.of()), "READER", "acme")
                .headers()
                .firstValue("set-cookie")
                .orElseThrow();
        assertThat(cookie).endsWith("; Path=/platform; HttpOnly; SameSite=Lax");
        String session = cookie.substring(0, cookie.indexOf(';'));
        String code = code(location(get(silent, "Cookie", "a=b; " + session)));
        assertThat(claims(json(exchange(code, Map.of())).path("access_token").asText())
                        .path("scope")
                        .asText())
                .isEqualTo("registry:read");

        HttpResponse<String> out =
                get("/platform/end-session?post_logout_redirect_uri=" + encoded(PAGE), "Cookie", session);
        assertThat(out.headers().firstValue("location")).contains(PAGE);
        assertThat(location(get(silent, "Cookie", session))).containsEntry("error", "login_required");
    }

    @Test
    void signing_out_leads_to_no_other_page() {
        HttpResponse<String> out = get("/platform/end-session?post_logout_redirect_uri=https%3A%2F%2Fevil.example");

        assertThat(out.statusCode()).isEqualTo(200);
        assertThat(out.headers().firstValue("location")).isEmpty();
    }

    @Test
    void the_form_has_no_script_and_escapes_what_it_carries_on() {
        HttpResponse<String> form =
                get("/platform/authorize?" + query(Map.of("state", "\"><script>alert(1)</script>")));

        assertThat(form.statusCode()).isEqualTo(200);
        assertThat(form.body())
                .doesNotContain("<script")
                .contains("value=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\"");
        assertThat(form.headers().firstValue("content-security-policy").orElse(""))
                .startsWith("default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'");
        assertThat(get("/platform/sign-in.css").headers().firstValue("content-type"))
                .contains("text/css; charset=utf-8");
    }

    @ParameterizedTest
    @CsvSource({"WRITER, ''", "READER, '../x'", "'', acme", "OWNER, acme"})
    void a_choice_that_is_none_is_asked_for_again(String role, String tenant) {
        HttpResponse<String> answer = submit(query(Map.of()), role, tenant);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("role=\"alert\">Choose who to be.").contains("name=\"state\"");
    }

    @Test
    void a_form_that_stands_elsewhere_chooses_for_nobody() {
        for (String origin : List.of("https://evil.example", "null", "http://localhost:3000")) {
            assertThat(send("/platform/authorize", query(Map.of()) + "&role=PLATFORM", "Origin", origin)
                            .statusCode())
                    .as(origin)
                    .isEqualTo(403);
        }
        assertThat(send("/platform/authorize", query(Map.of()) + "&role=PLATFORM")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void only_the_page_may_read_tokens_from_a_browser() {
        HttpResponse<String> read = exchange(code(chosen("PLATFORM", "")), Map.of());
        assertThat(read.headers().firstValue("access-control-allow-origin")).contains("http://localhost:3000");
        assertThat(read.headers().firstValue("vary")).contains("Origin");

        String code = code(chosen("PLATFORM", ""));
        HttpResponse<String> stranger =
                send("/platform/token", tokenForm(code, Map.of()), "Origin", "http://localhost:3001");
        assertThat(stranger.statusCode()).isEqualTo(403);
        assertThat(stranger.headers().firstValue("access-control-allow-origin")).isEmpty();
        // Nor may it use a code up.
        assertThat(exchange(code, Map.of()).statusCode()).isEqualTo(200);
    }

    @Test
    void the_token_endpoint_takes_one_grant_in_one_form() {
        String form = tokenForm(code(chosen("PLATFORM", "")), Map.of("grant_type", "password"));
        HttpResponse<String> other = send("/platform/token", form);
        assertThat(json(other).path("error").asText()).isEqualTo("unsupported_grant_type");
        assertThat(send("/platform/token", form, "Content-Type", "text/plain").statusCode())
                .isEqualTo(400);
        assertThat(send("/platform/token", "a=" + "b".repeat(17_000)).statusCode())
                .isEqualTo(400);
        assertThat(get("/platform/token").statusCode()).isEqualTo(404);
    }

    private static String code(Map<String, String> answer) {
        return Objects.requireNonNull(answer.get("code"));
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("error").asText()).isEqualTo("invalid_grant");
    }

    /** What the page is sent when somebody chose. */
    private Map<String, String> chosen(String role, String tenant) {
        HttpResponse<String> answer = submit(query(Map.of()), role, tenant);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return location(answer);
    }

    private HttpResponse<String> submit(String query, String role, String tenant) {
        return send(
                "/platform/authorize",
                query + "&role=" + encoded(role) + "&tenant=" + encoded(tenant),
                "Origin",
                issuer.baseUrl());
    }

    private HttpResponse<String> exchange(String code, Map<String, String> changes) {
        return send("/platform/token", tokenForm(code, changes), "Origin", "http://localhost:3000");
    }

    private static String tokenForm(String code, Map<String, String> changes) {
        Map<String, String> form = new LinkedHashMap<>(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "client_id",
                "drawbridge-admin",
                "redirect_uri",
                PAGE,
                "code_verifier",
                VERIFIER));
        form.putAll(changes);
        return new Parameters(form).encoded();
    }

    private static String query(Map<String, String> changes) {
        Map<String, String> query = new LinkedHashMap<>(Map.of(
                "response_type",
                "code",
                "client_id",
                "drawbridge-admin",
                "redirect_uri",
                PAGE,
                "scope",
                "openid registry:admin",
                "state",
                "s t/ä",
                "nonce",
                "n-1",
                "code_challenge",
                AuthorizationRequest.challenge(VERIFIER),
                "code_challenge_method",
                "S256"));
        query.putAll(changes);
        return new Parameters(query).encoded();
    }

    private static String encoded(String text) {
        return new Parameters(Map.of("x", text)).encoded().substring(2);
    }

    private static Map<String, String> location(HttpResponse<String> answer) {
        String target = answer.headers().firstValue("location").orElseThrow();
        assertThat(target).startsWith(PAGE + "?");
        return Parameters.read(target.substring(PAGE.length() + 1))
                .orElseThrow()
                .values();
    }

    private static JsonNode claims(String token) {
        return parse(new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return parse(answer.body());
    }

    private static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    private HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        return ask(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> send(String path, String form, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(form));
        request.setHeader("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return ask(request);
    }

    private HttpResponse<String> ask(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + issuer.port() + path);
    }
}
