package io.drawbridge.registry.dynamodb;

import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbTenantStoreTest extends DynamoDbTenantStoreContract {

    @RegisterExtension
    static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();

    private final DynamoDbClient client = DYNAMO_DB.client();

    @Override
    protected DynamoDbClient client() {
        return client;
    }
}
