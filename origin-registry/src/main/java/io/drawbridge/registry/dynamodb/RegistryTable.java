package io.drawbridge.registry.dynamodb;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;

/** The table as {@code template.yaml} describes it, for places where no template creates it: this machine and tests. */
public final class RegistryTable {

    /** When an item may be deleted, in seconds since 1970; only items that nobody audits carry it. */
    static final String TTL = "ttl";

    private RegistryTable() {}

    /**
     * Creates the table unless it is there.
     *
     * @return whether it was created now
     */
    public static boolean createIfAbsent(DynamoDbClient client, String table) {
        try {
            client.createTable(definition(table));
        } catch (ResourceInUseException e) {
            return false;
        }
        client.updateTimeToLive(r -> r.tableName(table).timeToLiveSpecification(timeToLive()));
        return true;
    }

    static CreateTableRequest definition(String table) {
        return CreateTableRequest.builder()
                .tableName(table)
                .attributeDefinitions(text(Key.PK), text(Key.SK))
                .keySchema(key(Key.PK, KeyType.HASH), key(Key.SK, KeyType.RANGE))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .build();
    }

    static TimeToLiveSpecification timeToLive() {
        return TimeToLiveSpecification.builder()
                .attributeName(TTL)
                .enabled(true)
                .build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
