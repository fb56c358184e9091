package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What an import has put beside a registration, a claim or an entry of a bucket: what it becomes, or that it goes, when the
 * tenant's profile is switched to the import's generation.
 *
 * <p>So one write of the profile puts thousands of items in force at once. What only an import put there has the tenant and the
 * staged part alone.
 */
final class Staged {

    static final String STAGED = "staged";

    private static final String GENERATION = "generation";
    private static final String DELETED = "deleted";

    private Staged() {}

    /** The generation that a tenant's profile is at: that of its last import. */
    static long generation(Attributes profile) {
        return profile.optionalNumber(GENERATION).orElse(0L);
    }

    static boolean isIn(Attributes values) {
        return values.has(STAGED);
    }

    /** The generation that a part was staged for. */
    static long stagedFor(Attributes values) {
        return values.map(STAGED).number(GENERATION);
    }

    /** What an item or an entry holds beside what is staged. */
    static Optional<Attributes> base(Attributes values) {
        return values.has(OriginItem.PATTERN) ? Optional.of(values) : Optional.empty();
    }

    /** What is staged; empty if that it goes. */
    static Optional<Attributes> copy(Attributes values) {
        return values.optionalMap(STAGED).filter(s -> !s.has(DELETED));
    }

    /** What is in force of an item or an entry of a bucket. */
    static Optional<Attributes> inForce(Attributes values, ToLongFunction<TenantId> generations) {
        if (!isIn(values)) {
            return Optional.of(values);
        }
        TenantId holder = values.decode(() -> new TenantId(values.text(OriginItem.TENANT)));
        return stagedFor(values) == generations.applyAsLong(holder) ? copy(values) : base(values);
    }

    /** The staged part of what becomes a copy. */
    static AttributeValue of(long generation, Map<String, AttributeValue> copy) {
        Map<String, AttributeValue> staged = new HashMap<>(copy);
        staged.remove(Key.PK);
        staged.remove(Key.SK);
        staged.put(GENERATION, Values.number(generation));
        return AttributeValue.fromM(staged);
    }

    /** The staged part of what goes. */
    static AttributeValue deleted(long generation) {
        return new Values().number(GENERATION, generation).flag(DELETED, true).toValue();
    }
}
