package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.Change;
import io.drawbridge.registry.ETag;
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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

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
    private record Run(ImportJob job, long generation, Attributes profile, Change change) {
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
            imports.settle(tenant, change.at());
            return new ImportOutcome(Outcome.DONE, List.of(), job.result());
        }
        if (!job.isOpen(change.at()) || !TenantItem.read(profile.get()).etag().equals(etag)) {
            return ImportOutcome.refused(Outcome.STALE);
        }
        Run run = new Run(job, ImportItem.generation(item.get()), profile.get(), change);
        return freeze(run, item.get())
                .map(ImportOutcome::refused)
                .orElseGet(() -> commit(run, difference(run.job(), run.profile(), change.at())));
    }

    /** What an import would change, by the approvals of one reading of the profile. */
    ImportDifference difference(ImportJob job, Attributes profile, Instant now) {
        TenantId tenant = job.profile().id();
        List<Stored<RegisteredOrigin>> current =
                listings.inForce(tenant, table.query(Keys.partition(tenant), Keys.ORIGIN_PREFIX));
        return standing.difference(job, imports.origins(tenant, job.id()), current, ApprovalItem.read(profile), now);
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

    private ImportOutcome commit(Run run, ImportDifference difference) {
        List<OriginPattern> conflicts = new ArrayList<>();
        Outcome outcome = stage(run, difference, conflicts);
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
        imports.settle(run.tenant(), run.change().at());
        return new ImportOutcome(Outcome.DONE, List.of(), difference.counts());
    }

    private Outcome stage(Run run, ImportDifference difference, List<OriginPattern> conflicts) {
        Set<Key> done = new HashSet<>();
        table.query(Keys.partition(run.tenant()), Keys.ORIGIN_PREFIX).stream()
                .filter(i -> Staged.isIn(i) && Staged.stagedFor(i) == run.generation())
                .forEach(i -> done.add(i.key()));
        List<ImportDifference.Item> batch = new ArrayList<>();
        List<Write> writes = new ArrayList<>();
        Set<Key> keys = new HashSet<>();
        Outcome outcome = Outcome.DONE;
        for (ImportDifference.Item item : difference.items()) {
            if (done.contains(Keys.origin(run.tenant(), item.pattern()))) {
                continue;
            }
            List<Write> more = staged.stage(run.tenant(), item, after(item, run.change()), run.generation());
            boolean meets = more.stream().map(Write::key).anyMatch(keys::contains);
            if (meets || batch.size() == ImportWrites.MOST_STAGED) {
                outcome = worse(outcome, write(run, batch, writes, conflicts));
                batch.clear();
                writes.clear();
                keys.clear();
            }
            batch.add(item);
            writes.addAll(more);
            more.forEach(w -> keys.add(w.key()));
        }
        return batch.isEmpty() ? outcome : worse(outcome, write(run, batch, writes, conflicts));
    }

    private Optional<Stored<RegisteredOrigin>> after(ImportDifference.Item item, Change change) {
        return item.after()
                .map(origin -> item.before()
                        .map(b -> b.next(origin, change))
                        .orElseGet(() -> new Stored<>(origin, first.get(), Optional.of(Stamps.created(change)))));
    }

    /** Writes a batch; one that is refused is written one by one, to know which registrations are in the way. */
    private Outcome write(
            Run run, List<ImportDifference.Item> batch, List<Write> writes, List<OriginPattern> conflicts) {
        Write running = Write.check(Importing.checkRunning(run.tenant(), run.generation()), existing -> Outcome.STALE);
        List<Write> all = ImportWrites.with(running, writes);
        AuditedChange what = AuditedChange.staged(run.job(), batch);
        all.add(audit.entry(Optional.of(run.tenant()), what, run.change(), Optional.empty()));
        Outcome outcome = table.write(all);
        boolean isConflict = outcome == Outcome.CLAIMED || outcome == Outcome.FULL;
        if (isConflict && batch.size() == 1) {
            OriginPattern pattern = batch.get(0).pattern();
            if (imports.release(pattern, run.change())) {
                return write(run, batch, writes, conflicts);
            }
            conflicts.add(pattern);
        } else if (isConflict) {
            outcome = Outcome.DONE;
            for (ImportDifference.Item item : batch) {
                List<Write> own = staged.stage(run.tenant(), item, after(item, run.change()), run.generation());
                outcome = worse(outcome, write(run, List.of(item), own, conflicts));
            }
        }
        return outcome;
    }

    private static Outcome worse(Outcome one, Outcome other) {
        return one == Outcome.DONE ? other : one;
    }
}
