package io.drawbridge.registry.memory;

import io.drawbridge.registry.Approval;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.RegisteredOrigin.Status;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantStore.Outcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The approvals of an {@link InMemoryTenantStore}, which guards them by its own monitor. */
final class InMemoryApprovals {

    private final PublicSuffixList suffixes;
    private final Map<TenantId, NavigableMap<String, Stored<Approval>>> approvals = new HashMap<>();

    InMemoryApprovals(PublicSuffixList suffixes) {
        this.suffixes = suffixes;
    }

    List<Stored<Approval>> of(TenantId tenant) {
        return List.copyOf(room(tenant).values());
    }

    Optional<Stored<Approval>> find(TenantId tenant, String domain) {
        return Optional.ofNullable(room(tenant).get(domain));
    }

    /** Whether an approval could be written over a version, or over none. */
    Outcome compare(TenantId tenant, String domain, Optional<ETag> etag) {
        Optional<Stored<Approval>> current = find(tenant, domain);
        if (etag.isEmpty()) {
            return current.isPresent()
                    ? Outcome.EXISTS
                    : room(tenant).size() < Approval.MAX_PER_TENANT ? Outcome.DONE : Outcome.FULL;
        }
        if (current.isEmpty()) {
            return Outcome.ABSENT;
        }
        return current.get().etag().equals(etag.get()) ? Outcome.DONE : Outcome.STALE;
    }

    void put(TenantId tenant, Stored<Approval> approval) {
        room(tenant).put(approval.value().domain(), approval);
    }

    void remove(TenantId tenant, String domain) {
        room(tenant).remove(domain);
    }

    /** Whether a registration is what it says: that it stands on an approval, or waits for one. */
    boolean bears(RegisteredOrigin origin, Instant now) {
        Optional<Approval> approval =
                find(origin.tenant(), suffixes.approvalDomain(origin.pattern())).map(Stored::value);
        if (origin.status() == Status.PENDING) {
            return approval.filter(a -> a.isInForce(now)).isEmpty();
        }
        return origin.approved()
                .map(said -> approval.filter(a -> !a.isWithdrawn())
                        .map(Approval::approved)
                        .filter(said::equals)
                        .isPresent())
                .orElse(true);
    }

    private NavigableMap<String, Stored<Approval>> room(TenantId tenant) {
        return approvals.computeIfAbsent(tenant, t -> new TreeMap<>());
    }
}
