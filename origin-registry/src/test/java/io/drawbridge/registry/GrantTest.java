package io.drawbridge.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrantTest {

    private static CorsSettings methods(String... methods) {
        return new CorsSettings(
                Optional.of(List.of(methods)), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static CorsSettings headers(String... headers) {
        return new CorsSettings(
                Optional.empty(), Optional.of(List.of(headers)), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static CorsSettings exposed(String... headers) {
        return new CorsSettings(
                Optional.empty(), Optional.empty(), Optional.of(List.of(headers)), Optional.empty(), Optional.empty());
    }

    private static CorsSettings maxAge(int seconds) {
        return new CorsSettings(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(seconds));
    }

    private static List<String> problems(CorsSettings settings) {
        return settings.toGrant().problems().stream()
                .map(p -> p.pointer() + " " + p.code())
                .toList();
    }

    @Test
    void nothingSaidIsTheDefault() {
        assertThat(CorsSettings.NONE.toGrant().orThrow()).isEqualTo(Grant.DEFAULT);
        assertThat(Grant.DEFAULT.credentials()).isFalse();
    }

    @Test
    void anOriginOverridesFieldByField() {
        CorsSettings defaults = new CorsSettings(
                Optional.of(List.of("GET")),
                Optional.of(List.of("a")),
                Optional.of(List.of("b")),
                Optional.of(true),
                Optional.of(1));

        assertThat(CorsSettings.NONE.or(defaults)).isEqualTo(defaults);
        assertThat(defaults.or(CorsSettings.NONE)).isEqualTo(defaults);
        assertThat(methods("PUT").or(defaults).toGrant().orThrow())
                .isEqualTo(new Grant(List.of("PUT"), List.of("a"), List.of("b"), true, 1));
        assertThat(headers().or(defaults).toGrant().orThrow().requestHeaders()).isEmpty();
    }

    @Test
    void headerNamesAreKeptInLowerCase() {
        Grant grant = new Grant(List.of(), List.of("Authorization", "X-A"), List.of("ETag"), false, 0);

        assertThat(grant.requestHeaders()).containsExactly("authorization", "x-a");
        assertThat(grant.exposedHeaders()).containsExactly("etag");
    }

    @Test
    void aGrantIsNeverMadeOfValuesThatBreakARule() {
        assertThatThrownBy(() -> new Grant(List.of("TRACE"), List.of(), List.of(), false, -1))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(
                        "/methods/0: \"TRACE\" is a forbidden method. Browsers never send CONNECT, TRACE or TRACK (Fetch, \"forbidden method\"). Remove it. See docs/problems.md#grant-method-forbidden\n"
                                + "/maxAgeSeconds: \"-1\" is not a max age from 0 to 86400 seconds. No browser keeps a preflight longer than a day. Choose a value from 0 to 86400; 7200 and 600 are the caps of Chromium and WebKit. See docs/problems.md#grant-max-age");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "*", "M-SEARCH"})
    void aMethodInUpperCaseMayBeGranted(String method) {
        assertThat(problems(methods(method))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "G T", "GET,PUT", "GÉT", "GET\n", "(", "a/b"})
    void whatIsNoTokenIsNeitherMethodNorHeader(String text) {
        assertThat(problems(methods(text))).containsExactly("/methods/0 GRANT_METHOD");
        assertThat(problems(headers("x-a", text))).containsExactly("/requestHeaders/1 GRANT_HEADER");
        assertThat(problems(exposed(text))).containsExactly("/exposedHeaders/0 GRANT_HEADER");
    }

    @Test
    void everyCharacterOfATokenIsAllowedInAHeaderAndNoOther() {
        for (int c = 0; c < 0x100; c++) {
            boolean allowed = (Character.isLetterOrDigit(c) && c < 0x80) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
            assertThat(problems(headers("x" + (char) c)).isEmpty())
                    .as("character %d", c)
                    .isEqualTo(allowed);
        }
    }

    @Test
    void methodsAreComparedByteForByte() {
        assertThat(problems(methods("patch"))).containsExactly("/methods/0 GRANT_METHOD_CASE");
        assertThat(problems(methods("Get"))).containsExactly("/methods/0 GRANT_METHOD_CASE");
        assertThat(problems(methods("trace")))
                .containsExactly("/methods/0 GRANT_METHOD_FORBIDDEN", "/methods/0 GRANT_METHOD_CASE");
        assertThat(problems(methods("CONNECT", "TRACK")))
                .containsExactly("/methods/0 GRANT_METHOD_FORBIDDEN", "/methods/1 GRANT_METHOD_FORBIDDEN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept-Charset",
                "Accept-Encoding",
                "Access-Control-Request-Headers",
                "Access-Control-Request-Method",
                "Connection",
                "Content-Length",
                "Cookie",
                "Cookie2",
                "Date",
                "DNT",
                "Expect",
                "Host",
                "Keep-Alive",
                "Origin",
                "Referer",
                "Set-Cookie",
                "TE",
                "Trailer",
                "Transfer-Encoding",
                "Upgrade",
                "Via",
                "Proxy-Authorization",
                "proxy-",
                "Sec-Fetch-Mode",
                "sec-"
            })
    void aHeaderThatScriptsCannotSetIsRefused(String header) {
        assertThat(problems(headers(header))).containsExactly("/requestHeaders/0 GRANT_HEADER_FORBIDDEN");
    }

    @Test
    void headersThatOnlyLookForbiddenAreNot() {
        assertThat(problems(headers("proxy", "sec", "x-sec-a", "hosts", "x-http-method-override")))
                .isEmpty();
        assertThat(problems(exposed("date", "location", "x-origin", "access-controlled")))
                .isEmpty();
    }

    @Test
    void cookiesAreNeverExposed() {
        assertThat(problems(exposed("Set-Cookie", "set-cookie2")))
                .containsExactly(
                        "/exposedHeaders/0 GRANT_EXPOSED_FORBIDDEN", "/exposedHeaders/1 GRANT_EXPOSED_FORBIDDEN");
    }

    @Test
    void aStarAndCredentialsExcludeEachOtherInEveryList() {
        CorsSettings stars = new CorsSettings(
                Optional.of(List.of("*")),
                Optional.of(List.of("authorization", "*")),
                Optional.of(List.of("*")),
                Optional.of(true),
                Optional.empty());

        assertThat(problems(stars))
                .containsExactly(
                        "/methods/0 GRANT_STAR_CREDENTIALS",
                        "/requestHeaders/1 GRANT_STAR_CREDENTIALS",
                        "/exposedHeaders/0 GRANT_STAR_CREDENTIALS");
    }

    @Test
    void aStarStandsAloneButForAuthorization() {
        assertThat(problems(methods("*"))).isEmpty();
        assertThat(problems(methods("GET", "*"))).containsExactly("/methods/1 GRANT_STAR_ALONE");
        assertThat(problems(headers("*", "Authorization"))).isEmpty();
        assertThat(problems(headers("authorization", "*", "x-a")))
                .containsExactly("/requestHeaders/1 GRANT_STAR_ALONE");
        assertThat(problems(exposed("*", "authorization"))).containsExactly("/exposedHeaders/0 GRANT_STAR_ALONE");
    }

    @Test
    void theHeadersOfCorsItselfAreNobodys() {
        assertThat(problems(headers("Access-Control-Allow-Origin", "access-control-x")))
                .containsExactly("/requestHeaders/0 GRANT_HEADER_CORS", "/requestHeaders/1 GRANT_HEADER_CORS");
        assertThat(problems(exposed("Access-Control-Max-Age", "Origin")))
                .containsExactly("/exposedHeaders/0 GRANT_HEADER_CORS", "/exposedHeaders/1 GRANT_HEADER_CORS");
    }

    @Test
    void namesThatDifferInCaseAloneAreTheSame() {
        assertThat(problems(headers("X-A", "x-b", "x-a"))).containsExactly("/requestHeaders/2 DUPLICATE");
        assertThat(problems(methods("GET", "GET"))).containsExactly("/methods/1 DUPLICATE");
    }

    @Test
    void maxAgeIsAtMostADay() {
        assertThat(problems(maxAge(0))).isEmpty();
        assertThat(problems(maxAge(86_400))).isEmpty();
        assertThat(problems(maxAge(86_401))).containsExactly("/maxAgeSeconds GRANT_MAX_AGE");
        assertThat(problems(maxAge(-1))).containsExactly("/maxAgeSeconds GRANT_MAX_AGE");
    }

    @Test
    void listsAndNamesAreBounded() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            names.add("x-" + i);
        }
        assertThat(problems(headers(names.toArray(String[]::new)))).isEmpty();
        names.add("x-30");
        assertThat(problems(headers(names.toArray(String[]::new)))).containsExactly("/requestHeaders TOO_MANY");
        assertThat(problems(headers("a".repeat(64)))).isEmpty();
        assertThat(problems(headers("a".repeat(65)))).containsExactly("/requestHeaders/0 GRANT_HEADER");
    }
}
