package io.drawbridge.cors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CorsHeadersTest {

    private static final Map<String, Object> FULL_GRANT = Map.of(
            "tenantId", "acme",
            "corsAllowOrigin", "https://app.acme.example",
            "corsAllowCredentials", "true",
            "corsExposeHeaders", "ETag,X-Request-Id");

    @Test
    void a_full_grant_becomes_three_headers_and_vary() {
        assertThat(CorsHeaders.ofAuthorizer(FULL_GRANT).addTo(Map.of()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "Access-Control-Allow-Origin", "https://app.acme.example",
                        "Access-Control-Allow-Credentials", "true",
                        "Access-Control-Expose-Headers", "ETag,X-Request-Id",
                        "Vary", "Origin"));
    }

    @Test
    void what_is_not_granted_is_not_sent() {
        Map<String, String> context = Map.of(
                "corsAllowOrigin", "https://app.acme.example", "corsAllowCredentials", "", "corsExposeHeaders", "");

        assertThat(CorsHeaders.ofAuthorizer(context).addTo(Map.of()))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("Access-Control-Allow-Origin", "https://app.acme.example", "Vary", "Origin"));
    }

    static List<@Nullable Object> notAnOrigin() {
        return Arrays.asList(
                null, "", 1, true, List.of("https://a.example"), Map.of(), "https://a.example\r\nSet-Cookie: a=b");
    }

    @ParameterizedTest
    @MethodSource("notAnOrigin")
    void without_an_origin_value_nothing_but_vary_is_sent(@Nullable Object origin) {
        Map<String, @Nullable Object> context = new HashMap<>(FULL_GRANT);
        context.put("corsAllowOrigin", origin);

        assertThat(CorsHeaders.ofAuthorizer(context).addTo(Map.of())).isEqualTo(Map.of("Vary", "Origin"));
    }

    @Test
    void without_a_context_nothing_but_vary_is_sent() {
        assertThat(CorsHeaders.ofAuthorizer(null).addTo(null)).isEqualTo(Map.of("Vary", "Origin"));
        assertThat(CorsHeaders.ofAuthorizer(Map.of()).addTo(null)).isEqualTo(Map.of("Vary", "Origin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"True", "TRUE", "1", "yes", "false", " true"})
    void credentials_are_sent_only_for_exactly_true(String credentials) {
        Map<String, Object> context = new HashMap<>(FULL_GRANT);
        context.put("corsAllowCredentials", credentials);

        assertThat(CorsHeaders.ofAuthorizer(context).addTo(Map.of()))
                .containsKey("Access-Control-Allow-Origin")
                .doesNotContainKey("Access-Control-Allow-Credentials");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Accept-Encoding           | Accept-Encoding, Origin
            origin                    | origin
            Accept, ORIGIN ,Cookie    | Accept, ORIGIN ,Cookie
            X-Origin                  | X-Origin, Origin
            *                         | *
            ''                        | Origin
            """)
    void origin_is_appended_to_vary_once(String before, String after) {
        assertThat(CorsHeaders.ofAuthorizer(FULL_GRANT).addTo(Map.of("vAry", before)))
                .containsEntry("Vary", after)
                .doesNotContainKey("vAry");
    }

    @Test
    void several_spellings_of_vary_become_one_header() {
        Map<String, String> headers = Map.of("vary", "Accept", "VARY", "Accept");

        assertThat(CorsHeaders.ofAuthorizer(null).addTo(headers)).isEqualTo(Map.of("Vary", "Accept, Accept, Origin"));
    }

    @Test
    void the_backends_own_cors_values_are_dropped_in_any_spelling() {
        Map<String, String> headers = Map.of(
                "access-control-allow-origin", "*",
                "ACCESS-CONTROL-ALLOW-CREDENTIALS", "true",
                "access-Control-Expose-headers", "*",
                "Content-Type", "application/json");

        assertThat(CorsHeaders.ofAuthorizer(null).addTo(headers))
                .isEqualTo(Map.of("Content-Type", "application/json", "Vary", "Origin"));
        assertThat(CorsHeaders.ofAuthorizer(FULL_GRANT).addTo(headers))
                .containsOnlyKeys(
                        "Content-Type",
                        "Vary",
                        "Access-Control-Allow-Origin",
                        "Access-Control-Allow-Credentials",
                        "Access-Control-Expose-Headers");
    }

    @Test
    void the_given_map_is_left_alone_and_the_result_may_be_changed() {
        Map<String, String> headers = new HashMap<>(Map.of("Vary", "Accept"));

        Map<String, String> result = CorsHeaders.ofAuthorizer(FULL_GRANT).addTo(headers);
        result.put("ETag", "\"1\"");

        assertThat(headers).isEqualTo(Map.of("Vary", "Accept"));
    }

    @Test
    void the_context_is_found_in_a_whole_event() {
        Map<String, Object> event = Map.of(
                "headers",
                Map.of("origin", "https://evil.example"),
                "requestContext",
                Map.of("authorizer", FULL_GRANT));

        assertThat(CorsHeaders.ofEvent(event).addTo(Map.of()))
                .containsEntry("Access-Control-Allow-Origin", "https://app.acme.example");
    }

    static List<@Nullable Map<String, ?>> eventsWithoutContext() {
        return Arrays.asList(
                null,
                Map.of(),
                Map.of("headers", Map.of("origin", "https://evil.example")),
                Map.of("requestContext", "odd"),
                Map.of("requestContext", Map.of()),
                Map.of("requestContext", Map.of("authorizer", List.of())));
    }

    @ParameterizedTest
    @MethodSource("eventsWithoutContext")
    void an_event_without_context_grants_nothing(@Nullable Map<String, ?> event) {
        assertThat(CorsHeaders.ofEvent(event).addTo(Map.of())).isEqualTo(Map.of("Vary", "Origin"));
    }
}
