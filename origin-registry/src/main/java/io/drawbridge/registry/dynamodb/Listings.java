package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.AuditEntry;
import io.drawbridge.registry.OriginFilter;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.Page;
import io.drawbridge.registry.PageRequest;
import io.drawbridge.registry.PendingOrigin;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Revocation;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSummary;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The lists that administrators page through: each page is one query. */
final class Listings {

    /** What one BatchGetItem takes. */
    private static final int MOST_KEYS = 100;

    private final Table table;

    Listings(Table table) {
        this.table = table;
    }

    Page<TenantSummary> tenants(String prefix, PageRequest page) {
        return table.page(new Table.Range(Keys.DIRECTORY, prefix, false), page).map(DirectoryItem::read);
    }

    /** What a filter leaves of a page is known only after the query: the key names the host, but not where a label ends. */
    Page<Stored<RegisteredOrigin>> origins(TenantId tenant, OriginFilter filter, PageRequest page) {
        Table.Range range = new Table.Range(Keys.partition(tenant), Keys.ORIGIN_PREFIX + filter.prefix(), false);
        Page<Attributes> all = table.page(range, page);
        return new Page<>(
                inForce(tenant, all.items()).stream()
                        .filter(o -> filter.takes(o.value()))
                        .toList(),
                all.next());
    }

    /** The queue, and who has the claim to each of its patterns: one query and one batch. */
    Page<PendingOrigin> pending(PageRequest page) {
        PageRequest bounded = new PageRequest(Math.min(page.limit(), MOST_KEYS), page.after());
        Page<PendingOrigin> waiting =
                table.page(new Table.Range(Keys.PENDING, "", false), bounded).map(PendingItem::read);
        Set<Key> keys = new LinkedHashSet<>();
        waiting.items().forEach(p -> keys.add(claim(p.pattern())));
        Map<Key, Attributes> claims = keys.isEmpty() ? Map.of() : table.readAll(keys);
        return waiting.map(p -> new PendingOrigin(
                p.tenant(), p.pattern(), p.domain(), p.since(), holder(claims, p.pattern(), p.tenant())));
    }

    private static Key claim(OriginPattern pattern) {
        return Keys.bucketParent(pattern).map(Keys::claimBucket).orElseGet(() -> Keys.claim(pattern));
    }

    private static Optional<TenantId> holder(Map<Key, Attributes> claims, OriginPattern pattern, TenantId waiting) {
        return Optional.ofNullable(claims.get(claim(pattern)))
                .flatMap(item -> Keys.isBucket(item.key())
                        ? BucketItem.holder(item, pattern)
                        : Optional.of(item.decode(() -> new TenantId(item.text(OriginItem.TENANT)))))
                .filter(t -> !t.equals(waiting));
    }

    /** Which side of what an import has staged is in force, the profile says: it is read only where something is. */
    List<Stored<RegisteredOrigin>> inForce(TenantId tenant, List<Attributes> items) {
        long generation = items.stream().anyMatch(Staged::isIn)
                ? table.read(Keys.profile(tenant)).map(Staged::generation).orElse(0L)
                : 0;
        return items.stream()
                .flatMap(item -> Staged.inForce(item, t -> generation).map(OriginItem::readStored).stream())
                .toList();
    }

    Page<Revocation> revocations(Optional<TenantId> owner, PageRequest page) {
        return table.page(new Table.Range(Keys.revocations(owner), "", false), page)
                .map(item -> RevocationItem.read(item, owner));
    }

    Page<AuditEntry> audit(Optional<TenantId> owner, PageRequest page) {
        return table.page(new Table.Range(Keys.audit(owner), "", true), page).map(AuditTrail::read);
    }
}
