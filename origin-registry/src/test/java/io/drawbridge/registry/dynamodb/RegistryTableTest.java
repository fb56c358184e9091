package io.drawbridge.registry.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

class RegistryTableTest {

    private static final Path TEMPLATES = Path.of("..");

    @RegisterExtension
    static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();

    @Test
    void theTableIsTheOneOfTheTemplates() throws IOException {
        CreateTableRequest made = RegistryTable.definition("any");
        String expected = made.attributeDefinitions().stream()
                        .map(a -> "- AttributeName: " + a.attributeName() + "\nAttributeType: "
                                + a.attributeTypeAsString())
                        .collect(Collectors.joining("\n", "AttributeDefinitions:\n", "\n"))
                + made.keySchema().stream()
                        .map(k -> "- AttributeName: " + k.attributeName() + "\nKeyType: " + k.keyTypeAsString())
                        .collect(Collectors.joining("\n", "KeySchema:\n", "\n"))
                + "BillingMode: " + made.billingModeAsString() + "\n";
        String timeToLive = "TimeToLiveSpecification:\nAttributeName: "
                + RegistryTable.timeToLive().attributeName() + "\nEnabled: "
                + RegistryTable.timeToLive().enabled() + "\n";

        for (String template :
                List.of("template.yaml", "examples/path-tenants/template.yaml", "examples/cached/template.yaml")) {
            String text = Files.readAllLines(TEMPLATES.resolve(template)).stream()
                    .map(String::strip)
                    .collect(Collectors.joining("\n", "", "\n"));
            assertThat(text).as(template).contains(expected).contains(timeToLive);
        }
    }

    @Test
    void theTableIsCreatedOnce() {
        DynamoDbClient client = DYNAMO_DB.client();
        String name = "created-once";

        assertThat(RegistryTable.createIfAbsent(client, name)).isTrue();
        assertThat(RegistryTable.createIfAbsent(client, name)).isFalse();
        assertThat(client.describeTimeToLive(r -> r.tableName(name))
                        .timeToLiveDescription()
                        .timeToLiveStatus())
                .isEqualTo(TimeToLiveStatus.ENABLED);
    }
}
