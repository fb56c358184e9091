package io.drawbridge.localstack;

import io.drawbridge.registry.dynamodb.DynamoDbTenantStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The store's contract against LocalStack's DynamoDB, over HTTP through its gateway.
 *
 * <p>Behind that is DynamoDB Local again, so no other reading of conditions and transactions is proved by it. What differs is the
 * way there: another server between client and table, with throttles and errors of its own.
 */
final class StoreInLocalStackIT extends DynamoDbTenantStoreContract {

    @RegisterExtension
    static final Cloud CLOUD = new Cloud();

    private final DynamoDbClient client = CLOUD.client(DynamoDbClient.builder());

    @Override
    protected DynamoDbClient client() {
        return client;
    }
}
