package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.Change;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.IdempotencyKey;
import io.drawbridge.registry.Origin;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.RegisteredOrigin.Status;
import io.drawbridge.registry.Stamps;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore.Outcome;
import io.drawbridge.registry.json.AuditedChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** The transactions about registrations: the tenant's item, its claim and its buckets, all or nothing. */
final class OriginWrites {

    private static final String FREE = "attribute_not_exists(pk)";
    private static final String FREE_OR_MINE = "attribute_not_exists(pk) OR tenant = :tenant";

    private static final String QUIET = "attribute_exists(pk) AND " + Importing.NONE;

    private final Table table;
    private final TenantSource source;
    private final PublicSuffixList suffixes;
    private final AuditTrail audit;

    OriginWrites(Table table, TenantSource source, PublicSuffixList suffixes, AuditTrail audit) {
        this.table = table;
        this.source = source;
        this.suffixes = suffixes;
        this.audit = audit;
    }

    Outcome add(RegisteredOrigin origin, ETag etag, Change change, Optional<IdempotencyKey> key) {
        Optional<TenantId> owner = Optional.of(origin.tenant());
        Stored<RegisteredOrigin> added = new Stored<>(origin, etag, Optional.of(Stamps.created(change)));
        List<Write> writes = new ArrayList<>();
        key.ifPresent(
                k -> writes.add(RepetitionItem.put(owner, k, origin.pattern().id(), change.at())));
        writes.add(tenant(origin, change.at()));
        writes.add(Write.put(
                Put.builder().item(OriginItem.write(added)).conditionExpression(FREE), existing -> Outcome.EXISTS));
        if (holdsClaim(origin)) {
            writes.add(take(origin));
        }
        Keys.bucketParent(origin.pattern()).ifPresent(p -> writes.add(addToBucket(origin, p)));
        if (waits(origin)) {
            writes.add(PendingItem.put(origin, suffixes.approvalDomain(origin.pattern()), change.at()));
        }
        writes.add(audit(Optional.empty(), Optional.of(added), change));
        return table.write(writes);
    }

    Outcome replace(Stored<RegisteredOrigin> current, RegisteredOrigin origin, Change change) {
        Stored<RegisteredOrigin> next = current.next(origin, change);
        List<Write> writes = new ArrayList<>();
        writes.add(Write.put(
                Put.builder()
                        .item(OriginItem.write(next))
                        .conditionExpression(VersionItem.UNCHANGED)
                        .expressionAttributeValues(VersionItem.values(current.etag())),
                Write::staleOrAbsent));
        writes.add(tenant(origin, change.at()));
        boolean held = holdsClaim(current.value());
        if (holdsClaim(origin)) {
            writes.add(held ? renew(origin) : take(origin));
        } else if (held) {
            writes.add(release(origin));
        }
        Keys.bucketParent(origin.pattern())
                .ifPresent(p -> writes.add(mine(BucketItem.replace(Keys.bucket(origin.tenant(), p), origin))));
        if (waits(origin) && !waits(current.value())) {
            writes.add(PendingItem.put(origin, suffixes.approvalDomain(origin.pattern()), change.at()));
        } else if (waits(current.value()) && !waits(origin)) {
            writes.add(PendingItem.delete(origin));
        }
        writes.add(audit(Optional.of(current), Optional.of(next), change));
        return table.write(writes);
    }

    Outcome remove(Stored<RegisteredOrigin> current, Change change) {
        RegisteredOrigin origin = current.value();
        List<Write> writes = new ArrayList<>();
        writes.add(Write.delete(
                Delete.builder()
                        .key(Keys.origin(origin.tenant(), origin.pattern()).attributes())
                        .conditionExpression(VersionItem.UNCHANGED)
                        .expressionAttributeValues(VersionItem.values(current.etag())),
                Write::staleOrAbsent));
        writes.add(Write.check(
                ConditionCheck.builder()
                        .key(Keys.profile(origin.tenant()).attributes())
                        .conditionExpression(QUIET),
                profile -> refusal(profile, Outcome.ABSENT)));
        if (holdsClaim(origin)) {
            writes.add(release(origin));
        }
        Keys.bucketParent(origin.pattern())
                .ifPresent(p -> writes.add(mine(BucketItem.remove(Keys.bucket(origin.tenant(), p), origin))));
        if (waits(origin)) {
            writes.add(PendingItem.delete(origin));
        }
        writes.add(audit(Optional.of(current), Optional.empty(), change));
        return table.write(writes);
    }

    /** Checks that the tenant is there and has approved what the registration says it stands on, or has not. */
    private Write tenant(RegisteredOrigin origin, Instant now) {
        ConditionCheck.Builder check =
                ConditionCheck.builder().key(Keys.profile(origin.tenant()).attributes());
        Optional<String> standing = source.claims() ? ApprovalItem.condition(origin) : Optional.empty();
        if (standing.isEmpty()) {
            return Write.check(check.conditionExpression(QUIET), profile -> refusal(profile, Outcome.ABSENT));
        }
        Map<String, AttributeValue> values = ApprovalItem.values(origin, now);
        check.conditionExpression(QUIET + " AND " + standing.get())
                .expressionAttributeNames(ApprovalItem.names(suffixes.approvalDomain(origin.pattern())));
        if (!values.isEmpty()) {
            check.expressionAttributeValues(values);
        }
        return Write.check(check, profile -> refusal(profile, Outcome.APPROVAL_CHANGED));
    }

    private static Outcome refusal(Map<String, AttributeValue> profile, Outcome other) {
        if (profile.isEmpty()) {
            return Outcome.ABSENT;
        }
        return Importing.isIn(profile) ? Outcome.IMPORTING : other;
    }

    private boolean waits(RegisteredOrigin origin) {
        return source.claims() && origin.status() == Status.PENDING;
    }

    private Write audit(
            Optional<Stored<RegisteredOrigin>> before, Optional<Stored<RegisteredOrigin>> after, Change change) {
        TenantId owner = after.or(() -> before).orElseThrow().value().tenant();
        AuditedChange what = AuditedChange.ofOrigin(before.map(Stored::value), after.map(Stored::value));
        return audit.entry(Optional.of(owner), what, change, after.map(Stored::etag));
    }

    private boolean holdsClaim(RegisteredOrigin origin) {
        return source.claims() && origin.status() != Status.PENDING;
    }

    private static Write addToBucket(RegisteredOrigin origin, Origin parent) {
        return Write.update(BucketItem.add(Keys.bucket(origin.tenant(), parent), origin), existing -> Outcome.FULL);
    }

    private static Write take(RegisteredOrigin origin) {
        Optional<Origin> parent = Keys.bucketParent(origin.pattern());
        if (parent.isPresent()) {
            return Write.update(
                    BucketItem.add(Keys.claimBucket(parent.get()), origin),
                    existing -> claimedOrFull(existing, origin));
        }
        return putClaim(origin);
    }

    private static Write renew(RegisteredOrigin origin) {
        return Keys.bucketParent(origin.pattern())
                .map(p -> mine(BucketItem.replace(Keys.claimBucket(p), origin)))
                .orElseGet(() -> putClaim(origin));
    }

    private static Write release(RegisteredOrigin origin) {
        return Keys.bucketParent(origin.pattern())
                .map(p -> mine(BucketItem.remove(Keys.claimBucket(p), origin)))
                .orElseGet(() -> Write.delete(
                        Delete.builder()
                                .key(Keys.claim(origin.pattern()).attributes())
                                .conditionExpression(FREE_OR_MINE)
                                .expressionAttributeValues(tenant(origin)),
                        existing -> Outcome.CLAIMED));
    }

    private static Write putClaim(RegisteredOrigin origin) {
        return Write.put(
                Put.builder()
                        .item(OriginItem.claim(origin))
                        .conditionExpression(FREE_OR_MINE)
                        .expressionAttributeValues(tenant(origin)),
                existing -> Outcome.CLAIMED);
    }

    /** An entry that is not this tenant's, although its registration says so, is the other tenant's claim. */
    private static Write mine(Update.Builder update) {
        return Write.update(update, existing -> Outcome.CLAIMED);
    }

    private static Outcome claimedOrFull(Map<String, AttributeValue> bucket, RegisteredOrigin origin) {
        return BucketItem.holds(bucket, origin.pattern().text()) ? Outcome.CLAIMED : Outcome.FULL;
    }

    private static Map<String, AttributeValue> tenant(RegisteredOrigin origin) {
        return Map.of(":tenant", AttributeValue.fromS(origin.tenant().value()));
    }
}
