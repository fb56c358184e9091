package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.Change;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.ImportCounts;
import io.drawbridge.registry.ImportDifference;
import io.drawbridge.registry.ImportJob;
import io.drawbridge.registry.ImportJob.State;
import io.drawbridge.registry.ImportOutcome;
import io.drawbridge.registry.ImportedOrigins;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Stamps;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantStore.Outcome;
import io.drawbridge.registry.json.AuditedChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Commits an import: puts every registration that changes beside what is in force, then switches the profile to the import's
 * generation, which puts them all in force at once. Interrupted before the switch nothing has changed, after it everything has.
 */
final class ImportCommit {

    private final Table table;
    private final AuditTrail audit;
    private final StagedWrites staged;
    private final ImportWrites imports;
    private final TenantWrites tenants;
    private final Listings listings;
    private final ImportedOrigins standing;
    private final Supplier<ETag> first;

    ImportCommit(
            Table table,
            AuditTrail audit,
            StagedWrites staged,
            ImportWrites imports,
            TenantWrites tenants,
            Listings listings,
            ImportedOrigins standing,
            Supplier<ETag> first) {
        this.table = table;
        this.audit = audit;
        this.staged = staged;
        this.imports = imports;
        this.tenants = tenants;
        this.listings = listings;
        this.standing = standing;
        this.first = first;
    }

    /** What is being committed, as it was read at the beginning. */
    private record Run(ImportJob job, long generation, Attributes profile, Change change, Steps steps) {
        TenantId tenant() {
            return job.profile().id();
        }
    }

    ImportOutcome commit(TenantId tenant, String id, ETag etag, Change change) {
        Optional<Attributes> item = table.read(Keys.job(tenant, id));
        Optional<Attributes> profile = table.read(Keys.profile(tenant));
        if (item.isEmpty() || profile.isEmpty()) {
            return ImportOutcome.refused(Outcome.ABSENT);
        }
        ImportJob job = ImportItem.read(item.get(), tenant);
        if (job.state() == State.COMMITTED) {
            return finished(tenant, job.result(), change, imports.steps());
        }
        if (!job.isOpen(change.at()) || !TenantItem.read(profile.get()).etag().equals(etag)) {
            return ImportOutcome.refused(Outcome.STALE);
        }
        Run run = new Run(job, ImportItem.generation(item.get()), profile.get(), change, imports.steps());
        return freeze(run, item.get()).map(ImportOutcome::refused).orElseGet(() -> commit(run));
    }

    /** What is switched is in force; what the import has left beside it is cleared away as far as there is time. */
    private ImportOutcome finished(TenantId tenant, ImportCounts counts, Change change, Steps steps) {
        boolean isSettled = imports.settle(tenant, change.at(), steps);
        return new ImportOutcome(isSettled ? Outcome.DONE : Outcome.UNFINISHED, List.of(), counts);
    }

    /** What an import would change, by the approvals of one reading of the profile. */
    ImportDifference difference(ImportJob job, Attributes profile, Instant now) {
        TenantId tenant = job.profile().id();
        return difference(job, profile, table.query(Keys.partition(tenant), Keys.ORIGIN_PREFIX), now);
    }

    private ImportDifference difference(ImportJob job, Attributes profile, List<Attributes> items, Instant now) {
        TenantId tenant = job.profile().id();
        return standing.difference(
                job,
                imports.origins(tenant, job.id()),
                listings.inForce(tenant, items),
                ApprovalItem.read(profile),
                now);
    }

    /** What is staged holds to the approvals of its beginning: when they have changed since, the import begins anew. */
    private Optional<Outcome> freeze(Run run, Attributes item) {
        long changes = ApprovalItem.changes(run.profile());
        if (run.job().state() == State.COMMITTING) {
            return ImportItem.approvalChanges(item) == changes
                    ? Optional.empty()
                    : Optional.of(Outcome.APPROVAL_CHANGED);
        }
        Outcome outcome = table.write(List.of(
                Write.update(ImportItem.freeze(run.tenant(), run.job().id(), changes), existing -> Outcome.STALE)));
        return outcome == Outcome.DONE ? Optional.empty() : Optional.of(outcome);
    }

    private ImportOutcome commit(Run run) {
        List<Attributes> items = table.query(Keys.partition(run.tenant()), Keys.ORIGIN_PREFIX);
        ImportDifference difference =
                difference(run.job(), run.profile(), items, run.change().at());
        List<OriginPattern> conflicts = new ArrayList<>();
        Outcome outcome = stage(run, difference, staged(items, run.generation()), conflicts);
        if (outcome != Outcome.DONE) {
            return new ImportOutcome(outcome, conflicts, difference.counts());
        }
        Stored<Tenant> before = TenantItem.read(run.profile());
        ImportJob job = run.job();
        outcome = tenants.importing(
                before,
                job.profile(),
                run.generation(),
                ApprovalItem.changes(run.profile()),
                List.of(
                        Write.update(
                                ImportItem.commit(run.tenant(), job.id(), difference.counts()),
                                existing -> Outcome.STALE),
                        audit.entry(
                                Optional.of(run.tenant()),
                                AuditedChange.imported(job, before.value(), difference.counts()),
                                run.change(),
                                Optional.of(before.etag().next()))));
        if (outcome != Outcome.DONE) {
            return ImportOutcome.refused(outcome);
        }
        return finished(run.tenant(), difference.counts(), run.change(), run.steps());
    }

    /** What an earlier call has staged. */
    private static Set<Key> staged(List<Attributes> items, long generation) {
        return items.stream()
                .filter(i -> Staged.isIn(i) && Staged.stagedFor(i) == generation)
                .map(Attributes::key)
                .collect(Collectors.toSet());
    }

    /** Stages what is not staged yet, as far as there is time. */
    private Outcome stage(Run run, ImportDifference difference, Set<Key> done, List<OriginPattern> conflicts) {
        Map<Key, Integer> leaving = staged.leaving(run.tenant(), difference);
        List<Batches.Part<ImportDifference.Item>> parts = difference.items().stream()
                .filter(item -> !done.contains(Keys.origin(run.tenant(), item.pattern())))
                .limit(run.steps().most())
                .map(item -> new Batches.Part<>(
                        item, staged.stage(run.tenant(), item, after(item, run.change()), run.generation(), leaving)))
                .toList();
        Outcome outcome = Outcome.DONE;
        for (List<Batches.Part<ImportDifference.Item>> batch : Batches.of(parts)) {
            Outcome written = write(run, batch, conflicts);
            if (written != Outcome.DONE && !isConflict(written)) {
                return conflicts.isEmpty() ? written : outcome;
            }
            outcome = worse(outcome, written);
        }
        boolean isWhole = done.size() + parts.size() >= difference.items().size();
        return outcome == Outcome.DONE && !isWhole ? Outcome.UNFINISHED : outcome;
    }

    private Optional<Stored<RegisteredOrigin>> after(ImportDifference.Item item, Change change) {
        return item.after()
                .map(origin -> item.before()
                        .map(b -> b.next(origin, change))
                        .orElseGet(() -> new Stored<>(origin, first.get(), Optional.of(Stamps.created(change)))));
    }

    /** Writes a batch; one that is refused is written one by one, to know which registrations are in the way. */
    private Outcome write(Run run, List<Batches.Part<ImportDifference.Item>> batch, List<OriginPattern> conflicts) {
        if (!run.steps().take(batch.size())) {
            return Outcome.UNFINISHED;
        }
        Write running = Write.check(Importing.checkRunning(run.tenant(), run.generation()), existing -> Outcome.STALE);
        List<Write> all = ImportWrites.with(running, Batches.writes(batch));
        AuditedChange what = AuditedChange.staged(
                run.job(), batch.stream().map(Batches.Part::of).toList());
        all.add(audit.entry(Optional.of(run.tenant()), what, run.change(), Optional.empty()));
        Outcome outcome = table.write(all);
        if (!isConflict(outcome)) {
            return outcome;
        }
        if (batch.size() == 1) {
            OriginPattern pattern = batch.get(0).of().pattern();
            if (imports.release(pattern, run.change(), run.steps())) {
                return write(run, batch, conflicts);
            }
            conflicts.add(pattern);
            return outcome;
        }
        outcome = Outcome.DONE;
        for (Batches.Part<ImportDifference.Item> part : batch) {
            Outcome written = write(run, List.of(part), conflicts);
            if (written != Outcome.DONE && !isConflict(written)) {
                return conflicts.isEmpty() ? written : outcome;
            }
            outcome = worse(outcome, written);
        }
        return outcome;
    }

    private static boolean isConflict(Outcome outcome) {
        return outcome == Outcome.CLAIMED || outcome == Outcome.FULL;
    }

    private static Outcome worse(Outcome one, Outcome other) {
        return one == Outcome.DONE ? other : one;
    }
}
