package io.drawbridge.registry.dynamodb;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attributes to be written, by name: the mirror of {@link Attributes}. */
final class Values {

    private final Map<String, AttributeValue> values = new HashMap<>();

    Values() {}

    /** The attributes of an item, its key among them. */
    Values(Key key) {
        values.putAll(key.attributes());
    }

    static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    Values text(String name, String value) {
        values.put(name, AttributeValue.fromS(value));
        return this;
    }

    Values number(String name, long value) {
        values.put(name, number(value));
        return this;
    }

    Values flag(String name, boolean value) {
        values.put(name, AttributeValue.fromBool(value));
        return this;
    }

    Values bytes(String name, byte[] value) {
        values.put(name, AttributeValue.fromB(SdkBytes.fromByteArray(value)));
        return this;
    }

    Values texts(String name, Collection<String> value) {
        return list(name, value, AttributeValue::fromS);
    }

    Values map(String name, Values value) {
        values.put(name, AttributeValue.fromM(value.toMap()));
        return this;
    }

    <T> Values list(String name, Collection<T> value, Function<T, AttributeValue> encoder) {
        values.put(name, AttributeValue.fromL(value.stream().map(encoder).toList()));
        return this;
    }

    AttributeValue toValue() {
        return AttributeValue.fromM(toMap());
    }

    Map<String, AttributeValue> toMap() {
        return Map.copyOf(values);
    }
}
