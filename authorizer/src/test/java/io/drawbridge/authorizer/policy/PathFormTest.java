package io.drawbridge.authorizer.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
                "/a;x=1",
                "/a\\b",
                "/a%2fb",
                "/a%2Fb",
                "/a%5cb",
                "/%2e%2e/a",
                "/a%252fb",
                "/a%3bb",
                "/"
            })
    void an_ambiguous_path_is_refused_below_a_greedy_resource(String path) {
        assertThat(PathForm.isAccepted("/{proxy+}", path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a", "/a/b.c", "/a/..b", "/a%20b", "/.well-known/x"})
    void a_plain_path_is_accepted_there(String path) {
        assertThat(PathForm.isAccepted("/files/{proxy+}", path)).isTrue();
    }

    @Test
    void a_resource_that_is_not_greedy_leaves_the_path_to_the_routing() {
        assertThat(PathForm.isAccepted("/orders/{id}", "/orders/a%2fb")).isTrue();
    }
}
