package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.Change;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.IdempotencyKey;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.Platform;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore.Outcome;
import io.drawbridge.registry.TenantSummary;
import io.drawbridge.registry.json.AuditedChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** The transactions about the settings and profiles: the item, the directory and who has which issuer, all or nothing. */
final class TenantWrites {

    private static final String FREE = "attribute_not_exists(pk)";

    private final Table table;
    private final TenantSource source;
    private final AuditTrail audit;

    TenantWrites(Table table, TenantSource source, AuditTrail audit) {
        this.table = table;
        this.source = source;
        this.audit = audit;
    }

    Outcome replacePlatform(Stored<Platform> current, Platform platform, ETag etag, Change change) {
        List<Write> writes = new ArrayList<>();
        writes.add(settings(current, platform, etag));
        writes.add(audit.entry(
                Optional.empty(), AuditedChange.replaced(current.value(), platform), change, Optional.of(etag)));
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

    Outcome create(Tenant tenant, ETag etag, Change change, Optional<IdempotencyKey> key) {
        TenantId id = tenant.id();
        List<Write> writes = new ArrayList<>();
        key.ifPresent(k -> writes.add(RepetitionItem.put(Optional.empty(), k, id.value(), change.at())));
        writes.add(Write.put(
                Put.builder().item(TenantItem.write(tenant, etag)).conditionExpression(FREE),
                existing -> Outcome.EXISTS));
        writes.add(DirectoryItem.put(TenantSummary.of(tenant)));
        writes.add(PlatformItem.check(tenant, source));
        tenant.usageIdentifierKey().ifPresent(k -> writes.add(UsageKeyItem.take(k, id)));
        values(tenant.issuers()).forEach(iss -> writes.add(take(iss, id)));
        writes.add(audit.entry(Optional.of(id), AuditedChange.created(tenant), change, Optional.of(etag)));
        return table.write(writes);
    }

    Outcome replace(Stored<Tenant> current, Tenant tenant, Change change) {
        List<Write> writes = new ArrayList<>();
        writes.add(Write.update(profile(current, tenant), Write::staleOrAbsent));
        writes.addAll(around(current, tenant));
        AuditedChange replaced = AuditedChange.replaced(current.value(), tenant);
        writes.add(audit.entry(
                Optional.of(tenant.id()),
                replaced,
                change,
                Optional.of(current.etag().next())));
        return table.write(writes);
    }

    /** Replaces a profile and switches it to an import's generation. */
    Outcome importing(
            Stored<Tenant> current, Tenant tenant, long generation, long approvalChanges, List<Write> others) {
        List<Write> writes = new ArrayList<>();
        Update.Builder update = Importing.switching(profile(current, tenant).build(), generation, approvalChanges);
        writes.add(Write.update(update, Write::staleOrAbsent));
        writes.addAll(around(current, tenant));
        writes.addAll(others);
        return table.write(writes);
    }

    private static Update.Builder profile(Stored<Tenant> current, Tenant tenant) {
        return ItemUpdate.replacing(
                TenantItem.write(current.value(), current.etag()),
                TenantItem.write(tenant, current.etag().next()),
                VersionItem.UNCHANGED,
                VersionItem.values(current.etag()));
    }

    /** What goes with the replacement of a profile. */
    private List<Write> around(Stored<Tenant> current, Tenant tenant) {
        TenantId id = tenant.id();
        List<Write> writes = new ArrayList<>();
        if (!TenantSummary.of(tenant).equals(TenantSummary.of(current.value()))) {
            writes.add(DirectoryItem.put(TenantSummary.of(tenant)));
        }
        writes.add(PlatformItem.check(tenant, source));
        if (!tenant.usageIdentifierKey().equals(current.value().usageIdentifierKey())) {
            tenant.usageIdentifierKey().ifPresent(k -> writes.add(UsageKeyItem.take(k, id)));
            current.value().usageIdentifierKey().ifPresent(k -> writes.add(UsageKeyItem.release(k, id)));
        }
        Set<String> before = values(current.value().issuers());
        Set<String> after = values(tenant.issuers());
        without(after, before).forEach(iss -> writes.add(take(iss, id)));
        for (String iss : without(before, after)) {
            writes.add(Write.update(IssuerItem.release(iss, id), existing -> Outcome.STALE));
        }
        return writes;
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
