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
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class DynamoDbTenantStoreTest extends TenantStoreContract {

    @RegisterExtension
    static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();

    private final DynamoDbClient client = DYNAMO_DB.client();
    private String table = "";

    @Override
    protected TenantStore empty(TenantSource source) {
        table = DYNAMO_DB.table(client);
        return new DynamoDbTenantStore(
                client, table, source, PublicSuffixList.bundled(), ETag.incarnations(RandomGenerator.getDefault()));
    }

    @Override
    protected TenantStore empty(TenantSource source, int atOnce) {
        table = DYNAMO_DB.table(client);
        return new DynamoDbTenantStore(
                client,
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
            client.batchWriteItem(r -> r.requestItems(Map.of(table, writes)));
        }
        client.updateItem(r -> r.tableName(table)
                .key(Keys.profile(tenant).attributes())
                .updateExpression("SET revocations = :count")
                .expressionAttributeValues(Map.of(":count", Values.number(count))));
    }
}
