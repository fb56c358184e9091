package io.drawbridge.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

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
        TableDefinition definition = TableDefinition.read(Path.of("../template.yaml"));
        try (LocalDynamoDb dynamoDb = LocalDynamoDb.start(Optional.of(temporary));
                DynamoDbClient client = dynamoDb.client()) {
            assertThat(LocalDynamoDb.createTable(client, "registry", definition))
                    .isTrue();
            client.putItem(put -> put.tableName("registry").item(KEY));
        }
        try (LocalDynamoDb dynamoDb = LocalDynamoDb.start(Optional.of(temporary));
                DynamoDbClient client = dynamoDb.client()) {
            assertThat(LocalDynamoDb.createTable(client, "registry", definition))
                    .isFalse();
            assertThat(client.getItem(get -> get.tableName("registry").key(KEY)).item())
                    .isEqualTo(KEY);
        }
    }

    @Test
    void aTableInMemoryHasTheTemplatesTimeToLive() {
        try (LocalDynamoDb dynamoDb = LocalDynamoDb.start(Optional.empty());
                DynamoDbClient client = dynamoDb.client()) {
            assertThat(dynamoDb.endpoint()).startsWith("http://127.0.0.1:");
            assertThat(LocalDynamoDb.createTable(client, "registry", TableDefinition.read(Path.of("../template.yaml"))))
                    .isTrue();
            assertThat(client.describeTimeToLive(request -> request.tableName("registry"))
                            .timeToLiveDescription()
                            .attributeName())
                    .isEqualTo("ttl");
        }
    }
}
