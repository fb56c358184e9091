package io.drawbridge.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.gateway.TestCalls;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RouterTest {

    private final Router router = new Router(Stream.of(
                    "ANY /{proxy+}",
                    "GET /",
                    "GET /orders",
                    "GET /orders/{id}",
                    "DELETE /orders/{id}",
                    "GET /orders/slow",
                    "GET /orders/{id}/lines/{line}",
                    "ANY /files/{path+}",
                    "GET /files/index")
            .map(text -> text.split(" ", 2))
            .map(parts -> TestCalls.route(parts[0], parts[1], TestCalls.proxy("f")))
            .toList());

    @ParameterizedTest
    @CsvSource({
        "GET, /, /",
        "GET, /orders, /orders",
        "GET, /orders/5, /orders/{id}",
        "GET, /orders/slow, /orders/slow",
        "GET, /orders/5/lines/6, /orders/{id}/lines/{line}",
        "GET, /files/index, /files/index",
        "POST, /files/index, /files/{path+}",
        "GET, /files/a/b, /files/{path+}",
        // A verb that the most specific resource lacks goes to the catch-all, never to a sibling.
        "DELETE, /orders/slow, /{proxy+}",
        "PUT, /orders, /{proxy+}",
        "GET, /orders/, /{proxy+}",
        "GET, /orders//, /{proxy+}",
        "GET, //orders, /{proxy+}",
        "GET, /nowhere, /{proxy+}",
        "GET, /Orders, /{proxy+}",
    })
    void the_most_specific_resource_that_has_the_verb_or_else_the_catch_all_answers(
            String method, String path, String resource) {
        assertThat(router.match(method, path).map(match -> match.route().resource()))
                .contains(resource);
    }

    @Test
    void the_catch_all_does_not_take_the_root() {
        assertThat(router.match("POST", "/")).isEmpty();
    }

    @Test
    void parameters_are_decoded_and_the_greedy_one_keeps_its_slashes() {
        assertThat(router.match("GET", "/orders/a%2Fb%20c%zz").orElseThrow().parameters())
                .isEqualTo(Map.of("id", "a/b c%zz"));
        assertThat(router.match("GET", "/x//y").orElseThrow().parameters()).isEqualTo(Map.of("proxy", "x//y"));
    }

    @ParameterizedTest
    @CsvSource({
        "/orders/, /orders",
        "/orders//5, /orders/5",
        "/a%2fb, /a/b",
        "/a/./b/../c, /a/c",
        "/a/.., /",
        "/../../a, /a",
        "/, /",
    })
    void a_reading_changes_the_route_only_or_everything_or_nothing(String path, String read) {
        for (Reading reading : List.of(Reading.AS_RECEIVED, Reading.ROUTED, Reading.REWRITTEN)) {
            PathReading all = new PathReading(reading, reading, reading, reading);

            assertThat(all.routed(path)).isEqualTo(reading == Reading.AS_RECEIVED ? path : read);
            assertThat(all.seen(path)).isEqualTo(reading == Reading.REWRITTEN ? read : path);
        }
    }

    @Test
    void by_default_only_a_trailing_slash_is_overlooked_and_stays_visible() {
        assertThat(PathReading.DEFAULT.routed("/orders/")).isEqualTo("/orders");
        assertThat(PathReading.DEFAULT.seen("/orders/")).isEqualTo("/orders/");
        assertThat(PathReading.DEFAULT.routed("/a//%2f/../b")).isEqualTo("/a//%2f/../b");
    }
}
