package io.drawbridge.registry.memory;

import io.drawbridge.registry.ImportCounts;
import io.drawbridge.registry.ImportJob;
import io.drawbridge.registry.ImportJob.State;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The imports of an {@link InMemoryTenantStore}, which guards them by its own monitor. */
final class InMemoryImports {

    private record Id(TenantId tenant, String job) {}

    private final Map<Id, ImportJob> jobs = new HashMap<>();
    private final Map<Id, NavigableMap<Integer, List<RegisteredOrigin>>> parts = new HashMap<>();

    Optional<ImportJob> find(TenantId tenant, String job) {
        return Optional.ofNullable(jobs.get(new Id(tenant, job)));
    }

    Optional<ImportJob> running(TenantId tenant) {
        return jobs.values().stream()
                .filter(j -> j.profile().id().equals(tenant) && j.state() == State.STAGING)
                .findFirst();
    }

    /** Whether one can still be committed; one that cannot is over. */
    boolean isRunning(TenantId tenant, Instant now) {
        Optional<ImportJob> running = running(tenant);
        running.filter(j -> !j.isOpen(now)).ifPresent(j -> put(j, State.ABORTED, ImportCounts.NONE));
        return running.filter(j -> j.isOpen(now)).isPresent();
    }

    void putPart(ImportJob job, int number, List<RegisteredOrigin> origins) {
        room(job).put(number, List.copyOf(origins));
        put(job, job.state(), job.result());
    }

    List<RegisteredOrigin> origins(ImportJob job) {
        return room(job).values().stream().flatMap(List::stream).toList();
    }

    void put(ImportJob job, State state, ImportCounts result) {
        jobs.put(
                id(job),
                new ImportJob(
                        job.id(),
                        job.profile(),
                        job.byPlatform(),
                        state,
                        job.expiresAt(),
                        room(job).size(),
                        origins(job).size(),
                        result));
    }

    private NavigableMap<Integer, List<RegisteredOrigin>> room(ImportJob job) {
        return parts.computeIfAbsent(id(job), i -> new TreeMap<>());
    }

    private static Id id(ImportJob job) {
        return new Id(job.profile().id(), job.id());
    }
}
