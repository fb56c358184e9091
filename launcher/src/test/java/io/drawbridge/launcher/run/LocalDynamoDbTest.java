package io.drawbridge.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.dynamodb.RegistryTable;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class LocalDynamoDbTest {

    private static final Map<String, AttributeValue> KEY =
            Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromS("b"));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path temporary;

    @Test
    void aTableInAFolderIsThereAgainInTheNextRun() {
        try (LocalDynamoDb dynamoDb = LocalDynamoDb.start(Optional.of(temporary));
                DynamoDbClient client = dynamoDb.client()) {
            assertThat(RegistryTable.createIfAbsent(client, "registry")).isTrue();
            client.putItem(put -> put.tableName("registry").item(KEY));
        }
        try (LocalDynamoDb dynamoDb = LocalDynamoDb.start(Optional.of(temporary));
                DynamoDbClient client = dynamoDb.client()) {
            assertThat(RegistryTable.createIfAbsent(client, "registry")).isFalse();
            assertThat(client.getItem(get -> get.tableName("registry").key(KEY)).item())
                    .isEqualTo(KEY);
        }
    }
}
