package io.drawbridge.authorizer.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PathFormTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a//b",
                "/a/",
                "//a",
                "/a/./b",
                "/a/../b",
                "/..",
                "/.",
                "/a;x=1",
                "/a\\b",
                "/a%2fb",
                "/a%2Fb",
                "/a%5cb",
                "/%2e%2e/a",
                "/a%2Eb",
                "/a%252fb",
                "/a%3bb",
                "/",
                "",
                "/a%3Fb",
                "/a?b",
                "/a#b",
                "/a%23b",
                "/a%61",
                "/a%5A",
                "/a%39",
                "/a%2D",
                "/a%5f",
                "/a%7E",
                "/a%00",
                "/a%1f",
                "/a%7f",
                "/a\u0000",
                "/a\u007f",
                "/a%",
                "/a%4",
                "/a%zz",
                "/a%4g",
                "/a%g4"
            })
    void a_path_with_two_readings_is_refused_below_a_greedy_resource(String path) {
        assertThat(PathForm.segments(path)).isEmpty();
        assertThat(isAccepted("/{proxy+}", path)).isFalse();
        assertThat(isAccepted("/{rest+}", path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a",
                "/a/b.c",
                "/a/..b",
                "/a/b..",
                "/a%20b",
                "/.well-known/x",
                "/...",
                "/a%40b",
                "/a%2ab",
                "/%C3%A9",
                "/%c3%a9",
                "/é",
                "/a b",
                "/a+b",
                "/*",
                "/$a",
                "/a%80",
                "/{a}"
            })
    void a_plain_path_is_accepted_there(String path) {
        assertThat(PathForm.segments(path)).isPresent();
        assertThat(isAccepted("/{proxy+}", path)).isTrue();
        assertThat(isAccepted("/{rest+}", path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"/a%40b/c%2a, a@b|c*", "/%C3%A9, é", "/é, é", "/a+b, a+b", "/😀%20, '😀 '"})
    void segments_are_decoded_once(String path, String segments) {
        assertThat(PathForm.segments(path)).contains(List.of(segments.split("\\|")));
    }

    @Test
    void a_resource_that_is_not_greedy_leaves_the_path_to_the_routing() {
        assertThat(PathForm.isAccepted("/orders/{id}", "/orders/a%2fb", "/orders/a%2fb", Map.of("id", "a/b")))
                .isTrue();
    }

    @Test
    void each_of_the_two_paths_must_be_safe() {
        assertThat(PathForm.isAccepted("/{proxy+}", "/a//b", "/b", Map.of("proxy", "b")))
                .isFalse();
        assertThat(PathForm.isAccepted("/{proxy+}", "/a/b", "/a/b", Map.of("proxy", "a/b")))
                .isTrue();
    }

    @Test
    void a_base_path_may_stand_before_the_path_and_nothing_else_may_differ() {
        assertThat(PathForm.isAccepted("/{proxy+}", "/v1/a/b", "/a/b", Map.of("proxy", "a/b")))
                .isTrue();
        assertThat(PathForm.isAccepted("/{proxy+}", "/a/c", "/a/b", Map.of("proxy", "a/b")))
                .isFalse();
    }

    @Test
    void the_path_is_what_api_gateway_put_into_the_parameter() {
        assertThat(PathForm.isAccepted("/{proxy+}", "/v1/a", "/v1/a", Map.of("proxy", "a")))
                .isFalse();
        assertThat(PathForm.isAccepted("/{proxy+}", "/a", "/a", Map.of())).isFalse();
        assertThat(PathForm.isAccepted("/{proxy+}", "/a", "/a", Map.of("other", "a")))
                .isFalse();
        assertThat(PathForm.isAccepted("/{t}/f/{p+}", "/x/f/a/b", "/x/f/a/b", Map.of("t", "x", "p", "a/b")))
                .isTrue();
        assertThat(PathForm.isAccepted("/{t}/f/{p+}", "/x", "/x", Map.of("t", "x", "p", "")))
                .isFalse();
    }

    @Test
    void a_path_that_ends_before_the_parameter_is_refused() {
        assertThat(PathForm.isAccepted("/a/{proxy+}", "/a", "/a", Map.of("proxy", "b")))
                .isFalse();
        assertThat(PathForm.isAccepted("/a/{proxy+}", "/a/b", "/a/b", Map.of("proxy", "b")))
                .isTrue();
    }

    @Test
    void the_parameter_may_hold_the_path_as_it_is_or_decoded() {
        assertThat(PathForm.isAccepted("/{p+}", "/a%20b", "/a%20b", Map.of("p", "a%20b")))
                .isTrue();
        assertThat(PathForm.isAccepted("/{p+}", "/a%20b", "/a%20b", Map.of("p", "a b")))
                .isTrue();
        assertThat(PathForm.isAccepted("/{p+}", "/a%20b", "/a%20b", Map.of("p", "a+b")))
                .isFalse();
    }

    private static boolean isAccepted(String resource, String path) {
        return PathForm.isAccepted(
                resource,
                path,
                path,
                Map.of(
                        "proxy",
                        path.substring(Math.min(1, path.length())),
                        "rest",
                        path.substring(Math.min(1, path.length()))));
    }
}
