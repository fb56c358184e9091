package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.TenantStore.Outcome;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * One part of a transaction.
 *
 * @param key the item in question: a transaction meets each but once
 * @param request what to write for a table's name
 * @param refusal what it means when its condition fails over an item that is there (or the empty map)
 */
record Write(
        Key key, Function<String, TransactWriteItem> request, Function<Map<String, AttributeValue>, Outcome> refusal) {

    private static final ReturnValuesOnConditionCheckFailure SHOW = ReturnValuesOnConditionCheckFailure.ALL_OLD;

    static Write check(ConditionCheck.Builder check, Function<Map<String, AttributeValue>, Outcome> refusal) {
        return new Write(
                Key.of(check.build().key()),
                table -> TransactWriteItem.builder()
                        .conditionCheck(check.tableName(table)
                                .returnValuesOnConditionCheckFailure(SHOW)
                                .build())
                        .build(),
                refusal);
    }

    static Write put(Put.Builder put, Function<Map<String, AttributeValue>, Outcome> refusal) {
        return new Write(
                Key.of(put.build().item()),
                table -> TransactWriteItem.builder()
                        .put(put.tableName(table)
                                .returnValuesOnConditionCheckFailure(SHOW)
                                .build())
                        .build(),
                refusal);
    }

    static Write update(Update.Builder update, Function<Map<String, AttributeValue>, Outcome> refusal) {
        return new Write(
                Key.of(update.build().key()),
                table -> TransactWriteItem.builder()
                        .update(update.tableName(table)
                                .returnValuesOnConditionCheckFailure(SHOW)
                                .build())
                        .build(),
                refusal);
    }

    static Write delete(Delete.Builder delete, Function<Map<String, AttributeValue>, Outcome> refusal) {
        return new Write(
                Key.of(delete.build().key()),
                table -> TransactWriteItem.builder()
                        .delete(delete.tableName(table)
                                .returnValuesOnConditionCheckFailure(SHOW)
                                .build())
                        .build(),
                refusal);
    }

    /** What a failed comparison of versions means. */
    static Outcome staleOrAbsent(Map<String, AttributeValue> existing) {
        return existing.isEmpty() ? Outcome.ABSENT : Outcome.STALE;
    }
}
