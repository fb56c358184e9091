package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.Page;
import io.drawbridge.registry.PageRequest;
import io.drawbridge.registry.RegistryUnavailableException;
import io.drawbridge.registry.TenantStore.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The only one that calls DynamoDB: reads are consistent, writes are transactions, every fault is one of the registry. */
final class Table {

    private static final String CONDITION_FAILED = "ConditionalCheckFailed";
    private static final String NO_REASON = "None";

    /**
     * What passes: DynamoDB refuses, and does not queue, a transaction that meets another one over an item, or that is more than a
     * partition takes in a second. The client itself repeats neither, because both are reasons and no errors of their own.
     */
    private static final Set<String> PASSING =
            Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

    private static final int ATTEMPTS = 20;

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    private final DynamoDbClient client;
    private final String name;

    Table(DynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /** The items of these keys that are there. One round trip; a key left unread is a fault, never an absent item. */
    Map<Key, Attributes> readAll(Collection<Key> keys) {
        KeysAndAttributes asked = KeysAndAttributes.builder()
                .keys(keys.stream().map(Key::attributes).toList())
                .consistentRead(true)
                .build();
        BatchGetItemResponse answer =
                call("BatchGetItem", () -> client.batchGetItem(r -> r.requestItems(Map.of(name, asked))));
        if (!answer.unprocessedKeys().isEmpty()) {
            throw new RegistryUnavailableException("DynamoDB left keys of a BatchGetItem unprocessed");
        }
        Map<Key, Attributes> items = new HashMap<>();
        for (Map<String, AttributeValue> item : answer.responses().getOrDefault(name, List.of())) {
            items.put(Key.of(item), Attributes.of(item));
        }
        return items;
    }

    Optional<Attributes> read(Key key) {
        var answer = call(
                "GetItem",
                () -> client.getItem(
                        r -> r.tableName(name).key(key.attributes()).consistentRead(true)));
        return answer.hasItem() ? Optional.of(Attributes.of(answer.item())) : Optional.empty();
    }

    /** Every item of a partition whose sort key begins with a prefix, which may be empty. */
    List<Attributes> query(String pk, String prefix) {
        return query(pk, prefix, Optional.empty());
    }

    /** Those of the same that have an attribute: the others are read, and not sent. */
    List<Attributes> queryHaving(String attribute, String pk, String prefix) {
        return query(pk, prefix, Optional.of("attribute_exists(" + attribute + ")"));
    }

    private List<Attributes> query(String pk, String prefix, Optional<String> filter) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":pk", AttributeValue.fromS(pk));
        if (!prefix.isEmpty()) {
            values.put(":prefix", AttributeValue.fromS(prefix));
        }
        QueryRequest.Builder query = QueryRequest.builder()
                .tableName(name)
                .keyConditionExpression(prefix.isEmpty() ? "pk = :pk" : "pk = :pk AND begins_with(sk, :prefix)")
                .expressionAttributeValues(values)
                .consistentRead(true);
        filter.ifPresent(query::filterExpression);
        return call("Query", () -> {
            List<Attributes> items = new ArrayList<>();
            client.queryPaginator(query.build()).items().forEach(item -> items.add(Attributes.of(item)));
            return items;
        });
    }

    /**
     * Where a list is.
     *
     * @param pk its partition
     * @param prefix what the sort keys begin with; may be empty
     * @param backwards whether the greatest sort key comes first
     */
    record Range(String pk, String prefix, boolean backwards) {}

    /** One page, which is one query: it asks for one item more than it shows, so that it knows whether it is the last. */
    Page<Attributes> page(Range range, PageRequest page) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":pk", AttributeValue.fromS(range.pk())));
        if (!range.prefix().isEmpty()) {
            values.put(":prefix", AttributeValue.fromS(range.prefix()));
        }
        QueryRequest.Builder query = QueryRequest.builder()
                .tableName(name)
                .keyConditionExpression(range.prefix().isEmpty() ? "pk = :pk" : "pk = :pk AND begins_with(sk, :prefix)")
                .expressionAttributeValues(values)
                .limit(page.limit() + 1)
                .scanIndexForward(!range.backwards())
                .consistentRead(true);
        page.after().ifPresent(sk -> query.exclusiveStartKey(new Key(range.pk(), sk).attributes()));
        QueryResponse answer = call("Query", () -> client.query(query.build()));
        List<Attributes> items =
                answer.items().stream().limit(page.limit()).map(Attributes::of).toList();
        // A page of large items ends at 1 MB before it reaches its limit.
        boolean isLast = answer.items().size() <= page.limit() && !answer.hasLastEvaluatedKey();
        return new Page<>(
                items,
                isLast || items.isEmpty()
                        ? Optional.empty()
                        : Optional.of(items.get(items.size() - 1).key().sk()));
    }

    /** Makes an item unless it is there; what is there then. */
    Attributes makeOnce(Map<String, AttributeValue> item) {
        Key key = Key.of(item);
        Optional<Attributes> there = read(key);
        if (there.isEmpty()) {
            write(List.of(Write.put(
                    Put.builder().item(item).conditionExpression("attribute_not_exists(pk)"),
                    existing -> Outcome.EXISTS)));
        }
        return there.or(() -> read(key))
                .orElseThrow(() -> new RegistryUnavailableException("the registry's item " + key + " was removed"));
    }

    /** Writes all or nothing: {@code DONE}, or the refusal of the first part whose condition failed. */
    Outcome write(List<Write> writes) {
        List<TransactWriteItem> items =
                writes.stream().map(w -> w.request().apply(name)).toList();
        for (int attempt = 1; ; attempt++) {
            try {
                client.transactWriteItems(r -> r.transactItems(items));
                return Outcome.DONE;
            } catch (TransactionCanceledException e) {
                Optional<Outcome> refusal = refusal(writes, e.cancellationReasons());
                if (refusal.isPresent()) {
                    return refusal.get();
                }
                if (attempt == ATTEMPTS || !isPassing(e.cancellationReasons())) {
                    throw unavailable("TransactWriteItems", e);
                }
                pause(attempt);
            } catch (SdkException e) {
                throw unavailable("TransactWriteItems", e);
            }
        }
    }

    private static Optional<Outcome> refusal(List<Write> writes, List<CancellationReason> reasons) {
        for (int i = 0; i < reasons.size(); i++) {
            if (CONDITION_FAILED.equals(reasons.get(i).code())) {
                return Optional.of(writes.get(i).refusal().apply(reasons.get(i).item()));
            }
        }
        return Optional.empty();
    }

    private static boolean isPassing(List<CancellationReason> reasons) {
        return reasons.stream().map(CancellationReason::code).allMatch(c -> PASSING.contains(c) || NO_REASON.equals(c));
    }

    /** Longer each time, and never the same for two that met. */
    private static void pause(int attempt) {
        long least = SHORTEST_PAUSE.toNanos();
        long most = Math.min(least << attempt, LONGEST_PAUSE.toNanos());
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(least, most + 1));
    }

    private static <T> T call(String operation, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw unavailable(operation, e);
        }
    }

    private static RegistryUnavailableException unavailable(String operation, SdkException cause) {
        return new RegistryUnavailableException("DynamoDB " + operation + " failed: " + cause.getMessage(), cause);
    }
}
