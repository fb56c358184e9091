package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.MonitorCounts;
import io.drawbridge.registry.MonitoredOrigin;
import io.drawbridge.registry.Origin;
import io.drawbridge.registry.Page;
import io.drawbridge.registry.PageRequest;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code …/monitoring}: whom monitor mode let through who would else have been refused, the most frequent first. */
final class MonitorResource {

    /** Stands for all origins beyond the bound; no origin is spelled so. */
    private static final String OTHERS = "others";

    private final TenantStore store;
    private final MonitorCounts counts;
    private final Paging paging;

    MonitorResource(TenantStore store, MonitorCounts counts, Paging paging) {
        this.store = store;
        this.counts = counts;
        this.paging = paging;
    }

    AdminAnswer ofTenant(AdminRequest request, Stored<Tenant> tenant) {
        return list(request, Optional.of(tenant.value().id()), tenant.value().monitorUntil());
    }

    AdminAnswer ofPlatform(AdminRequest request) {
        return list(request, Optional.empty(), store.platform().value().monitorUntil());
    }

    private AdminAnswer list(AdminRequest request, Optional<TenantId> owner, Optional<Instant> monitorUntil) {
        return paging.list(
                request,
                page -> page(counts.of(owner), page),
                document -> monitorUntil.ifPresent(until -> document.put("monitorUntil", until.toString())));
    }

    /**
     * A part of all that was counted, which is never much. What is counted meanwhile may move an origin to a page that was read
     * already, or once more to the next one.
     */
    private static Page<ObjectNode> page(List<MonitoredOrigin> all, PageRequest page) {
        int from = page.after().map(Integer::parseInt).orElse(0);
        int to = Math.min(all.size(), from + page.limit());
        return new Page<>(
                all.subList(Math.min(from, to), to).stream()
                        .map(MonitorResource::write)
                        .toList(),
                to < all.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
    }

    private static ObjectNode write(MonitoredOrigin counted) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("origin", counted.origin().map(Origin::toString).orElse(OTHERS))
                .put("count", counted.count())
                .put("first", counted.first().toString())
                .put("last", counted.last().toString());
    }
}
