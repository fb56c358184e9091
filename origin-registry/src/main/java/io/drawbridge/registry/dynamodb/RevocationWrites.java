package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.Revocation;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantStore.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** The transactions about revocations: the revocation and its owner's sequence number, both or neither. */
final class RevocationWrites {

    /** How often others may change the same owner's revocations between counting them and adding one. */
    private static final int ATTEMPTS = 5;

    private final Table table;

    RevocationWrites(Table table) {
        this.table = table;
    }

    Outcome revoke(Revocation revocation, Instant now) {
        Optional<TenantId> owner = revocation.owner();
        Outcome outcome = add(revocation, RevocationItem.raiseWithRoom(owner), Outcome.FULL);
        if (outcome != Outcome.FULL) {
            return outcome;
        }
        // After so many changes the number alone says nothing: only then are the revocations themselves counted.
        for (int attempt = 1; ; attempt++) {
            Outcome counted = addIfCounted(revocation, now);
            if (counted != Outcome.STALE || attempt == ATTEMPTS) {
                return counted;
            }
        }
    }

    private Outcome addIfCounted(Revocation revocation, Instant now) {
        Optional<TenantId> owner = revocation.owner();
        long sequence =
                table.read(Keys.owner(owner)).map(RevocationItem::sequence).orElse(0L);
        long others = table.query(Keys.revocations(owner), "").stream()
                .map(item -> RevocationItem.read(item, owner))
                .filter(r -> now.isBefore(r.expiresAt()) && !r.id().equals(revocation.id()))
                .count();
        return others < Revocation.MAX_PER_OWNER
                ? add(revocation, RevocationItem.raiseFrom(owner, sequence), Outcome.STALE)
                : Outcome.FULL;
    }

    private Outcome add(Revocation revocation, Update.Builder raise, Outcome refusal) {
        return table.write(List.of(
                Write.update(raise, existing -> absentOr(refusal, existing)),
                Write.put(RevocationItem.put(revocation), existing -> Outcome.DONE)));
    }

    Outcome lift(Optional<TenantId> owner, String id) {
        return table.write(List.of(
                Write.update(RevocationItem.raise(owner), existing -> Outcome.ABSENT),
                Write.delete(RevocationItem.delete(owner, id), existing -> Outcome.ABSENT)));
    }

    private static Outcome absentOr(Outcome refusal, Map<String, AttributeValue> existing) {
        return existing.isEmpty() ? Outcome.ABSENT : refusal;
    }
}
