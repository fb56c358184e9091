package io.drawbridge.registry.memory;

import io.drawbridge.registry.MonitorCounts;
import io.drawbridge.registry.MonitoredOrigin;
import io.drawbridge.registry.Origin;
import io.drawbridge.registry.TenantId;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Counts in memory, for tests and for the size of one process. Forgets nothing. */
public final class InMemoryMonitorCounts implements MonitorCounts {

    private final Map<Optional<TenantId>, Map<Optional<Origin>, MonitoredOrigin>> counts = new HashMap<>();
    private final Map<String, Integer> newOnes = new HashMap<>();
    private final Set<String> deliveries = new HashSet<>();
    private final int mostNew;

    public InMemoryMonitorCounts() {
        this(MAX_NEW_PER_MONTH);
    }

    InMemoryMonitorCounts(int mostNew) {
        this.mostNew = mostNew;
    }

    @Override
    public synchronized void add(Optional<TenantId> owner, MonitoredOrigin counted, String delivery) {
        if (!deliveries.add(owner + " " + counted.origin() + " " + delivery)) {
            return;
        }
        Map<Optional<Origin>, MonitoredOrigin> own = counts.computeIfAbsent(owner, o -> new HashMap<>());
        boolean isNamed = own.containsKey(counted.origin()) || mayBeNew(owner, counted.last());
        MonitoredOrigin kept = isNamed
                ? counted
                : new MonitoredOrigin(Optional.empty(), counted.count(), counted.first(), counted.last());
        own.merge(kept.origin(), kept, MonitoredOrigin::plus);
    }

    private boolean mayBeNew(Optional<TenantId> owner, Instant at) {
        String month = owner + " " + YearMonth.from(at.atZone(ZoneOffset.UTC));
        return newOnes.merge(month, 1, Integer::sum) <= mostNew;
    }

    @Override
    public synchronized List<MonitoredOrigin> of(Optional<TenantId> owner) {
        return counts.getOrDefault(owner, Map.of()).values().stream()
                .sorted(MonitoredOrigin.MOST_FREQUENT_FIRST)
                .toList();
    }
}
