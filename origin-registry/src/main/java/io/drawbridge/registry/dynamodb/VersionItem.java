package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.ETag;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The attributes that hold an item's tag, and the condition that it has not changed. */
final class VersionItem {

    static final String UNCHANGED = "incarnation = :incarnation AND version = :version";

    private static final String INCARNATION = "incarnation";
    private static final String VERSION = "version";

    private VersionItem() {}

    static Values write(Values item, ETag etag) {
        return item.text(INCARNATION, etag.incarnation()).number(VERSION, etag.version());
    }

    static ETag read(Attributes item) {
        return new ETag(item.text(INCARNATION), item.number(VERSION));
    }

    /** The values of {@link #UNCHANGED}. */
    static Map<String, AttributeValue> values(ETag etag) {
        return Map.of(
                ":incarnation", AttributeValue.fromS(etag.incarnation()), ":version", Values.number(etag.version()));
    }
}
