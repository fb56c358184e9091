package io.drawbridge.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantExplanationTest {

    private static final Grant SOME = new Grant(List.of("PUT"), List.of("authorization", "x-a"), List.of(), false, 600);
    private static final Grant STAR = new Grant(List.of("*"), List.of("*"), List.of(), false, 600);

    @ParameterizedTest
    @CsvSource({
        "GET, true",
        "head, true",
        "POST, true",
        "put, true",
        "PUT, true",
        "PATCH, false",
        "patch, false",
        "DELETE, false"
    })
    void methods_are_compared_as_browsers_do(String method, boolean allowed) {
        assertThat(GrantExplanation.of(SOME, method, List.of(), false).isEmpty())
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "authorization, true",
        "Authorization, true",
        "X-A, true",
        "accept, true",
        "content-type, false",
        "x-b, false"
    })
    void headers_are_compared_as_browsers_do(String header, boolean allowed) {
        assertThat(GrantExplanation.of(SOME, "GET", List.of(header), false).isEmpty())
                .isEqualTo(allowed);
    }

    @Test
    void a_star_covers_everything_but_authorization_and_nothing_with_credentials() {
        assertThat(GrantExplanation.of(STAR, "PATCH", List.of("x-b"), false)).isEmpty();
        assertThat(GrantExplanation.of(STAR, "PATCH", List.of("authorization"), false))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.ASKED_HEADER);
        assertThat(GrantExplanation.of(STAR, "PATCH", List.of("x-b"), true))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.ASKED_METHOD, ProblemCode.ASKED_HEADER, ProblemCode.ASKED_CREDENTIALS);
    }

    @Test
    void each_header_that_is_missing_is_named_once_and_in_order() {
        assertThat(GrantExplanation.of(SOME, "GET", List.of("x-c", "x-b", "X-C", "x-a"), false))
                .extracting(Problem::value)
                .containsExactly("x-c", "x-b");
    }
}
