package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.ETag;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A tenant's profile. */
final class TenantItem {

    private static final String TENANT = "tenant";
    private static final String DISPLAY_NAME = "displayName";
    private static final String STATUS = "status";
    private static final String MONITOR_UNTIL = "monitorUntil";
    private static final String USAGE_KEY = "usageIdentifierKey";
    private static final String DELEGATE_ISSUERS = "delegateIssuers";

    private TenantItem() {}

    static Map<String, AttributeValue> write(Tenant tenant, ETag etag) {
        Values item = VersionItem.write(new Values(Keys.profile(tenant.id())), etag)
                .text(TENANT, tenant.id().value())
                .text(DISPLAY_NAME, tenant.displayName())
                .text(STATUS, Attributes.word(tenant.status()));
        CorsItem.write(item, tenant.cors());
        PolicyItem.write(item, tenant.issuers(), tenant.routeRules());
        tenant.monitorUntil().ifPresent(t -> item.text(MONITOR_UNTIL, t.toString()));
        tenant.usageIdentifierKey().ifPresent(k -> item.text(USAGE_KEY, k));
        if (tenant.delegateIssuers()) {
            item.flag(DELEGATE_ISSUERS, true);
        }
        return item.toMap();
    }

    static Stored<Tenant> read(Attributes item) {
        TenantId id = item.decode(() -> new TenantId(item.text(TENANT)));
        // Whoever copies an item by hand must not make one tenant answer as another.
        if (!Keys.profile(id).equals(item.key())) {
            throw item.broken("it says that it is tenant " + id);
        }
        Tenant tenant = item.decode(() -> new Tenant(
                id,
                item.text(DISPLAY_NAME),
                item.word(STATUS, Tenant.Status.class),
                CorsItem.read(item),
                PolicyItem.issuers(item, Optional.of(id)),
                PolicyItem.routeRules(item),
                item.optionalInstant(MONITOR_UNTIL),
                item.optionalText(USAGE_KEY),
                item.optionalFlag(DELEGATE_ISSUERS).orElse(false)));
        return new Stored<>(tenant, VersionItem.read(item));
    }
}
