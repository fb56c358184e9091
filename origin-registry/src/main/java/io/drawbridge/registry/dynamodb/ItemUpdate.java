package io.drawbridge.registry.dynamodb;

import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Replaces every attribute that a writer knows of an item, and leaves alone what others keep in it: a profile must never
 * lose or lower the sequence number of its revocations.
 */
final class ItemUpdate {

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    private ItemUpdate() {}

    /**
     * The update of an unchanged item.
     *
     * @param before the item as the same writer would have written what is stored
     * @param after the item as it shall be, of the same key
     * @param condition may use the names of {@code conditionValues}
     */
    static Update.Builder replacing(
            Map<String, AttributeValue> before,
            Map<String, AttributeValue> after,
            String condition,
            Map<String, AttributeValue> conditionValues) {
        ItemUpdate update = new ItemUpdate();
        update.values.putAll(conditionValues);
        String expression = update.expression(before, after);
        return Update.builder()
                .key(Key.of(after).attributes())
                .updateExpression(expression)
                .conditionExpression(condition)
                .expressionAttributeNames(update.names)
                .expressionAttributeValues(update.values);
    }

    private String expression(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        StringJoiner set = new StringJoiner(", ", "SET ", "");
        after.forEach((name, value) -> {
            if (!isKey(name)) {
                String placeholder = placeholder(name);
                values.put(":new" + names.size(), value);
                set.add(placeholder + " = :new" + names.size());
            }
        });
        StringJoiner remove = new StringJoiner(", ", " REMOVE ", "").setEmptyValue("");
        before.keySet().stream().filter(name -> !after.containsKey(name)).forEach(n -> remove.add(placeholder(n)));
        return set.toString() + remove;
    }

    private String placeholder(String name) {
        String placeholder = "#n" + names.size();
        names.put(placeholder, name);
        return placeholder;
    }

    private static boolean isKey(String name) {
        return name.equals(Key.PK) || name.equals(Key.SK);
    }
}
