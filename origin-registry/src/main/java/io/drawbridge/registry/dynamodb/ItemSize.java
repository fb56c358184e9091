package io.drawbridge.registry.dynamodb;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How large DynamoDB takes an item to be: names and texts in UTF-8, and what each list, map and element costs.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">Item sizes</a>
 */
final class ItemSize {

    private static final int CONTAINER = 3;
    private static final int ELEMENT = 1;
    /** No number is larger. */
    private static final int SCALAR = 21;

    private ItemSize() {}

    static long of(Map<String, AttributeValue> item) {
        long bytes = 0;
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            bytes += utf8(attribute.getKey()) + of(attribute.getValue()) + ELEMENT;
        }
        return bytes;
    }

    private static long of(AttributeValue value) {
        if (value.hasM()) {
            return CONTAINER + of(value.m());
        }
        if (value.hasL()) {
            return CONTAINER
                    + value.l().stream().mapToLong(v -> of(v) + ELEMENT).sum();
        }
        return value.s() == null ? SCALAR : utf8(value.s());
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
