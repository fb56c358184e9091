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
    void the_two_maps_of_an_answer_become_one_without_the_backends_own_cors_values() {
        Map<String, String> headers = Map.of(
                "Content-Type", "application/json",
                "access-control-allow-origin", "*",
                "X-Both", "lost",
                "vary", "Accept");
        Map<String, List<String>> lists = Map.of(
                "Set-Cookie", List.of("a=1", "b=2"),
                "Access-Control-Allow-Origin", List.of("https://a.example", "https://b.example"),
                "ACCESS-CONTROL-EXPOSE-HEADERS", List.of("*"),
                "x-both", List.of("kept"),
                "VARY", List.of("Cookie", " Accept-Language "));

        assertThat(CorsHeaders.ofAuthorizer(FULL_GRANT).addTo(headers, lists))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "Content-Type", List.of("application/json"),
                        "Set-Cookie", List.of("a=1", "b=2"),
                        "x-both", List.of("kept"),
                        "Vary", List.of("Accept, Cookie, Accept-Language, Origin"),
                        "Access-Control-Allow-Origin", List.of("https://app.acme.example"),
                        "Access-Control-Allow-Credentials", List.of("true"),
                        "Access-Control-Expose-Headers", List.of("ETag,X-Request-Id")));
        assertThat(CorsHeaders.ofAuthorizer(null).addTo(headers, lists))
                .containsOnlyKeys("Content-Type", "Set-Cookie", "x-both", "Vary");
    }

    @Test
    void an_answer_with_lists_alone_is_read_the_same() {
        assertThat(CorsHeaders.ofAuthorizer(FULL_GRANT).addTo(null, Map.of("vary", List.of("Origin", "Accept"))))
                .containsEntry("Vary", List.of("Origin, Accept"))
                .containsEntry("Access-Control-Allow-Origin", List.of("https://app.acme.example"));
        assertThat(CorsHeaders.ofAuthorizer(null).addTo(null, null)).isEqualTo(Map.of("Vary", List.of("Origin")));
    }

    @Test
    void two_spellings_of_one_name_in_one_map_stay_two_headers() {
        Map<String, String> cookies = Map.of("Set-Cookie", "a=1", "set-cookie", "b=2");

        assertThat(CorsHeaders.ofAuthorizer(null).addTo(cookies)).containsAllEntriesOf(cookies);
    }

    /** API Gateway answers 502 to a function's header that is null. */
    @Test
    void a_header_without_a_name_or_a_value_is_left_out() {
        Map<@Nullable String, @Nullable String> headers = new HashMap<>();
        headers.put(null, "a");
        headers.put("ETag", null);
        headers.put("vary", null);
        Map<@Nullable String, @Nullable List<@Nullable String>> lists = new HashMap<>();
        lists.put(null, List.of("a"));
        lists.put("X-None", null);
        lists.put("X-Empty", List.of());
        lists.put("X-Some", Arrays.asList(null, "b"));

        assertThat(CorsHeaders.ofAuthorizer(null).addTo(asHeaders(headers))).isEqualTo(Map.of("Vary", "Origin"));
        assertThat(CorsHeaders.ofAuthorizer(null).addTo(null, asHeaders(lists)))
                .isEqualTo(Map.of("Vary", List.of("Origin"), "X-Some", List.of("b")));
    }

    /** What a caller without null checks hands over. */
    @SuppressWarnings({"unchecked", "rawtypes", "NullAway"})
    private static <V> Map<String, V> asHeaders(Map headers) {
        return headers;
    }

    @Test
    void lists_are_left_alone_and_the_result_may_be_changed() {
        Map<String, List<String>> lists = new HashMap<>(Map.of("Set-Cookie", List.of("a=1")));

        Map<String, List<String>> result = CorsHeaders.ofAuthorizer(FULL_GRANT).addTo(null, lists);
        result.values().forEach(values -> values.add("more"));

        assertThat(lists).isEqualTo(Map.of("Set-Cookie", List.of("a=1")));
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
