package io.drawbridge.registry;

import io.drawbridge.registry.TenantStore.Outcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The revocations of an {@link InMemoryTenantStore}, which guards them by its own monitor. */
final class InMemoryRevocations {

    private final Map<Optional<TenantId>, Map<String, Revocation>> revocations = new HashMap<>();
    private final Map<Optional<TenantId>, Long> sequences = new HashMap<>();

    long sequence(Optional<TenantId> owner) {
        return sequences.getOrDefault(owner, 0L);
    }

    List<Revocation> of(Optional<TenantId> owner) {
        return List.copyOf(room(owner).values());
    }

    Outcome add(Revocation revocation, Instant now) {
        Map<String, Revocation> room = room(revocation.owner());
        Revocation before = room.get(revocation.id());
        if (before != null && !before.expiresAt().isBefore(revocation.expiresAt())) {
            return Outcome.DONE;
        }
        long others = room.values().stream()
                .filter(r -> now.isBefore(r.expiresAt()) && !r.id().equals(revocation.id()))
                .count();
        if (others >= Revocation.MAX_PER_OWNER) {
            return Outcome.FULL;
        }
        room.put(revocation.id(), revocation);
        raise(revocation.owner());
        return Outcome.DONE;
    }

    Outcome remove(Optional<TenantId> owner, String id) {
        if (room(owner).remove(id) == null) {
            return Outcome.ABSENT;
        }
        raise(owner);
        return Outcome.DONE;
    }

    private void raise(Optional<TenantId> owner) {
        sequences.merge(owner, 1L, Long::sum);
    }

    private Map<String, Revocation> room(Optional<TenantId> owner) {
        return revocations.computeIfAbsent(owner, o -> new TreeMap<>());
    }
}
