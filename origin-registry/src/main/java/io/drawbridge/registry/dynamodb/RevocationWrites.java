package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.Change;
import io.drawbridge.registry.IdempotencyKey;
import io.drawbridge.registry.Revocation;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantStore.Outcome;
import io.drawbridge.registry.json.AuditedChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** The transactions about revocations: the revocation, its owner's sequence number and the audit, all or nothing. */
final class RevocationWrites {

    /** How often others may change the same revocation, or near the bound the same owner's, between reading and writing. */
    private static final int ATTEMPTS = 5;

    private final Table table;
    private final AuditTrail audit;

    RevocationWrites(Table table, AuditTrail audit) {
        this.table = table;
        this.audit = audit;
    }

    Outcome revoke(Revocation revocation, Change change, Optional<IdempotencyKey> key) {
        for (int attempt = 1; ; attempt++) {
            Outcome outcome = attempt(revocation, change, key);
            if (outcome != Outcome.STALE || attempt == ATTEMPTS) {
                return outcome;
            }
        }
    }

    private Outcome attempt(Revocation revocation, Change change, Optional<IdempotencyKey> key) {
        Optional<TenantId> owner = revocation.owner();
        Optional<Revocation> before = find(owner, revocation.id());
        boolean standsLonger =
                before.map(b -> !b.expiresAt().isBefore(revocation.expiresAt())).orElse(false);
        List<Write> writes = new ArrayList<>();
        key.ifPresent(k -> writes.add(RepetitionItem.put(owner, k, revocation.id(), change.at())));
        if (standsLonger) {
            return writes.isEmpty() ? Outcome.DONE : table.write(writes);
        }
        writes.add(Write.put(RevocationItem.put(revocation, before), existing -> Outcome.STALE));
        AuditedChange what = AuditedChange.ofRevocation(before, Optional.of(revocation));
        writes.add(audit.entry(owner, what, change, Optional.empty()));
        Outcome outcome = add(writes, RevocationItem.raiseWithRoom(owner), Outcome.FULL);
        // After so many changes the number alone says nothing: only then are the revocations themselves counted.
        return outcome == Outcome.FULL ? addIfCounted(revocation, change.at(), writes) : outcome;
    }

    private Outcome addIfCounted(Revocation revocation, Instant now, List<Write> writes) {
        Optional<TenantId> owner = revocation.owner();
        long sequence =
                table.read(Keys.owner(owner)).map(RevocationItem::sequence).orElse(0L);
        long others = table.query(Keys.revocations(owner), "").stream()
                .map(item -> RevocationItem.read(item, owner))
                .filter(r -> now.isBefore(r.expiresAt()) && !r.id().equals(revocation.id()))
                .count();
        return others < Revocation.MAX_PER_OWNER
                ? add(writes, RevocationItem.raiseFrom(owner, sequence), Outcome.STALE)
                : Outcome.FULL;
    }

    private Outcome add(List<Write> writes, Update.Builder raise, Outcome refusal) {
        List<Write> all = new ArrayList<>(writes);
        all.add(Write.update(raise, existing -> absentOr(refusal, existing)));
        return table.write(all);
    }

    Outcome lift(Revocation revocation, Change change) {
        AuditedChange what = AuditedChange.ofRevocation(Optional.of(revocation), Optional.empty());
        return table.write(List.of(
                Write.update(RevocationItem.raise(revocation.owner()), existing -> Outcome.ABSENT),
                Write.delete(RevocationItem.delete(revocation), Write::staleOrAbsent),
                audit.entry(revocation.owner(), what, change, Optional.empty())));
    }

    Optional<Revocation> find(Optional<TenantId> owner, String id) {
        return table.read(Keys.revocation(owner, id)).map(item -> RevocationItem.read(item, owner));
    }

    private static Outcome absentOr(Outcome refusal, Map<String, AttributeValue> existing) {
        return existing.isEmpty() ? Outcome.ABSENT : refusal;
    }
}
