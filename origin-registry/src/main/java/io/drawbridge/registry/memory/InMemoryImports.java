package io.drawbridge.registry.memory;

import io.drawbridge.registry.Approval;
import io.drawbridge.registry.ImportCounts;
import io.drawbridge.registry.ImportJob;
import io.drawbridge.registry.ImportJob.State;
import io.drawbridge.registry.RegisteredOrigin;
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

/** The imports of an {@link InMemoryTenantStore}, which guards them by its own monitor. */
final class InMemoryImports {

    private record Id(TenantId tenant, String job) {}

    /** How far a commit is, and by which approvals it began. */
    private record Begun(int done, List<Stored<Approval>> approvals) {}

    private final Map<Id, ImportJob> jobs = new HashMap<>();
    private final Map<Id, NavigableMap<Integer, List<RegisteredOrigin>>> parts = new HashMap<>();
    private final Map<Id, Begun> begun = new HashMap<>();
    private final int atOnce;

    InMemoryImports(int atOnce) {
        this.atOnce = atOnce;
    }

    Optional<ImportJob> find(TenantId tenant, String job) {
        return Optional.ofNullable(jobs.get(new Id(tenant, job)));
    }

    Optional<ImportJob> running(TenantId tenant) {
        return jobs.values().stream()
                .filter(j -> j.profile().id().equals(tenant) && isUndecided(j))
                .findFirst();
    }

    /** Whether one can still be committed; one that cannot is over. */
    boolean isRunning(TenantId tenant, Instant now) {
        Optional<ImportJob> running = running(tenant);
        running.filter(j -> !j.isOpen(now)).ifPresent(j -> put(j, State.ABORTED, ImportCounts.NONE));
        return running.filter(j -> j.isOpen(now)).isPresent();
    }

    /** Whether it was neither committed nor aborted. */
    static boolean isUndecided(ImportJob job) {
        return job.state() == State.STAGING || job.state() == State.COMMITTING;
    }

    /** Goes on with a commit: {@code DONE} where nothing is left to prepare. */
    Outcome prepare(ImportJob job, List<Stored<Approval>> approvals, int changes) {
        Begun before = begun.getOrDefault(id(job), new Begun(0, approvals));
        if (!before.approvals().equals(approvals)) {
            return Outcome.APPROVAL_CHANGED;
        }
        put(job, State.COMMITTING, ImportCounts.NONE);
        begun.put(id(job), new Begun(before.done() + atOnce, approvals));
        return before.done() + atOnce < changes ? Outcome.UNFINISHED : Outcome.DONE;
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
