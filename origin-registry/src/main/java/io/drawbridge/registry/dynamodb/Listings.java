package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.AuditEntry;
import io.drawbridge.registry.OriginFilter;
import io.drawbridge.registry.Page;
import io.drawbridge.registry.PageRequest;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Revocation;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSummary;
import java.util.Optional;

/** The lists that administrators page through: each page is one query. */
final class Listings {

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
        Page<Stored<RegisteredOrigin>> all = table.page(range, page).map(OriginItem::readStored);
        return new Page<>(
                all.items().stream().filter(o -> filter.takes(o.value())).toList(), all.next());
    }

    Page<Revocation> revocations(Optional<TenantId> owner, PageRequest page) {
        return table.page(new Table.Range(Keys.revocations(owner), "", false), page)
                .map(item -> RevocationItem.read(item, owner));
    }

    Page<AuditEntry> audit(Optional<TenantId> owner, PageRequest page) {
        return table.page(new Table.Range(Keys.audit(owner), "", true), page).map(AuditTrail::read);
    }
}
