package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.Revocation;
import io.drawbridge.registry.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * A revocation, and the sequence number in its owner's profile or in the settings.
 *
 * <p>Its end is the item's time to live: DynamoDB may remove it from then on, and until it does nobody counts it.
 */
final class RevocationItem {

    /** The sequence number: raised by every change, absent before the first. No write of a profile touches it. */
    static final String SEQUENCE = "revocations";

    private static final String SAME_END = "#ttl = :ttl";
    private static final Map<String, String> TTL_NAME = Map.of("#ttl", RegistryTable.TTL);

    private static final String ISSUER = "issuer";
    private static final String SUBJECT = "subject";
    private static final String TOKEN_ID = "tokenId";
    private static final String ISSUED_BEFORE = "issuedBefore";

    private RevocationItem() {}

    static long sequence(Attributes owner) {
        return owner.optionalNumber(SEQUENCE).orElse(0L);
    }

    static Revocation read(Attributes item, Optional<TenantId> owner) {
        Revocation revocation = item.decode(() -> new Revocation(
                owner,
                item.optionalText(ISSUER),
                item.optionalText(SUBJECT),
                item.optionalText(TOKEN_ID),
                item.optionalInstant(ISSUED_BEFORE),
                Instant.ofEpochSecond(item.number(RegistryTable.TTL))));
        // Whoever copies an item by hand must not make two of one revocation.
        if (!item.key().equals(Keys.revocation(owner, revocation.id()))) {
            throw item.broken("its conditions are those of " + revocation.id());
        }
        return revocation;
    }

    /** Puts a revocation in the place of the one of the same conditions that was read there, or of none. */
    static Put.Builder put(Revocation revocation, Optional<Revocation> before) {
        Put.Builder put = Put.builder().item(write(revocation));
        return before.isEmpty()
                ? put.conditionExpression("attribute_not_exists(pk)")
                : put.conditionExpression(SAME_END)
                        .expressionAttributeNames(TTL_NAME)
                        .expressionAttributeValues(end(before.get()));
    }

    static Map<String, AttributeValue> write(Revocation revocation) {
        Values item = new Values(Keys.revocation(revocation.owner(), revocation.id()))
                .number(RegistryTable.TTL, revocation.expiresAt().getEpochSecond());
        revocation.issuer().ifPresent(v -> item.text(ISSUER, v));
        revocation.subject().ifPresent(v -> item.text(SUBJECT, v));
        revocation.tokenId().ifPresent(v -> item.text(TOKEN_ID, v));
        revocation.issuedBefore().ifPresent(v -> item.text(ISSUED_BEFORE, v.toString()));
        return item.toMap();
    }

    /** Removes a revocation that still ends as it says. */
    static Delete.Builder delete(Revocation revocation) {
        return Delete.builder()
                .key(Keys.revocation(revocation.owner(), revocation.id()).attributes())
                .conditionExpression(SAME_END)
                .expressionAttributeNames(TTL_NAME)
                .expressionAttributeValues(end(revocation));
    }

    private static Map<String, AttributeValue> end(Revocation revocation) {
        return Map.of(":ttl", Values.number(revocation.expiresAt().getEpochSecond()));
    }

    /** Raises the sequence number of an owner that is there. */
    static Update.Builder raise(Optional<TenantId> owner) {
        return raise(owner, "attribute_exists(pk)", Map.of());
    }

    /**
     * The same while the number itself shows that there is room: there can be no more revocations than there were changes.
     */
    static Update.Builder raiseWithRoom(Optional<TenantId> owner) {
        return raise(
                owner,
                "attribute_exists(pk) AND (attribute_not_exists(#sequence) OR #sequence < :most)",
                Map.of(":most", Values.number(Revocation.MAX_PER_OWNER)));
    }

    /** The same unless the number has changed. */
    static Update.Builder raiseFrom(Optional<TenantId> owner, long sequence) {
        return raise(owner, "#sequence = :sequence", Map.of(":sequence", Values.number(sequence)));
    }

    private static Update.Builder raise(
            Optional<TenantId> owner, String condition, Map<String, AttributeValue> values) {
        Map<String, AttributeValue> all = new HashMap<>(values);
        all.put(":one", Values.number(1));
        return Update.builder()
                .key(Keys.owner(owner).attributes())
                .updateExpression("ADD #sequence :one")
                .conditionExpression(condition)
                .expressionAttributeNames(Map.of("#sequence", SEQUENCE))
                .expressionAttributeValues(all);
    }
}
