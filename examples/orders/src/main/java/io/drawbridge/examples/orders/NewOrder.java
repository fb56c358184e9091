package io.drawbridge.examples.orders;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for.
 *
 * @param item 1 to 100 characters
 * @param quantity 1 to 1000
 */
record NewOrder(String item, int quantity) {

    private static final int MAX_ITEM_LENGTH = 100;
    private static final int MAX_QUANTITY = 1000;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Either the order or everything that is wrong with it. */
    sealed interface Parsed {}

    /** The body was in order. */
    record Valid(NewOrder order) implements Parsed {}

    /** Each problem is a sentence that names the field and the rule. */
    record Invalid(List<String> problems) implements Parsed {
        Invalid {
            problems = List.copyOf(problems);
        }
    }

    /** Parses {@code {"item": "…", "quantity": n}} and reports all problems at once. */
    static Parsed parse(@Nullable String body) {
        if (body == null || body.isBlank()) {
            return notAnOrder();
        }
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return notAnOrder();
            }
            return new Fields().read(json);
        } catch (IOException notJson) {
            return notAnOrder();
        }
    }

    private static Invalid notAnOrder() {
        return new Invalid(List.of(
                "The body must be one JSON object such as {\"item\": \"rope\", \"quantity\": 2}, each field once."));
    }

    /** Collects the fields of one body. */
    private static final class Fields {
        private final List<String> problems = new ArrayList<>();
        private @Nullable String item;
        private int quantity;

        Parsed read(JsonParser json) throws IOException {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "item" -> item = item(json);
                    case "quantity" -> quantity = quantity(json);
                    default -> problems.add("There is no such field; an order has item and quantity only.");
                }
                json.skipChildren();
            }
            if (json.nextToken() != null) {
                return notAnOrder();
            }
            return result();
        }

        private Parsed result() {
            if (item == null) {
                problems.add("item must be a text of 1 to 100 characters.");
            }
            if (quantity == 0) {
                problems.add("quantity must be a whole number from 1 to 1000.");
            }
            return item != null && problems.isEmpty() ? new Valid(new NewOrder(item, quantity)) : new Invalid(problems);
        }

        private static @Nullable String item(JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                return null;
            }
            String text = json.getText().strip();
            return text.isEmpty() || text.length() > MAX_ITEM_LENGTH ? null : text;
        }

        private static int quantity(JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
                    || json.getNumberType() != JsonParser.NumberType.INT) {
                return 0;
            }
            int number = json.getIntValue();
            return number >= 1 && number <= MAX_QUANTITY ? number : 0;
        }
    }
}
