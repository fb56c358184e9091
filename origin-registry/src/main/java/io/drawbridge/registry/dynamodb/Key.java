package io.drawbridge.registry.dynamodb;

import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The primary key of an item. */
record Key(String pk, String sk) {

    static final String PK = "pk";
    static final String SK = "sk";

    static Key of(Map<String, AttributeValue> item) {
        return new Key(text(item, PK), text(item, SK));
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), "every item has its key").s();
    }

    Map<String, AttributeValue> attributes() {
        return Map.of(PK, AttributeValue.fromS(pk), SK, AttributeValue.fromS(sk));
    }

    @Override
    public String toString() {
        return "pk=" + pk + " sk=" + sk;
    }
}
