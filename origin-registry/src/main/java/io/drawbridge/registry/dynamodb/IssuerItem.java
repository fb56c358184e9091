package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Who has an {@code iss}: the platform, or tenants (one of them in origin mode).
 *
 * <p>One item per {@code iss}, so that two who take it at once meet. An item that nobody holds any more stays as an empty shell,
 * for an update can add to it but not delete it.
 */
final class IssuerItem {

    private static final String ISS = "iss";
    private static final String TENANTS = "tenants";
    private static final String PLATFORM = "platform";

    private IssuerItem() {}

    /** The one tenant that has an {@code iss}. */
    static Optional<TenantId> holder(Attributes item, String iss) {
        Set<String> tenants = item.textSet(TENANTS);
        boolean one =
                tenants.size() == 1 && !item.has(PLATFORM) && item.text(ISS).equals(iss);
        return one ? tenants.stream().findFirst().map(t -> item.decode(() -> new TenantId(t))) : Optional.empty();
    }

    static Update.Builder take(String iss, TenantId tenant, TenantSource source) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":iss", AttributeValue.fromS(iss));
        values.put(":me", AttributeValue.fromSs(List.of(tenant.value())));
        return update(iss, values)
                .updateExpression("SET iss = :iss ADD tenants :me")
                .conditionExpression(
                        source.claims()
                                ? "attribute_not_exists(platform) AND (attribute_not_exists(tenants) OR tenants = :me)"
                                : "attribute_not_exists(platform)");
    }

    static Update.Builder release(String iss, TenantId tenant) {
        return update(iss, Map.of(":me", AttributeValue.fromSs(List.of(tenant.value()))))
                .updateExpression("DELETE tenants :me");
    }

    static Update.Builder takeForPlatform(String iss) {
        return update(iss, Map.of(":iss", AttributeValue.fromS(iss), ":true", AttributeValue.fromBool(true)))
                .updateExpression("SET iss = :iss, platform = :true")
                .conditionExpression("attribute_not_exists(tenants)");
    }

    static Update.Builder releaseForPlatform(String iss) {
        return Update.builder().key(Keys.issuer(iss).attributes()).updateExpression("REMOVE platform");
    }

    private static Update.Builder update(String iss, Map<String, AttributeValue> values) {
        return Update.builder().key(Keys.issuer(iss).attributes()).expressionAttributeValues(values);
    }
}
