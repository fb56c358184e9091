package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.ETag;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TenantStoreContract;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbTenantStoreTest extends TenantStoreContract {

    @RegisterExtension
    static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();

    @Override
    protected TenantStore empty(TenantSource source) {
        DynamoDbClient client = DYNAMO_DB.client();
        return new DynamoDbTenantStore(
                client,
                DYNAMO_DB.table(client),
                source,
                PublicSuffixList.bundled(),
                ETag.incarnations(RandomGenerator.getDefault()));
    }
}
