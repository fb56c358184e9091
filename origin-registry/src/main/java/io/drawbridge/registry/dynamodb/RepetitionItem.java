package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.IdempotencyKey;
import io.drawbridge.registry.Repetition;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantStore.Outcome;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.Put;

/** What was made with an idempotency key: forgotten after a day, though DynamoDB may remove the item days later. */
final class RepetitionItem {

    private static final String FINGERPRINT = "fingerprint";
    private static final String ID = "id";

    private RepetitionItem() {}

    static Write put(Optional<TenantId> owner, IdempotencyKey key, String id, Instant now) {
        Values item = new Values(Keys.repetition(owner, key.hash()))
                .text(FINGERPRINT, key.fingerprint())
                .text(ID, id)
                .number(RegistryTable.TTL, now.plus(IdempotencyKey.KEPT).getEpochSecond());
        return Write.put(
                Put.builder()
                        .item(item.toMap())
                        .conditionExpression("attribute_not_exists(pk) OR #ttl <= :now")
                        .expressionAttributeNames(Map.of("#ttl", RegistryTable.TTL))
                        .expressionAttributeValues(Map.of(":now", Values.number(now.getEpochSecond()))),
                existing -> Outcome.REPEATED);
    }

    static Optional<Repetition> read(Attributes item, Instant now) {
        return now.getEpochSecond() < item.number(RegistryTable.TTL)
                ? Optional.of(new Repetition(item.text(FINGERPRINT), item.text(ID)))
                : Optional.empty();
    }
}
