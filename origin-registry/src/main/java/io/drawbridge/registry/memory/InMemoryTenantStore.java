package io.drawbridge.registry.memory;

import io.drawbridge.registry.Approval;
import io.drawbridge.registry.AuditEntry;
import io.drawbridge.registry.AuditIds;
import io.drawbridge.registry.BegunImport;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.IdempotencyKey;
import io.drawbridge.registry.ImportCounts;
import io.drawbridge.registry.ImportDifference;
import io.drawbridge.registry.ImportJob;
import io.drawbridge.registry.ImportJob.State;
import io.drawbridge.registry.ImportOutcome;
import io.drawbridge.registry.ImportedOrigins;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.Origin;
import io.drawbridge.registry.OriginFilter;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.Page;
import io.drawbridge.registry.PageRequest;
import io.drawbridge.registry.PendingOrigin;
import io.drawbridge.registry.Platform;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Repetition;
import io.drawbridge.registry.Revocation;
import io.drawbridge.registry.Revocations;
import io.drawbridge.registry.Sha256;
import io.drawbridge.registry.Stamps;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TenantSummary;
import io.drawbridge.registry.json.AuditedChange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The registry in this process's memory: for tests, golden cases and trying things out. */
public final class InMemoryTenantStore implements TenantStore {

    /** As many as the other store has time for in one call. */
    private static final int AT_ONCE = 4_000;

    private final TenantSource source;
    private final Supplier<String> incarnations;
    private final NavigableMap<String, Stored<Tenant>> tenants = new TreeMap<>();
    private final InMemoryOrigins origins;
    private final InMemoryApprovals approvals;
    private final InMemoryImports imports;
    private final ImportedOrigins standing;
    private final InMemoryRevocations revocations = new InMemoryRevocations();
    private final InMemoryAudit audit;
    private final byte[] cursorKey;
    private Stored<Platform> platform = new Stored<>(Platform.EMPTY, ETag.NEVER);

    /**
     * An empty registry.
     *
     * @param source whether patterns and issuers are claimed
     * @param suffixes bounds the parents that an origin is looked up under
     * @param incarnations as {@link ETag#incarnations} makes them
     */
    public InMemoryTenantStore(TenantSource source, PublicSuffixList suffixes, Supplier<String> incarnations) {
        this(source, suffixes, incarnations, AT_ONCE);
    }

    /** The same with another number of an import's registrations that one call takes. */
    InMemoryTenantStore(TenantSource source, PublicSuffixList suffixes, Supplier<String> incarnations, int atOnce) {
        this.imports = new InMemoryImports(atOnce);
        this.source = source;
        this.incarnations = incarnations;
        this.approvals = new InMemoryApprovals(suffixes);
        this.standing = new ImportedOrigins(source, suffixes);
        this.origins = new InMemoryOrigins(source, suffixes);
        this.audit = new InMemoryAudit(new AuditIds(incarnations));
        this.cursorKey = Sha256.of(incarnations.get() + incarnations.get() + incarnations.get());
    }

    @Override
    public synchronized Reading readTenant(TenantId tenant, Optional<Origin> origin) {
        return reading(
                profile(tenant), origin.map(o -> origins.ofTenant(o, tenant)).orElse(List.of()));
    }

    @Override
    public synchronized Reading readOrigin(Origin origin, Instant now, Optional<TenantId> expected) {
        List<RegisteredOrigin> candidates = origins.claims(origin);
        Optional<Tenant> tenant = RegisteredOrigin.mostSpecific(candidates, origin, now)
                .map(RegisteredOrigin::tenant)
                .flatMap(this::profile);
        return reading(tenant, candidates);
    }

    @Override
    public synchronized Reading readIssuer(String iss) {
        List<Tenant> holders = tenants.values().stream()
                .map(Stored::value)
                .filter(t -> hasIssuer(t.issuers(), iss))
                .toList();
        return reading(holders.size() == 1 ? Optional.of(holders.get(0)) : Optional.empty(), List.of());
    }

    private Reading reading(Optional<Tenant> tenant, List<RegisteredOrigin> candidates) {
        long ofTenant =
                tenant.map(t -> revocations.sequence(Optional.of(t.id()))).orElse(0L);
        return new Reading(platform.value(), tenant, candidates, revocations.sequence(Optional.empty()), ofTenant);
    }

    @Override
    public synchronized Revocations readRevocations(Optional<TenantId> owner, long sequence) {
        return Revocations.of(revocations.of(owner));
    }

    @Override
    public synchronized Page<Revocation> revocations(Optional<TenantId> owner, PageRequest page) {
        return revocations.page(owner, page);
    }

    @Override
    public synchronized Optional<Revocation> revocation(Optional<TenantId> owner, String id) {
        return revocations.find(owner, id);
    }

    @Override
    public synchronized Outcome revoke(Revocation revocation, Change change, Optional<IdempotencyKey> key) {
        Optional<TenantId> owner = revocation.owner();
        if (isRepeated(owner, key, change)) {
            return Outcome.REPEATED;
        }
        boolean isOwnerThere =
                owner.map(t -> tenant(t).isPresent()).orElse(!platform.etag().equals(ETag.NEVER));
        if (!isOwnerThere) {
            return Outcome.ABSENT;
        }
        Optional<Revocation> before = revocation(owner, revocation.id());
        boolean endsLater =
                before.map(b -> b.expiresAt().isBefore(revocation.expiresAt())).orElse(true);
        if (endsLater && revocations.isFull(revocation, change.at())) {
            return Outcome.FULL;
        }
        remember(owner, key, revocation.id(), change);
        if (endsLater) {
            revocations.put(revocation);
            audit.add(owner, AuditedChange.ofRevocation(before, Optional.of(revocation)), change, Optional.empty());
        }
        return Outcome.DONE;
    }

    @Override
    public synchronized Outcome liftRevocation(Revocation revocation, Change change) {
        Outcome possible = revocations.compare(revocation);
        if (possible == Outcome.DONE) {
            revocations.remove(revocation);
            AuditedChange lifted = AuditedChange.ofRevocation(Optional.of(revocation), Optional.empty());
            audit.add(revocation.owner(), lifted, change, Optional.empty());
        }
        return possible;
    }

    @Override
    public synchronized Stored<Platform> platform() {
        return platform;
    }

    @Override
    public synchronized Outcome replacePlatform(Platform replacement, ETag etag, Change change) {
        if (!platform.etag().equals(etag)) {
            return Outcome.STALE;
        }
        if (!tenants.values().stream().map(Stored::value).allMatch(replacement::takes)) {
            return Outcome.KEYLESS;
        }
        boolean claimed = tenants.values().stream()
                .flatMap(t -> t.value().issuers().stream())
                .anyMatch(i -> hasIssuer(replacement.issuers(), i.iss()));
        if (claimed) {
            return Outcome.CLAIMED;
        }
        ETag next = etag.equals(ETag.NEVER) ? first() : etag.next();
        audit.add(Optional.empty(), AuditedChange.replaced(platform.value(), replacement), change, Optional.of(next));
        platform = new Stored<>(replacement, next);
        return Outcome.DONE;
    }

    @Override
    public synchronized Optional<Stored<Tenant>> tenant(TenantId id) {
        return Optional.ofNullable(tenants.get(id.value()));
    }

    @Override
    public synchronized Page<TenantSummary> tenants(String prefix, PageRequest page) {
        return Pages.of(Pages.below(tenants, prefix), page).map(t -> TenantSummary.of(t.value()));
    }

    @Override
    public synchronized Outcome createTenant(Tenant tenant, Change change, Optional<IdempotencyKey> key) {
        if (isRepeated(Optional.empty(), key, change)) {
            return Outcome.REPEATED;
        }
        if (tenant(tenant.id()).isPresent()) {
            return Outcome.EXISTS;
        }
        Outcome possible = takes(tenant);
        if (possible == Outcome.DONE) {
            remember(Optional.empty(), key, tenant.id().value(), change);
            Stored<Tenant> created = new Stored<>(tenant, first());
            audit.add(Optional.of(tenant.id()), AuditedChange.created(tenant), change, Optional.of(created.etag()));
            tenants.put(tenant.id().value(), created);
        }
        return possible;
    }

    @Override
    public synchronized Outcome replaceTenant(Tenant tenant, ETag etag, Change change) {
        Optional<Stored<Tenant>> current = tenant(tenant.id());
        if (current.isEmpty()) {
            return Outcome.ABSENT;
        }
        if (!current.get().etag().equals(etag)) {
            return Outcome.STALE;
        }
        Outcome possible = takes(tenant);
        if (possible == Outcome.DONE) {
            AuditedChange replaced = AuditedChange.replaced(current.get().value(), tenant);
            audit.add(Optional.of(tenant.id()), replaced, change, Optional.of(etag.next()));
            tenants.put(tenant.id().value(), new Stored<>(tenant, etag.next()));
        }
        return possible;
    }

    /** Whether a profile could stand beside the others. */
    private Outcome takes(Tenant tenant) {
        if (!platform.value().takes(tenant)) {
            return Outcome.KEYLESS;
        }
        boolean isKeyTaken = tenant.usageIdentifierKey().isPresent()
                && others(tenant).anyMatch(t -> t.usageIdentifierKey().equals(tenant.usageIdentifierKey()));
        if (isKeyTaken) {
            return Outcome.KEY_TAKEN;
        }
        return isAnyIssuerClaimed(tenant) ? Outcome.CLAIMED : Outcome.DONE;
    }

    private Stream<Tenant> others(Tenant tenant) {
        return tenants.values().stream().map(Stored::value).filter(t -> !t.id().equals(tenant.id()));
    }

    @Override
    public synchronized Optional<Stored<RegisteredOrigin>> origin(TenantId tenant, OriginPattern pattern) {
        return origins.find(tenant, pattern);
    }

    @Override
    public synchronized Page<Stored<RegisteredOrigin>> origins(TenantId tenant, OriginFilter filter, PageRequest page) {
        return origins.page(tenant, filter, page);
    }

    @Override
    public synchronized Outcome addOrigin(RegisteredOrigin origin, Change change, Optional<IdempotencyKey> key) {
        Optional<TenantId> owner = Optional.of(origin.tenant());
        if (isRepeated(owner, key, change)) {
            return Outcome.REPEATED;
        }
        if (tenant(origin.tenant()).isEmpty()) {
            return Outcome.ABSENT;
        }
        if (origin(origin.tenant(), origin.pattern()).isPresent()) {
            return Outcome.EXISTS;
        }
        if (imports.isRunning(origin.tenant(), change.at())) {
            return Outcome.IMPORTING;
        }
        if (source.claims() && !approvals.bears(origin, change.at())) {
            return Outcome.APPROVAL_CHANGED;
        }
        Stored<RegisteredOrigin> added = new Stored<>(origin, first(), Optional.of(Stamps.created(change)));
        Outcome outcome = origins.put(added);
        if (outcome == Outcome.DONE) {
            remember(owner, key, origin.pattern().id(), change);
            audit.add(
                    owner,
                    AuditedChange.ofOrigin(Optional.empty(), Optional.of(origin)),
                    change,
                    Optional.of(added.etag()));
        }
        return outcome;
    }

    @Override
    public synchronized Outcome replaceOrigin(RegisteredOrigin origin, ETag etag, Change change) {
        Outcome possible = origins.compare(origin.tenant(), origin.pattern(), etag);
        if (possible != Outcome.DONE) {
            return possible;
        }
        if (imports.isRunning(origin.tenant(), change.at())) {
            return Outcome.IMPORTING;
        }
        if (source.claims() && !approvals.bears(origin, change.at())) {
            return Outcome.APPROVAL_CHANGED;
        }
        Stored<RegisteredOrigin> before =
                origin(origin.tenant(), origin.pattern()).orElseThrow();
        Outcome outcome = origins.put(before.next(origin, change));
        if (outcome == Outcome.DONE) {
            audit.add(
                    Optional.of(origin.tenant()),
                    AuditedChange.ofOrigin(Optional.of(before.value()), Optional.of(origin)),
                    change,
                    Optional.of(etag.next()));
        }
        return outcome;
    }

    @Override
    public synchronized Outcome removeOrigin(TenantId tenant, OriginPattern pattern, ETag etag, Change change) {
        Outcome possible = origins.compare(tenant, pattern, etag);
        if (possible == Outcome.DONE && imports.isRunning(tenant, change.at())) {
            return Outcome.IMPORTING;
        }
        if (possible == Outcome.DONE) {
            RegisteredOrigin before = origins.remove(tenant, pattern);
            audit.add(
                    Optional.of(tenant),
                    AuditedChange.ofOrigin(Optional.of(before), Optional.empty()),
                    change,
                    Optional.empty());
        }
        return possible;
    }

    @Override
    public synchronized List<Stored<Approval>> approvals(TenantId tenant) {
        return approvals.of(tenant);
    }

    @Override
    public synchronized Outcome approve(TenantId tenant, Approval approval, Optional<ETag> etag, Change change) {
        Outcome possible =
                tenant(tenant).isEmpty() ? Outcome.ABSENT : approvals.compare(tenant, approval.domain(), etag);
        if (possible == Outcome.DONE) {
            Optional<Stored<Approval>> before = approvals.find(tenant, approval.domain());
            Stored<Approval> after = before.map(b -> b.next(approval, change))
                    .orElseGet(() -> new Stored<>(approval, first(), Optional.of(Stamps.created(change))));
            approvals.put(tenant, after);
            AuditedChange what = AuditedChange.ofApproval(before.map(Stored::value), Optional.of(approval));
            audit.add(Optional.of(tenant), what, change, Optional.of(after.etag()));
        }
        return possible;
    }

    @Override
    public synchronized Outcome removeApproval(TenantId tenant, String domain, ETag etag, Change change) {
        Outcome possible = approvals.compare(tenant, domain, Optional.of(etag));
        if (possible == Outcome.DONE) {
            Optional<Approval> before = approvals.find(tenant, domain).map(Stored::value);
            approvals.remove(tenant, domain);
            audit.add(
                    Optional.of(tenant), AuditedChange.ofApproval(before, Optional.empty()), change, Optional.empty());
        }
        return possible;
    }

    @Override
    public synchronized Page<PendingOrigin> pending(PageRequest page) {
        return origins.pending(page);
    }

    @Override
    public synchronized BegunImport beginImport(
            Tenant profile, boolean byPlatform, Change change, Optional<IdempotencyKey> key) {
        Optional<TenantId> owner = Optional.of(profile.id());
        Outcome refusal = tenant(profile.id()).isEmpty()
                ? Outcome.ABSENT
                : imports.isRunning(profile.id(), change.at()) ? Outcome.IMPORTING : Outcome.DONE;
        if (isRepeated(owner, key, change)) {
            refusal = Outcome.REPEATED;
        }
        if (refusal != Outcome.DONE) {
            return new BegunImport(refusal, Optional.empty());
        }
        Instant end = change.at().plus(ImportJob.LIFETIME).truncatedTo(ChronoUnit.SECONDS);
        ImportJob job =
                new ImportJob(incarnations.get(), profile, byPlatform, State.STAGING, end, 0, 0, ImportCounts.NONE);
        imports.put(job, State.STAGING, ImportCounts.NONE);
        remember(owner, key, job.id(), change);
        audit.add(owner, AuditedChange.begun(job), change, Optional.empty());
        return new BegunImport(Outcome.DONE, Optional.of(job));
    }

    @Override
    public synchronized Optional<ImportJob> importJob(TenantId tenant, String job) {
        return imports.find(tenant, job);
    }

    @Override
    public synchronized Optional<ImportJob> runningImport(TenantId tenant) {
        return imports.running(tenant);
    }

    @Override
    public synchronized Outcome putPart(
            TenantId tenant, String job, int number, List<RegisteredOrigin> part, Change change) {
        Optional<ImportJob> found = imports.find(tenant, job);
        if (found.isEmpty()) {
            return Outcome.ABSENT;
        }
        if (!found.get().isOpen(change.at()) || found.get().state() != State.STAGING) {
            return Outcome.STALE;
        }
        imports.putPart(found.get(), number, part);
        return Outcome.DONE;
    }

    @Override
    public synchronized Optional<ImportDifference> difference(TenantId tenant, String job, Instant now) {
        return imports.find(tenant, job)
                .map(j -> standing.difference(j, imports.origins(j), origins(tenant), approvals(tenant), now));
    }

    @Override
    public synchronized ImportOutcome commitImport(TenantId tenant, String id, ETag etag, Change change) {
        Optional<ImportJob> found = imports.find(tenant, id);
        if (found.isEmpty()) {
            return ImportOutcome.refused(Outcome.ABSENT);
        }
        ImportJob job = found.get();
        if (job.state() == State.COMMITTED) {
            return new ImportOutcome(Outcome.DONE, List.of(), job.result());
        }
        Stored<Tenant> before = tenant(tenant).orElseThrow();
        if (!job.isOpen(change.at()) || !before.etag().equals(etag)) {
            return ImportOutcome.refused(Outcome.STALE);
        }
        Outcome possible = takes(job.profile());
        if (possible != Outcome.DONE) {
            return ImportOutcome.refused(possible);
        }
        ImportDifference difference = difference(tenant, id, change.at()).orElseThrow();
        Outcome prepared =
                imports.prepare(job, approvals(tenant), difference.items().size());
        if (prepared != Outcome.DONE) {
            return new ImportOutcome(prepared, List.of(), difference.counts());
        }
        ImportOutcome outcome = origins.apply(tenant, difference, change, this::first);
        if (outcome.outcome() == Outcome.DONE) {
            audit.add(Optional.of(tenant), AuditedChange.staged(job, difference.items()), change, Optional.empty());
            AuditedChange what = AuditedChange.imported(job, before.value(), outcome.counts());
            audit.add(Optional.of(tenant), what, change, Optional.of(etag.next()));
            tenants.put(tenant.value(), new Stored<>(job.profile(), etag.next()));
            imports.put(job, State.COMMITTED, outcome.counts());
        }
        return outcome;
    }

    @Override
    public synchronized Outcome abortImport(TenantId tenant, String job, Change change) {
        Optional<ImportJob> found = imports.find(tenant, job);
        if (found.isEmpty()) {
            return Outcome.ABSENT;
        }
        if (!InMemoryImports.isUndecided(found.get())) {
            return Outcome.STALE;
        }
        imports.put(found.get(), State.ABORTED, ImportCounts.NONE);
        audit.add(Optional.of(tenant), AuditedChange.aborted(found.get()), change, Optional.empty());
        return Outcome.DONE;
    }

    @Override
    public synchronized Page<AuditEntry> audit(Optional<TenantId> owner, PageRequest page) {
        return audit.page(owner, page);
    }

    @Override
    public synchronized Optional<AuditEntry> auditEntry(Optional<TenantId> owner, String id) {
        return audit.entry(owner, id);
    }

    @Override
    public synchronized Optional<Repetition> repetition(Optional<TenantId> owner, String hash, Instant now) {
        return audit.repetition(owner, hash, now);
    }

    @Override
    public byte[] cursorKey() {
        return cursorKey.clone();
    }

    private boolean isRepeated(Optional<TenantId> owner, Optional<IdempotencyKey> key, Change change) {
        return key.flatMap(k -> repetition(owner, k.hash(), change.at())).isPresent();
    }

    private void remember(Optional<TenantId> owner, Optional<IdempotencyKey> key, String id, Change change) {
        key.ifPresent(k -> audit.remember(owner, k, id, change.at()));
    }

    private boolean isAnyIssuerClaimed(Tenant tenant) {
        Set<String> taken = new HashSet<>();
        platform.value().issuers().forEach(i -> taken.add(i.iss()));
        if (source.claims()) {
            others(tenant).forEach(t -> t.issuers().forEach(i -> taken.add(i.iss())));
        }
        return tenant.issuers().stream().anyMatch(i -> taken.contains(i.iss()));
    }

    private Optional<Tenant> profile(TenantId id) {
        return tenant(id).map(Stored::value);
    }

    private static boolean hasIssuer(List<Issuer> issuers, String iss) {
        return issuers.stream().anyMatch(i -> i.iss().equals(iss));
    }

    private ETag first() {
        return ETag.first(incarnations.get());
    }
}
