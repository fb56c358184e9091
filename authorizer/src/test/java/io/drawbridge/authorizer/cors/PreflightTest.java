package io.drawbridge.authorizer.cors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PreflightTest {

    @Test
    void options_without_a_request_method_is_an_ordinary_request() {
        assertThat(Preflight.of("OPTIONS", List.of(), List.of("authorization"))).isEmpty();
    }

    @Test
    void another_method_is_never_a_preflight() {
        assertThat(Preflight.of("GET", List.of("PUT"), List.of())).isEmpty();
    }

    @Test
    void headers_of_several_lines_with_spaces_and_empty_elements_are_read() {
        assertThat(Preflight.of("OPTIONS", List.of("PUT"), List.of("authorization, X-One,,", "x-two")))
                .contains(new Preflight("PUT", List.of("authorization", "x-one", "x-two")));
    }

    @Test
    void what_is_no_token_is_never_repeated() {
        assertThat(Preflight.of("OPTIONS", List.of("P\"UT"), List.of("x-\"quote, ok")))
                .contains(new Preflight("", List.of("ok")));
    }

    @Test
    void two_request_methods_name_none() {
        assertThat(Preflight.of("OPTIONS", List.of("PUT", "GET"), List.of())).contains(new Preflight("", List.of()));
    }

    @Test
    void the_list_of_headers_is_bounded() {
        List<String> many = IntStream.range(0, 1000).mapToObj(i -> "x-" + i).toList();

        assertThat(Preflight.of("OPTIONS", List.of("PUT"), many).orElseThrow().headers())
                .hasSize(64);
    }
}
