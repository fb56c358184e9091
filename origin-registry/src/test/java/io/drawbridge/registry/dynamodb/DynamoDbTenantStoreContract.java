package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.ETag;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TenantStoreContract;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** What the store does over any DynamoDB. Whoever has one extends this and says how to reach it. */
public abstract class DynamoDbTenantStoreContract extends TenantStoreContract {

    private static final AtomicInteger TABLES = new AtomicInteger();

    private String table = "";

    /** A client of a DynamoDB in which tables may be made. */
    protected abstract DynamoDbClient client();

    private String newTable() {
        String name = "contract-" + TABLES.incrementAndGet();
        RegistryTable.createIfAbsent(client(), name);
        return name;
    }

    @Override
    protected TenantStore empty(TenantSource source) {
        table = newTable();
        return new DynamoDbTenantStore(
                client(), table, source, PublicSuffixList.bundled(), ETag.incarnations(RandomGenerator.getDefault()));
    }

    @Override
    protected TenantStore empty(TenantSource source, int atOnce) {
        table = newTable();
        return new DynamoDbTenantStore(
                client(),
                table,
                source,
                PublicSuffixList.bundled(),
                ETag.incarnations(RandomGenerator.getDefault()),
                atOnce);
    }

    /** The items as the store writes them, 25 at a time: one transaction each would take a minute. */
    @Override
    protected void revokeMany(TenantStore store, TenantId tenant, int count, Instant expiresAt) {
        for (int from = 0; from < count; from += 25) {
            List<WriteRequest> writes = IntStream.range(from, Math.min(from + 25, count))
                    .mapToObj(i -> RevocationItem.write(subject(Optional.of(tenant), "s-" + i, expiresAt)))
                    .map(item ->
                            WriteRequest.builder().putRequest(p -> p.item(item)).build())
                    .toList();
            client().batchWriteItem(r -> r.requestItems(Map.of(table, writes)));
        }
        client().updateItem(r -> r.tableName(table)
                .key(Keys.profile(tenant).attributes())
                .updateExpression("SET revocations = :count")
                .expressionAttributeValues(Map.of(":count", Values.number(count))));
    }
}
