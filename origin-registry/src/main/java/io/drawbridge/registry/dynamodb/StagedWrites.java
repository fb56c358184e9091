package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.ETag;
import io.drawbridge.registry.ImportDifference;
import io.drawbridge.registry.Origin;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.RegisteredOrigin.Status;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TenantStore.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** The parts of transactions that put one registration beside what is in force, and that settle one. */
final class StagedWrites {

    private static final String FREE_OR_MINE = "attribute_not_exists(pk) OR tenant = :tenant";

    private final TenantSource source;
    private final PublicSuffixList suffixes;

    StagedWrites(TenantSource source, PublicSuffixList suffixes) {
        this.source = source;
        this.suffixes = suffixes;
    }

    /** How many entries an import takes out of each bucket: so many more fit in beside them until it is settled. */
    Map<Key, Integer> leaving(TenantId tenant, ImportDifference difference) {
        Map<Key, Integer> leaving = new HashMap<>();
        for (ImportDifference.Item item : difference.items()) {
            Keys.bucketParent(item.pattern()).ifPresent(parent -> {
                if (item.after().isEmpty()) {
                    leaving.merge(Keys.bucket(tenant, parent), 1, Integer::sum);
                }
                if (holdsClaim(item.before().map(Stored::value)) && !holdsClaim(item.after())) {
                    leaving.merge(Keys.claimBucket(parent), 1, Integer::sum);
                }
            });
        }
        return leaving;
    }

    /**
     * Stages one change of an import's difference.
     *
     * @param leaving what {@link #leaving} says of the whole of it
     */
    List<Write> stage(
            TenantId tenant,
            ImportDifference.Item item,
            Optional<Stored<RegisteredOrigin>> after,
            long generation,
            Map<Key, Integer> leaving) {
        OriginKeys keys = new OriginKeys(tenant, item.pattern().text(), Keys.origin(tenant, item.pattern()));
        List<Write> writes = new ArrayList<>();
        AttributeValue copy =
                after.map(o -> Staged.of(generation, OriginItem.write(o))).orElseGet(() -> Staged.deleted(generation));
        writes.add(stageItem(keys, copy, item.before().map(Stored::etag)));
        Optional<Origin> parent = Keys.bucketParent(item.pattern());
        boolean held = holdsClaim(item.before().map(Stored::value));
        boolean holds = holdsClaim(item.after());
        AttributeValue claim = item.after()
                .filter(o -> holds)
                .map(o -> Staged.of(generation, OriginItem.entry(o).m()))
                .orElseGet(() -> Staged.deleted(generation));
        if (parent.isPresent()) {
            AttributeValue entry = item.after()
                    .map(o -> Staged.of(generation, OriginItem.entry(o).m()))
                    .orElseGet(() -> Staged.deleted(generation));
            writes.add(stageEntry(
                    Keys.bucket(tenant, parent.get()),
                    keys,
                    entry,
                    item.before().isPresent(),
                    leaving));
            if (held || holds) {
                writes.add(stageEntry(Keys.claimBucket(parent.get()), keys, claim, held, leaving));
            }
        } else if (held || holds) {
            writes.add(Write.update(
                    Update.builder()
                            .key(Keys.claim(item.pattern()).attributes())
                            .updateExpression("SET staged = :staged, tenant = :tenant")
                            .conditionExpression(FREE_OR_MINE)
                            .expressionAttributeValues(
                                    Map.of(":staged", claim, ":tenant", AttributeValue.fromS(tenant.value()))),
                    existing -> Outcome.CLAIMED));
        }
        return writes;
    }

    /** Where a registration is. */
    private record OriginKeys(TenantId tenant, String pattern, Key item) {}

    private static Write stageItem(OriginKeys keys, AttributeValue copy, Optional<ETag> before) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":staged", copy);
        values.put(":tenant", AttributeValue.fromS(keys.tenant().value()));
        before.ifPresent(etag -> values.putAll(VersionItem.values(etag)));
        return Write.update(
                Update.builder()
                        .key(keys.item().attributes())
                        .updateExpression("SET staged = :staged, tenant = :tenant")
                        .conditionExpression(
                                before.isPresent() ? VersionItem.UNCHANGED : "attribute_not_exists(pattern)")
                        .expressionAttributeValues(values),
                existing -> Outcome.STALE);
    }

    private static Write stageEntry(
            Key bucket, OriginKeys keys, AttributeValue staged, boolean isThere, Map<Key, Integer> leaving) {
        if (isThere) {
            return Write.update(BucketItem.stage(bucket, keys.tenant(), keys.pattern(), staged), b -> Outcome.CLAIMED);
        }
        int most = TenantStore.MAX_PARTIAL_LABELS + leaving.getOrDefault(bucket, 0);
        return Write.update(
                BucketItem.addStaged(bucket, keys.tenant(), keys.pattern(), staged, most),
                existing -> BucketItem.holds(existing, keys.pattern()) ? Outcome.CLAIMED : Outcome.FULL);
    }

    /**
     * Folds a registration's item and its claim into what is in force of them.
     *
     * @param item has something staged
     * @param generation the profile's
     */
    List<Write> settle(TenantId tenant, Attributes item, long generation, Instant now) {
        long stagedFor = Staged.stagedFor(item);
        Optional<RegisteredOrigin> base = Staged.base(item).map(OriginItem::read);
        Optional<Stored<RegisteredOrigin>> staged = Staged.copy(item).map(OriginItem::readStored);
        boolean isLive = stagedFor == generation;
        Optional<RegisteredOrigin> last = isLive ? staged.map(Stored::value) : base;
        List<Write> writes = new ArrayList<>();
        writes.add(settleItem(
                item, last.isEmpty() ? Optional.empty() : isLive ? staged : Optional.empty(), last, stagedFor));
        RegisteredOrigin any = base.or(() -> staged.map(Stored::value)).orElseThrow();
        boolean touchesClaim = holdsClaim(base) || holdsClaim(staged.map(Stored::value));
        Optional<RegisteredOrigin> holder = last.filter(this::holdsClaim);
        Optional<Origin> parent = Keys.bucketParent(any.pattern());
        if (parent.isPresent()) {
            writes.add(settleEntry(Keys.bucket(tenant, parent.get()), any, last));
            if (touchesClaim) {
                writes.add(settleEntry(Keys.claimBucket(parent.get()), any, holder));
            }
        } else if (touchesClaim) {
            writes.add(settleClaim(any, holder));
        }
        writes.addAll(settlePending(base, last, now));
        return writes;
    }

    private static Write settleItem(
            Attributes item, Optional<Stored<RegisteredOrigin>> copy, Optional<RegisteredOrigin> last, long stagedFor) {
        String unchanged = "staged.#generation = :generation";
        Map<String, String> names = Map.of("#generation", "generation");
        Map<String, AttributeValue> values = Map.of(":generation", Values.number(stagedFor));
        if (last.isEmpty()) {
            return Write.delete(
                    Delete.builder()
                            .key(item.key().attributes())
                            .conditionExpression(unchanged)
                            .expressionAttributeNames(names)
                            .expressionAttributeValues(values),
                    existing -> Outcome.STALE);
        }
        if (copy.isPresent()) {
            return Write.put(
                    Put.builder()
                            .item(OriginItem.write(copy.get()))
                            .conditionExpression(unchanged)
                            .expressionAttributeNames(names)
                            .expressionAttributeValues(values),
                    existing -> Outcome.STALE);
        }
        return Write.update(
                Update.builder()
                        .key(item.key().attributes())
                        .updateExpression("REMOVE staged")
                        .conditionExpression(unchanged)
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values),
                existing -> Outcome.STALE);
    }

    private static Write settleClaim(RegisteredOrigin any, Optional<RegisteredOrigin> holder) {
        Map<String, AttributeValue> mine =
                Map.of(":tenant", AttributeValue.fromS(any.tenant().value()));
        return holder.map(origin -> Write.put(
                        Put.builder()
                                .item(OriginItem.claim(origin))
                                .conditionExpression(FREE_OR_MINE)
                                .expressionAttributeValues(mine),
                        existing -> Outcome.CLAIMED))
                .orElseGet(() -> Write.delete(
                        Delete.builder()
                                .key(Keys.claim(any.pattern()).attributes())
                                .conditionExpression(FREE_OR_MINE)
                                .expressionAttributeValues(mine),
                        existing -> Outcome.CLAIMED));
    }

    private static Write settleEntry(Key bucket, RegisteredOrigin any, Optional<RegisteredOrigin> last) {
        return Write.update(
                last.map(origin -> BucketItem.replace(bucket, origin)).orElseGet(() -> BucketItem.remove(bucket, any)),
                existing -> Outcome.CLAIMED);
    }

    private List<Write> settlePending(
            Optional<RegisteredOrigin> before, Optional<RegisteredOrigin> after, Instant now) {
        boolean waited = before.map(this::waits).orElse(false);
        if (after.map(this::waits).orElse(false)) {
            RegisteredOrigin origin = after.orElseThrow();
            return waited
                    ? List.of()
                    : List.of(PendingItem.put(origin, suffixes.approvalDomain(origin.pattern()), now));
        }
        return waited ? List.of(PendingItem.delete(before.orElseThrow())) : List.of();
    }

    private boolean holdsClaim(Optional<RegisteredOrigin> origin) {
        return origin.map(this::holdsClaim).orElse(false);
    }

    private boolean holdsClaim(RegisteredOrigin origin) {
        return source.claims() && origin.status() != Status.PENDING;
    }

    private boolean waits(RegisteredOrigin origin) {
        return source.claims() && origin.status() == Status.PENDING;
    }
}
