package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * All partial labels below one host in one item, so that a request finds them by one key.
 *
 * <p>Each is an attribute under the pattern's own text, which begins with {@code http} and so can never be one of the others:
 * one update adds it to an item that may not be there yet.
 */
final class BucketItem {

    private static final String COUNT = "patternCount";
    private static final String PATTERNS = "http";

    private BucketItem() {}

    /** What is in force of it, by the generations that tenants are at. */
    static List<RegisteredOrigin> read(Attributes item, ToLongFunction<TenantId> generations) {
        return item.values().keySet().stream()
                .filter(name -> name.startsWith(PATTERNS))
                .sorted()
                .flatMap(name ->
                        Staged.inForce(item.map(name), generations).map(entry -> entry(item, name, entry)).stream())
                .toList();
    }

    /** The entries as they are. */
    static List<Attributes> entries(Attributes item) {
        return item.values().keySet().stream()
                .filter(name -> name.startsWith(PATTERNS))
                .map(item::map)
                .toList();
    }

    /** The tenant that has an entry of a pattern, in force or not. */
    static Optional<TenantId> holder(Attributes item, OriginPattern pattern) {
        return item.optionalMap(pattern.text()).map(e -> e.decode(() -> new TenantId(e.text(OriginItem.TENANT))));
    }

    private static RegisteredOrigin entry(Attributes item, String name, Attributes entry) {
        RegisteredOrigin origin = OriginItem.readEntry(entry);
        boolean belongs = name.equals(origin.pattern().text())
                && Keys.bucketParent(origin.pattern())
                        .map(p -> item.key().equals(Keys.bucket(origin.tenant(), p))
                                || item.key().equals(Keys.claimBucket(p)))
                        .orElse(false);
        if (!belongs) {
            throw item.broken(
                    "\"" + name + "\" says that it is " + origin.pattern().text() + " of tenant " + origin.tenant());
        }
        return origin;
    }

    /** Whether a bucket holds a pattern. */
    static boolean holds(Map<String, AttributeValue> item, String pattern) {
        return item.containsKey(pattern);
    }

    /** Adds a registration to a bucket that has room and does not hold its pattern. */
    static Update.Builder add(Key bucket, RegisteredOrigin origin) {
        return add(bucket, origin.pattern().text(), OriginItem.entry(origin), TenantStore.MAX_PARTIAL_LABELS);
    }

    private static Update.Builder add(Key bucket, String pattern, AttributeValue entry, int most) {
        return Update.builder()
                .key(bucket.attributes())
                .updateExpression("SET #pattern = :copy ADD #count :one")
                .conditionExpression(
                        "attribute_not_exists(#pattern) AND (attribute_not_exists(#count) OR #count < :most)")
                .expressionAttributeNames(Map.of("#pattern", pattern, "#count", COUNT))
                .expressionAttributeValues(Map.of(
                        ":copy", entry,
                        ":one", Values.number(1),
                        ":most", Values.number(most)));
    }

    /** Puts what an import makes of a pattern beside what a bucket holds of it, if it is this tenant's. */
    static Update.Builder stage(Key bucket, TenantId tenant, String pattern, AttributeValue staged) {
        return Update.builder()
                .key(bucket.attributes())
                .updateExpression("SET #pattern.#staged = :staged")
                .conditionExpression("#pattern.#tenant = :tenant")
                .expressionAttributeNames(
                        Map.of("#pattern", pattern, "#staged", Staged.STAGED, "#tenant", OriginItem.TENANT))
                .expressionAttributeValues(Map.of(":staged", staged, ":tenant", AttributeValue.fromS(tenant.value())));
    }

    /** The same in a bucket that holds fewer than {@code most} and not the pattern. */
    static Update.Builder addStaged(Key bucket, TenantId tenant, String pattern, AttributeValue staged, int most) {
        AttributeValue entry = AttributeValue.fromM(
                Map.of(OriginItem.TENANT, AttributeValue.fromS(tenant.value()), Staged.STAGED, staged));
        return add(bucket, pattern, entry, most);
    }

    /** Replaces what a bucket holds of a pattern, if it is this tenant's. */
    static Update.Builder replace(Key bucket, RegisteredOrigin origin) {
        return Update.builder()
                .key(bucket.attributes())
                .updateExpression("SET #pattern = :copy")
                .conditionExpression("#pattern.#tenant = :tenant")
                .expressionAttributeNames(Map.of("#pattern", origin.pattern().text(), "#tenant", OriginItem.TENANT))
                .expressionAttributeValues(Map.of(
                        ":copy",
                        OriginItem.entry(origin),
                        ":tenant",
                        AttributeValue.fromS(origin.tenant().value())));
    }

    /** Takes a pattern out of a bucket, if it is this tenant's. */
    static Update.Builder remove(Key bucket, RegisteredOrigin origin) {
        return Update.builder()
                .key(bucket.attributes())
                .updateExpression("REMOVE #pattern ADD #count :minusOne")
                .conditionExpression("#pattern.#tenant = :tenant")
                .expressionAttributeNames(
                        Map.of("#pattern", origin.pattern().text(), "#tenant", OriginItem.TENANT, "#count", COUNT))
                .expressionAttributeValues(Map.of(
                        ":minusOne",
                        Values.number(-1),
                        ":tenant",
                        AttributeValue.fromS(origin.tenant().value())));
    }
}
