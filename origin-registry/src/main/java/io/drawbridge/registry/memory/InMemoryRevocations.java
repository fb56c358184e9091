package io.drawbridge.registry.memory;

import io.drawbridge.registry.Page;
import io.drawbridge.registry.PageRequest;
import io.drawbridge.registry.Revocation;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantStore.Outcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The revocations of an {@link InMemoryTenantStore}, which guards them by its own monitor. */
final class InMemoryRevocations {

    private final Map<Optional<TenantId>, NavigableMap<String, Revocation>> revocations = new HashMap<>();
    private final Map<Optional<TenantId>, Long> sequences = new HashMap<>();

    long sequence(Optional<TenantId> owner) {
        return sequences.getOrDefault(owner, 0L);
    }

    List<Revocation> of(Optional<TenantId> owner) {
        return List.copyOf(room(owner).values());
    }

    Page<Revocation> page(Optional<TenantId> owner, PageRequest page) {
        return Pages.of(room(owner), page);
    }

    Optional<Revocation> find(Optional<TenantId> owner, String id) {
        return Optional.ofNullable(room(owner).get(id));
    }

    /** Whether one could be added; one that is there already can always end later. */
    boolean isFull(Revocation revocation, Instant now) {
        String id = revocation.id();
        long others = room(revocation.owner()).entrySet().stream()
                .filter(r ->
                        now.isBefore(r.getValue().expiresAt()) && !r.getKey().equals(id))
                .count();
        return others >= Revocation.MAX_PER_OWNER;
    }

    void put(Revocation revocation) {
        room(revocation.owner()).put(revocation.id(), revocation);
        raise(revocation.owner());
    }

    Outcome compare(Revocation revocation) {
        Optional<Revocation> current = find(revocation.owner(), revocation.id());
        if (current.isEmpty()) {
            return Outcome.ABSENT;
        }
        return current.get().equals(revocation) ? Outcome.DONE : Outcome.STALE;
    }

    void remove(Revocation revocation) {
        room(revocation.owner()).remove(revocation.id());
        raise(revocation.owner());
    }

    private void raise(Optional<TenantId> owner) {
        sequences.merge(owner, 1L, Long::sum);
    }

    private NavigableMap<String, Revocation> room(Optional<TenantId> owner) {
        return revocations.computeIfAbsent(owner, o -> new TreeMap<>());
    }
}
