package io.drawbridge.registry.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResourcePathTest {

    @Test
    void a_variable_is_one_segment_and_a_greedy_one_is_all_that_is_left() {
        assertThat(ResourcePath.parameters("/orders/{id}", "/orders/42")).contains(Map.of("id", "42"));
        assertThat(ResourcePath.parameters("/{tenant}/orders/{id}", "/acme/orders/a%2Fb"))
                .contains(Map.of("tenant", "acme", "id", "a%2Fb"));
        assertThat(ResourcePath.parameters("/files/{path+}", "/files/a/b//c")).contains(Map.of("path", "a/b//c"));
        assertThat(ResourcePath.parameters("/orders", "/orders")).contains(Map.of());
        assertThat(ResourcePath.parameters("/", "/")).contains(Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "/orders, orders",
        "/orders, /Orders",
        "/orders, /orders/",
        "/orders/{id}, /orders/",
        "/orders/{id}, /orders/1/2",
        "/orders/{id}, /order/1",
        "/files/{path+}, /files",
        "/files/{path+}, /files/",
        "/files/{path+}, /file/a",
        "/{a}, ''"
    })
    void every_other_path_is_none_of_the_resource(String resource, String path) {
        assertThat(ResourcePath.parameters(resource, path)).isEmpty();
    }

    @Test
    void a_sample_is_a_path_of_its_resource() {
        String sample = ResourcePath.sample("/{tenant}/orders/{id}", Map.of("tenant", "acme"));

        assertThat(sample).isEqualTo("/acme/orders/x");
        assertThat(ResourcePath.parameters("/{tenant}/orders/{id}", sample))
                .contains(Map.of("tenant", "acme", "id", "x"));
    }
}
