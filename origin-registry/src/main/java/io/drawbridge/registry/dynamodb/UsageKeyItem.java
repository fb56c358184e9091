package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantStore.Outcome;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;

/** Which tenant has a usage key: two of one key would share the limits of its plan. */
final class UsageKeyItem {

    private static final String TENANT = "tenant";
    private static final String FREE_OR_MINE = "attribute_not_exists(pk) OR tenant = :tenant";

    private UsageKeyItem() {}

    static Write take(String usageKey, TenantId tenant) {
        return Write.put(
                Put.builder()
                        .item(new Values(Keys.usageKey(usageKey))
                                .text(TENANT, tenant.value())
                                .toMap())
                        .conditionExpression(FREE_OR_MINE)
                        .expressionAttributeValues(mine(tenant)),
                existing -> Outcome.KEY_TAKEN);
    }

    static Write release(String usageKey, TenantId tenant) {
        return Write.delete(
                Delete.builder()
                        .key(Keys.usageKey(usageKey).attributes())
                        .conditionExpression(FREE_OR_MINE)
                        .expressionAttributeValues(mine(tenant)),
                existing -> Outcome.KEY_TAKEN);
    }

    private static Map<String, AttributeValue> mine(TenantId tenant) {
        return Map.of(":tenant", AttributeValue.fromS(tenant.value()));
    }
}
