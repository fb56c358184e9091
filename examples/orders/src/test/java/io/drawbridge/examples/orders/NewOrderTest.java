package io.drawbridge.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NewOrderTest {

    private static final String ITEM = "item must be a text of 1 to 100 characters.";
    private static final String QUANTITY = "quantity must be a whole number from 1 to 1000.";
    private static final String FIELD = "There is no such field; an order has item and quantity only.";
    private static final String BODY =
            "The body must be one JSON object such as {\"item\": \"rope\", \"quantity\": 2}, each field once.";

    @Test
    void an_order_has_an_item_and_a_quantity() {
        assertThat(NewOrder.parse("{\"quantity\":1000,\"item\":\" rope \"}"))
                .isEqualTo(new NewOrder.Valid(new NewOrder("rope", 1000)));
    }

    @Test
    void the_longest_item_is_taken_and_a_longer_one_is_not() {
        assertThat(NewOrder.parse(order("x".repeat(100), "1"))).isInstanceOf(NewOrder.Valid.class);
        assertThat(NewOrder.parse(order("x".repeat(101), "1"))).isEqualTo(new NewOrder.Invalid(List.of(ITEM)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "1.0", "\"1\"", "null", "99999999999", "[1]", "{\"item\":1}"})
    void a_quantity_is_a_whole_number_in_bounds(String quantity) {
        assertThat(NewOrder.parse(order("rope", quantity))).isEqualTo(new NewOrder.Invalid(List.of(QUANTITY)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"  \"", "1", "null", "[\"rope\"]", "{\"item\":\"rope\"}"})
    void an_item_is_a_text(String item) {
        assertThat(NewOrder.parse("{\"item\":" + item + ",\"quantity\":1}"))
                .isEqualTo(new NewOrder.Invalid(List.of(ITEM)));
    }

    @Test
    void all_problems_are_reported_at_once() {
        assertThat(NewOrder.parse("{\"tenant\":\"globex\",\"item\":\"\",\"quantity\":0}"))
                .isEqualTo(new NewOrder.Invalid(List.of(FIELD, ITEM, QUANTITY)));
        assertThat(NewOrder.parse("{}")).isEqualTo(new NewOrder.Invalid(List.of(ITEM, QUANTITY)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "null",
                "\"item\"",
                "{",
                "{\"item\":\"rope\",\"quantity\":1",
                "{\"item\":\"rope\",\"quantity\":1}}",
                "{\"item\":\"rope\",\"quantity\":1} {}",
                "{\"item\":\"rope\",\"item\":\"anvil\",\"quantity\":1}",
                "item=rope&quantity=1"
            })
    void what_is_not_one_json_object_is_refused_whole(@Nullable String body) {
        assertThat(NewOrder.parse(body)).isEqualTo(new NewOrder.Invalid(List.of(BODY)));
    }

    private static String order(String item, String quantity) {
        return "{\"item\":\"" + item + "\",\"quantity\":" + quantity + "}";
    }
}
