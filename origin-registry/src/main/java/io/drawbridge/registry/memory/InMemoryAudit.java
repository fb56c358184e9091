package io.drawbridge.registry.memory;

import io.drawbridge.registry.AuditEntry;
import io.drawbridge.registry.AuditIds;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.IdempotencyKey;
import io.drawbridge.registry.Page;
import io.drawbridge.registry.PageRequest;
import io.drawbridge.registry.Repetition;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.json.AuditedChange;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What an {@link InMemoryTenantStore} remembers of changes: their audit, and the keys they were asked for with. */
final class InMemoryAudit {

    private record Made(Repetition repetition, Instant forgotten) {}

    private record Asked(Optional<TenantId> owner, String hash) {}

    private final AuditIds ids;
    private final Map<Optional<TenantId>, NavigableMap<String, AuditEntry>> entries = new HashMap<>();
    private final Map<Asked, Made> made = new HashMap<>();

    InMemoryAudit(AuditIds ids) {
        this.ids = ids;
    }

    void add(Optional<TenantId> owner, AuditedChange what, Change change, Optional<ETag> etag) {
        String id = ids.next(change.at());
        room(owner).put(id, what.entry(id, change, etag));
    }

    Page<AuditEntry> page(Optional<TenantId> owner, PageRequest page) {
        return Pages.of(room(owner).descendingMap(), page);
    }

    Optional<AuditEntry> entry(Optional<TenantId> owner, String id) {
        return Optional.ofNullable(room(owner).get(id));
    }

    void remember(Optional<TenantId> owner, IdempotencyKey key, String id, Instant now) {
        Repetition repetition = new Repetition(key.fingerprint(), id);
        made.put(new Asked(owner, key.hash()), new Made(repetition, now.plus(IdempotencyKey.KEPT)));
    }

    Optional<Repetition> repetition(Optional<TenantId> owner, String hash, Instant now) {
        return Optional.ofNullable(made.get(new Asked(owner, hash)))
                .filter(m -> now.isBefore(m.forgotten()))
                .map(Made::repetition);
    }

    private NavigableMap<String, AuditEntry> room(Optional<TenantId> owner) {
        return entries.computeIfAbsent(owner, o -> new TreeMap<>(Comparator.naturalOrder()));
    }
}
