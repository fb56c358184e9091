package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.ETag;
import io.drawbridge.registry.Platform;
import io.drawbridge.registry.RegistryUnavailableException;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.TenantSource;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The settings: the platform, and whether this table holds claims. */
final class PlatformItem {

    /** The condition that a table's claims are kept as this store keeps them. */
    static final String SAME_MODE = "claims = :claims";

    private static final String CLAIMS = "claims";
    private static final String MONITOR_UNTIL = "monitorUntil";

    private PlatformItem() {}

    static Map<String, AttributeValue> write(Platform platform, TenantSource source, ETag etag) {
        Values item = VersionItem.write(new Values(Keys.SETTINGS), etag).flag(CLAIMS, source.claims());
        PolicyItem.write(item, platform.issuers(), platform.routeRules());
        platform.monitorUntil().ifPresent(t -> item.text(MONITOR_UNTIL, t.toString()));
        return item.toMap();
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
                item.optionalInstant(MONITOR_UNTIL)));
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
