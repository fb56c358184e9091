package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.BegunImport;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.IdempotencyKey;
import io.drawbridge.registry.ImportCounts;
import io.drawbridge.registry.ImportJob;
import io.drawbridge.registry.ImportJob.State;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantStore.Outcome;
import io.drawbridge.registry.json.AuditedChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.Put;

/** The transactions of an import before its commit, and what clears away one that came to nothing. */
final class ImportWrites {

    /** A part must fit an item of 400 KB, with room for its key. */
    private static final long MAX_PART_BYTES = 380_000;

    private static final int ATTEMPTS = 5;

    private final Table table;
    private final AuditTrail audit;
    private final StagedWrites staged;
    private final int atOnce;

    ImportWrites(Table table, AuditTrail audit, StagedWrites staged, int atOnce) {
        this.table = table;
        this.audit = audit;
        this.staged = staged;
        this.atOnce = atOnce;
    }

    Optional<ImportJob> find(TenantId tenant, String job) {
        return table.read(Keys.job(tenant, job)).map(item -> ImportItem.read(item, tenant));
    }

    Optional<ImportJob> open(TenantId tenant) {
        return table.read(Keys.profile(tenant)).flatMap(Importing::running).flatMap(r -> find(tenant, r.job()));
    }

    List<RegisteredOrigin> origins(TenantId tenant, String job) {
        return table.query(Keys.jobs(tenant), Keys.partPrefix(job)).stream()
                .flatMap(item -> ImportItem.part(item).stream())
                .toList();
    }

    BegunImport begin(Tenant profile, boolean byPlatform, String id, Change change, Optional<IdempotencyKey> key) {
        TenantId tenant = profile.id();
        Outcome cleared = clear(tenant, change);
        if (cleared != Outcome.DONE) {
            return new BegunImport(cleared, Optional.empty());
        }
        Optional<Attributes> current = table.read(Keys.profile(tenant));
        if (current.isEmpty()) {
            return new BegunImport(Outcome.ABSENT, Optional.empty());
        }
        long generation = Importing.next(current.get());
        Instant end = Instant.ofEpochSecond(change.at().plus(ImportJob.LIFETIME).getEpochSecond());
        ImportJob job = new ImportJob(id, profile, byPlatform, State.STAGING, end, 0, 0, ImportCounts.NONE);
        List<Write> writes = new ArrayList<>();
        key.ifPresent(k -> writes.add(RepetitionItem.put(Optional.of(tenant), k, id, change.at())));
        writes.add(Write.update(
                Importing.begin(tenant, new Importing.Running(id, generation, end)),
                existing -> existing.isEmpty() ? Outcome.ABSENT : Outcome.IMPORTING));
        writes.add(Write.put(ImportItem.put(job, generation), existing -> Outcome.EXISTS));
        writes.add(audit.entry(Optional.of(tenant), AuditedChange.begun(job), change, Optional.empty()));
        Outcome outcome = table.write(writes);
        return new BegunImport(outcome, outcome == Outcome.DONE ? Optional.of(job) : Optional.empty());
    }

    Outcome putPart(TenantId tenant, String job, int number, List<RegisteredOrigin> origins, Change change) {
        var item = ImportItem.part(tenant, job, number, origins, change.at());
        if (ItemSize.of(item) > MAX_PART_BYTES) {
            return Outcome.FULL;
        }
        return table.write(List.of(
                Write.update(
                        ImportItem.notePart(tenant, job, number, origins.size(), change.at()), Write::staleOrAbsent),
                Write.put(Put.builder().item(item), existing -> Outcome.STALE)));
    }

    /** Ends an import. What it has left is cleared away as far as there is time; the rest by whoever writes next. */
    Outcome abort(TenantId tenant, String job, Change change) {
        Optional<ImportJob> found = find(tenant, job);
        if (found.isEmpty()) {
            return Outcome.ABSENT;
        }
        Outcome outcome = end(tenant, job, found, change);
        if (outcome == Outcome.DONE) {
            settle(tenant, change.at(), steps());
        }
        return outcome;
    }

    /** Ends an import; its own item is gone where nobody came for so long that the table forgot it. */
    private Outcome end(TenantId tenant, String id, Optional<ImportJob> job, Change change) {
        List<Write> writes = new ArrayList<>();
        writes.add(Write.update(Importing.end(tenant, id), existing -> Outcome.STALE));
        job.ifPresent(j -> writes.add(Write.update(ImportItem.abort(tenant, id), existing -> Outcome.STALE)));
        AuditedChange what = job.map(AuditedChange::aborted).orElseGet(() -> AuditedChange.forgotten(id));
        writes.add(audit.entry(Optional.of(tenant), what, change, Optional.empty()));
        return table.write(writes);
    }

    /**
     * Clears away what an import has left that was committed or that can be no more; {@code IMPORTING} while one still can, and
     * while more is left than one call has time for.
     */
    Outcome clear(TenantId tenant, Change change) {
        return clear(tenant, change, steps());
    }

    private Outcome clear(TenantId tenant, Change change, Steps steps) {
        Optional<Attributes> profile = table.read(Keys.profile(tenant));
        Optional<Importing.Running> running = profile.flatMap(Importing::running);
        if (running.isPresent()) {
            if (change.at().isBefore(running.get().expiresAt())) {
                return Outcome.IMPORTING;
            }
            String job = running.get().job();
            end(tenant, job, find(tenant, job), change);
        }
        boolean isSettled = !profile.map(Importing::isUnsettled).orElse(false) || settle(tenant, change.at(), steps);
        return isSettled ? Outcome.DONE : Outcome.IMPORTING;
    }

    /**
     * Gives a claim free that only an import holds which can be committed no more.
     *
     * @return whether it was so
     */
    boolean release(OriginPattern pattern, Change change) {
        return release(pattern, change, steps());
    }

    boolean release(OriginPattern pattern, Change change, Steps steps) {
        Key key = Keys.bucketParent(pattern).map(Keys::claimBucket).orElseGet(() -> Keys.claim(pattern));
        Optional<Attributes> claim = table.read(key)
                .flatMap(item -> Keys.isBucket(key) ? item.optionalMap(pattern.text()) : Optional.of(item))
                .filter(c -> Staged.base(c).isEmpty());
        return claim.map(c ->
                        clear(c.decode(() -> new TenantId(c.text(OriginItem.TENANT))), change, steps) == Outcome.DONE)
                .orElse(false);
    }

    /**
     * Folds what was staged, and whose import has ended, into what is in force: nothing that anybody reads changes by it. It can
     * be interrupted anywhere and begun again by anybody.
     *
     * @return whether nothing is left
     */
    boolean settle(TenantId tenant, Instant now, Steps steps) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<Attributes> profile = table.read(Keys.profile(tenant));
            if (profile.isEmpty() || !Importing.isUnsettled(profile.get())) {
                return true;
            }
            if (Importing.running(profile.get()).isPresent()) {
                return false;
            }
            long generation = Staged.generation(profile.get());
            List<Attributes> left = table.queryHaving(Staged.STAGED, Keys.partition(tenant), Keys.ORIGIN_PREFIX);
            List<Batches.Part<Attributes>> folds = left.stream()
                    .limit(steps.most())
                    .map(item -> new Batches.Part<>(item, staged.settle(tenant, item, generation, now)))
                    .toList();
            Write quiet = Write.check(Importing.checkQuiet(tenant, generation), existing -> Outcome.IMPORTING);
            Outcome outcome = fold(quiet, folds, steps);
            if (outcome == Outcome.UNFINISHED || folds.size() < left.size()) {
                return false;
            }
            if (outcome == Outcome.DONE) {
                outcome = table.write(
                        List.of(Write.update(Importing.settled(tenant, generation), existing -> Outcome.STALE)));
            }
            if (outcome == Outcome.DONE) {
                return true;
            }
        }
        return false;
    }

    private Outcome fold(Write quiet, List<Batches.Part<Attributes>> folds, Steps steps) {
        for (List<Batches.Part<Attributes>> batch : Batches.of(folds)) {
            if (!steps.take(batch.size())) {
                return Outcome.UNFINISHED;
            }
            Outcome outcome = table.write(with(quiet, Batches.writes(batch)));
            if (outcome != Outcome.DONE) {
                return outcome;
            }
        }
        return Outcome.DONE;
    }

    /** What one call has time for. */
    Steps steps() {
        return new Steps(atOnce);
    }

    static List<Write> with(Write first, List<Write> others) {
        List<Write> all = new ArrayList<>();
        all.add(first);
        all.addAll(others);
        return all;
    }
}
