package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.ETag;
import io.drawbridge.registry.Platform;
import io.drawbridge.registry.RegistryUnavailableException;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore.Outcome;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;

/** The settings: the platform, and whether this table holds claims. */
final class PlatformItem {

    /** The condition that a table's claims are kept as this store keeps them. */
    static final String SAME_MODE = "claims = :claims";

    private static final String CLAIMS = "claims";
    private static final String USAGE_PLANS = "usagePlans";
    private static final String MONITOR_UNTIL = "monitorUntil";

    private PlatformItem() {}

    static Map<String, AttributeValue> write(Platform platform, TenantSource source, ETag etag) {
        Values item = VersionItem.write(new Values(Keys.SETTINGS), etag)
                .flag(CLAIMS, source.claims())
                .flag(USAGE_PLANS, platform.usagePlans());
        PolicyItem.write(item, platform.issuers(), platform.routeRules());
        platform.monitorUntil().ifPresent(t -> item.text(MONITOR_UNTIL, t.toString()));
        return item.toMap();
    }

    /** Checks that a tenant can be written beside the settings: claims kept the same way, a key where usage plans are on. */
    static Write check(Tenant tenant, TenantSource source) {
        boolean isKeyed = tenant.usageIdentifierKey().isPresent();
        Map<String, AttributeValue> values = new HashMap<>(values(source));
        if (!isKeyed) {
            values.put(":off", AttributeValue.fromBool(false));
        }
        String rule = isKeyed ? SAME_MODE : SAME_MODE + " AND " + USAGE_PLANS + " = :off";
        return Write.check(
                ConditionCheck.builder()
                        .key(Keys.SETTINGS.attributes())
                        .conditionExpression("attribute_not_exists(pk) OR (" + rule + ")")
                        .expressionAttributeValues(values),
                existing -> {
                    if (!existing.getOrDefault(CLAIMS, AttributeValue.fromNul(true))
                            .equals(AttributeValue.fromBool(source.claims()))) {
                        throw otherMode(source);
                    }
                    return Outcome.KEYLESS;
                });
    }

    /** The values of {@link #SAME_MODE}. */
    static Map<String, AttributeValue> values(TenantSource source) {
        return Map.of(":claims", AttributeValue.fromBool(source.claims()));
    }

    static Stored<Platform> read(Optional<Attributes> settings, TenantSource source) {
        return settings.map(item -> read(item, source)).orElse(new Stored<>(Platform.EMPTY, ETag.NEVER));
    }

    private static Stored<Platform> read(Attributes item, TenantSource source) {
        if (item.flag(CLAIMS) != source.claims()) {
            throw otherMode(source);
        }
        Platform platform = item.decode(() -> new Platform(
                PolicyItem.issuers(item, Optional.empty()),
                PolicyItem.routeRules(item),
                item.optionalInstant(MONITOR_UNTIL),
                item.flag(USAGE_PLANS)));
        return new Stored<>(platform, VersionItem.read(item));
    }

    /** Claims that a store of another mode did not keep up to date could name a tenant that gave an origin up. */
    static RegistryUnavailableException otherMode(TenantSource source) {
        String filled = source.claims() ? "host or path" : "origin";
        String now = Attributes.word(source);
        return new RegistryUnavailableException("the registry's table was filled with TENANT_SOURCE=" + filled
                + " and is used with TENANT_SOURCE=" + now
                + ": only origin mode keeps claims. Use the former, or fill another table from the registry file");
    }
}
