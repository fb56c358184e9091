package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.ETag;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.Platform;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;

/** The transactions about the settings and profiles: the item, the directory and who has which issuer, all or nothing. */
final class TenantWrites {

    private static final String FREE = "attribute_not_exists(pk)";

    private final Table table;
    private final TenantSource source;

    TenantWrites(Table table, TenantSource source) {
        this.table = table;
        this.source = source;
    }

    Outcome replacePlatform(Stored<Platform> current, Platform platform, ETag etag) {
        List<Write> writes = new ArrayList<>();
        writes.add(settings(current, platform, etag));
        Set<String> before = values(current.value().issuers());
        Set<String> after = values(platform.issuers());
        for (String iss : without(after, before)) {
            writes.add(Write.update(IssuerItem.takeForPlatform(iss), existing -> Outcome.CLAIMED));
        }
        for (String iss : without(before, after)) {
            writes.add(Write.update(IssuerItem.releaseForPlatform(iss), existing -> Outcome.STALE));
        }
        return table.write(writes);
    }

    private Write settings(Stored<Platform> current, Platform platform, ETag etag) {
        Map<String, AttributeValue> item = PlatformItem.write(platform, source, etag);
        if (current.etag().equals(ETag.NEVER)) {
            return Write.put(Put.builder().item(item).conditionExpression(FREE), existing -> Outcome.STALE);
        }
        Map<String, AttributeValue> values = new HashMap<>(VersionItem.values(current.etag()));
        values.putAll(PlatformItem.values(source));
        return Write.update(
                ItemUpdate.replacing(
                        PlatformItem.write(current.value(), source, current.etag()),
                        item,
                        VersionItem.UNCHANGED + " AND " + PlatformItem.SAME_MODE,
                        values),
                existing -> Outcome.STALE);
    }

    Outcome create(Tenant tenant, ETag etag) {
        List<Write> writes = new ArrayList<>();
        writes.add(Write.put(
                Put.builder().item(TenantItem.write(tenant, etag)).conditionExpression(FREE),
                existing -> Outcome.EXISTS));
        writes.add(Write.put(
                Put.builder().item(new Values(Keys.directory(tenant.id())).toMap()), existing -> Outcome.EXISTS));
        writes.add(PlatformItem.check(tenant, source));
        values(tenant.issuers()).forEach(iss -> writes.add(take(iss, tenant.id())));
        return table.write(writes);
    }

    Outcome replace(Stored<Tenant> current, Tenant tenant) {
        List<Write> writes = new ArrayList<>();
        writes.add(Write.update(
                ItemUpdate.replacing(
                        TenantItem.write(current.value(), current.etag()),
                        TenantItem.write(tenant, current.etag().next()),
                        VersionItem.UNCHANGED,
                        VersionItem.values(current.etag())),
                Write::staleOrAbsent));
        writes.add(PlatformItem.check(tenant, source));
        Set<String> before = values(current.value().issuers());
        Set<String> after = values(tenant.issuers());
        without(after, before).forEach(iss -> writes.add(take(iss, tenant.id())));
        for (String iss : without(before, after)) {
            writes.add(Write.update(IssuerItem.release(iss, tenant.id()), existing -> Outcome.STALE));
        }
        return table.write(writes);
    }

    private Write take(String iss, TenantId tenant) {
        return Write.update(IssuerItem.take(iss, tenant, source), existing -> Outcome.CLAIMED);
    }

    private static Set<String> values(List<Issuer> issuers) {
        Set<String> values = new LinkedHashSet<>();
        issuers.forEach(i -> values.add(i.iss()));
        return values;
    }

    private static Set<String> without(Set<String> all, Set<String> others) {
        Set<String> rest = new LinkedHashSet<>(all);
        rest.removeAll(others);
        return rest;
    }
}
