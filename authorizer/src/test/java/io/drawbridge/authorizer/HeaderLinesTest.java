package io.drawbridge.authorizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HeaderLinesTest {

    @Test
    void a_line_that_stands_in_both_maps_counts_once() {
        HeaderLines headers = new HeaderLines(Map.of("origin", "a"), Map.of("origin", List.of("a")));

        assertThat(headers.lines("origin")).containsExactly("a");
    }

    @Test
    void every_line_of_every_spelling_counts() {
        HeaderLines headers = new HeaderLines(
                Map.of("origin", "b", "Origin", "c"), Map.of("origin", List.of("a", "b"), "Origin", List.of("c")));

        assertThat(headers.lines("origin")).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void a_value_that_only_the_single_map_holds_counts_as_one_more_line() {
        HeaderLines headers = new HeaderLines(Map.of("origin", "x"), Map.of("origin", List.of("a")));

        assertThat(headers.lines("Origin")).containsExactly("a", "x");
    }

    @Test
    void the_same_value_under_another_spelling_is_a_second_line() {
        HeaderLines headers = new HeaderLines(Map.of("Origin", "a"), Map.of("origin", List.of("a")));

        assertThat(headers.lines("origin")).containsExactly("a", "a");
    }

    @Test
    void a_name_is_spelled_only_as_it_came() {
        HeaderLines headers = new HeaderLines(Map.of("Origin", "a"), Map.of("Origin", List.of("a")));

        assertThat(headers.isSpelled("origin")).isFalse();
        assertThat(headers.isSpelled("Origin")).isTrue();
    }
}
