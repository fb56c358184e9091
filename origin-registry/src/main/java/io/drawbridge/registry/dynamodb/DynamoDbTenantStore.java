package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.Approval;
import io.drawbridge.registry.AuditEntry;
import io.drawbridge.registry.AuditIds;
import io.drawbridge.registry.BegunImport;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.IdempotencyKey;
import io.drawbridge.registry.ImportDifference;
import io.drawbridge.registry.ImportJob;
import io.drawbridge.registry.ImportOutcome;
import io.drawbridge.registry.ImportedOrigins;
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
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TenantSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The registry in a DynamoDB table; {@code docs/registry-table.md} says what each operation reads and writes. */
public final class DynamoDbTenantStore implements TenantStore {

    private static final int ATTEMPTS = 2;

    /** A partition takes a thousand write units a second, and one registration of a transaction costs two or more of them. */
    private static final int AT_ONCE = 4_000;

    private final Table table;
    private final TenantSource source;
    private final Supplier<String> incarnations;
    private final Reads reads;
    private final Listings listings;
    private final TenantWrites tenantWrites;
    private final OriginWrites originWrites;
    private final ImportWrites imports;
    private final ImportCommit importCommit;
    private final ApprovalWrites approvalWrites;
    private final RevocationWrites revocationWrites;

    /**
     * A registry in an existing table.
     *
     * @param client bounds how long each call may take; {@link #client} makes a fit one
     * @param table the table's name
     * @param source whether patterns and issuers are claimed; a table filled in one mode cannot be used in another
     * @param suffixes bounds the parents that an origin is looked up under
     * @param incarnations as {@link ETag#incarnations} makes them
     */
    public DynamoDbTenantStore(
            DynamoDbClient client,
            String table,
            TenantSource source,
            PublicSuffixList suffixes,
            Supplier<String> incarnations) {
        this(client, table, source, suffixes, incarnations, AT_ONCE);
    }

    /** The same with another number of an import's registrations that one call writes. */
    DynamoDbTenantStore(
            DynamoDbClient client,
            String table,
            TenantSource source,
            PublicSuffixList suffixes,
            Supplier<String> incarnations,
            int atOnce) {
        this.table = new Table(client, table);
        this.source = source;
        this.incarnations = incarnations;
        this.reads = new Reads(this.table, source, suffixes);
        this.listings = new Listings(this.table);
        AuditTrail audit = new AuditTrail(new AuditIds(incarnations));
        this.tenantWrites = new TenantWrites(this.table, source, audit);
        this.originWrites = new OriginWrites(this.table, source, suffixes, audit);
        StagedWrites staged = new StagedWrites(source, suffixes);
        this.imports = new ImportWrites(this.table, audit, staged, atOnce);
        this.importCommit = new ImportCommit(
                this.table,
                audit,
                staged,
                imports,
                tenantWrites,
                listings,
                new ImportedOrigins(source, suffixes),
                this::first);
        this.approvalWrites = new ApprovalWrites(this.table, audit);
        this.revocationWrites = new RevocationWrites(this.table, audit);
    }

    /**
     * A client whose calls end within a budget: region, credentials and {@code AWS_ENDPOINT_URL_DYNAMODB} come from the SDK's
     * standard environment, connections from the JDK.
     *
     * <p>The first call of a process also loads the classes of the SDK, which alone can take a second where processor time is
     * short: make one before the first request counts on it.
     *
     * @param budget the longest time of one call, its second attempt included; each attempt has 60 % of it
     */
    public static DynamoDbClient client(Duration budget) {
        Duration attempt = budget.multipliedBy(3).dividedBy(5);
        return DynamoDbClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(attempt)
                        .socketTimeout(attempt))
                .overrideConfiguration(o -> o.apiCallTimeout(budget)
                        .apiCallAttemptTimeout(attempt)
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build()))
                .build();
    }

    @Override
    public Reading readTenant(TenantId tenant, Optional<Origin> origin) {
        return reads.readTenant(tenant, origin);
    }

    @Override
    public Reading readOrigin(Origin origin, Instant now, Optional<TenantId> expected) {
        return reads.readOrigin(origin, now, expected);
    }

    @Override
    public Reading readIssuer(String iss) {
        return reads.readIssuer(iss);
    }

    @Override
    public Revocations readRevocations(Optional<TenantId> owner, long sequence) {
        return reads.readRevocations(owner, sequence);
    }

    @Override
    public Page<Revocation> revocations(Optional<TenantId> owner, PageRequest page) {
        return listings.revocations(owner, page);
    }

    @Override
    public Optional<Revocation> revocation(Optional<TenantId> owner, String id) {
        return revocationWrites.find(owner, id);
    }

    @Override
    public Outcome revoke(Revocation revocation, Change change, Optional<IdempotencyKey> key) {
        return revocationWrites.revoke(revocation, change, key);
    }

    @Override
    public Outcome liftRevocation(Revocation revocation, Change change) {
        return revocationWrites.lift(revocation, change);
    }

    @Override
    public Stored<Platform> platform() {
        return PlatformItem.read(table.read(Keys.SETTINGS), source);
    }

    @Override
    public Outcome replacePlatform(Platform platform, ETag etag, Change change) {
        Stored<Platform> current = platform();
        if (!current.etag().equals(etag)) {
            return Outcome.STALE;
        }
        boolean turnsPlansOn = platform.usagePlans() && !current.value().usagePlans();
        if (turnsPlansOn
                && !tenants().stream().flatMap(t -> tenant(t).stream()).allMatch(t -> platform.takes(t.value()))) {
            return Outcome.KEYLESS;
        }
        ETag next = etag.equals(ETag.NEVER) ? first() : etag.next();
        return tenantWrites.replacePlatform(current, platform, next, change);
    }

    @Override
    public Optional<Stored<Tenant>> tenant(TenantId id) {
        return table.read(Keys.profile(id)).map(TenantItem::read);
    }

    @Override
    public Page<TenantSummary> tenants(String prefix, PageRequest page) {
        return listings.tenants(prefix, page);
    }

    @Override
    public Outcome createTenant(Tenant tenant, Change change, Optional<IdempotencyKey> key) {
        return tenantWrites.create(tenant, first(), change, key);
    }

    @Override
    public Outcome replaceTenant(Tenant tenant, ETag etag, Change change) {
        return over(tenant(tenant.id()), etag, current -> tenantWrites.replace(current, tenant, change));
    }

    @Override
    public Optional<Stored<RegisteredOrigin>> origin(TenantId tenant, OriginPattern pattern) {
        return table.read(Keys.origin(tenant, pattern))
                .flatMap(
                        item -> listings.inForce(tenant, List.of(item)).stream().findFirst());
    }

    @Override
    public Page<Stored<RegisteredOrigin>> origins(TenantId tenant, OriginFilter filter, PageRequest page) {
        return listings.origins(tenant, filter, page);
    }

    @Override
    public Outcome addOrigin(RegisteredOrigin origin, Change change, Optional<IdempotencyKey> key) {
        return settled(origin.tenant(), origin.pattern(), change, () -> originWrites.add(origin, first(), change, key));
    }

    @Override
    public Outcome replaceOrigin(RegisteredOrigin origin, ETag etag, Change change) {
        return settled(
                origin.tenant(),
                origin.pattern(),
                change,
                () -> over(
                        origin(origin.tenant(), origin.pattern()),
                        etag,
                        current -> originWrites.replace(current, origin, change)));
    }

    @Override
    public Outcome removeOrigin(TenantId tenant, OriginPattern pattern, ETag etag, Change change) {
        return settled(
                tenant,
                pattern,
                change,
                () -> over(origin(tenant, pattern), etag, current -> originWrites.remove(current, change)));
    }

    /** Writes, once more where only what an import has left is in the way. */
    private Outcome settled(TenantId tenant, OriginPattern pattern, Change change, Supplier<Outcome> write) {
        Outcome outcome = write.get();
        boolean isCleared = (outcome == Outcome.IMPORTING && imports.clear(tenant, change) == Outcome.DONE)
                || (outcome == Outcome.CLAIMED && imports.release(pattern, change));
        return isCleared ? write.get() : outcome;
    }

    @Override
    public BegunImport beginImport(Tenant profile, boolean byPlatform, Change change, Optional<IdempotencyKey> key) {
        return imports.begin(profile, byPlatform, incarnations.get(), change, key);
    }

    @Override
    public Optional<ImportJob> importJob(TenantId tenant, String job) {
        return imports.find(tenant, job);
    }

    @Override
    public Optional<ImportJob> runningImport(TenantId tenant) {
        return imports.open(tenant);
    }

    @Override
    public Outcome putPart(TenantId tenant, String job, int number, List<RegisteredOrigin> origins, Change change) {
        return imports.putPart(tenant, job, number, origins, change);
    }

    @Override
    public Optional<ImportDifference> difference(TenantId tenant, String job, Instant now) {
        return imports.find(tenant, job)
                .flatMap(j -> table.read(Keys.profile(tenant)).map(p -> importCommit.difference(j, p, now)));
    }

    @Override
    public ImportOutcome commitImport(TenantId tenant, String job, ETag profile, Change change) {
        return importCommit.commit(tenant, job, profile, change);
    }

    @Override
    public Outcome abortImport(TenantId tenant, String job, Change change) {
        return imports.abort(tenant, job, change);
    }

    @Override
    public List<Stored<Approval>> approvals(TenantId tenant) {
        return approvalWrites.read(tenant);
    }

    @Override
    public Outcome approve(TenantId tenant, Approval approval, Optional<ETag> etag, Change change) {
        return etag.map(version -> over(
                        approval(tenant, approval.domain()),
                        version,
                        current -> approvalWrites.replace(tenant, current, approval, change)))
                .orElseGet(() -> approvalWrites.create(tenant, approval, first(), change));
    }

    @Override
    public Outcome removeApproval(TenantId tenant, String domain, ETag etag, Change change) {
        return over(approval(tenant, domain), etag, current -> approvalWrites.remove(tenant, current, change));
    }

    private Optional<Stored<Approval>> approval(TenantId tenant, String domain) {
        return approvals(tenant).stream()
                .filter(a -> a.value().domain().equals(domain))
                .findFirst();
    }

    @Override
    public Page<PendingOrigin> pending(PageRequest page) {
        return listings.pending(page);
    }

    @Override
    public Page<AuditEntry> audit(Optional<TenantId> owner, PageRequest page) {
        return listings.audit(owner, page);
    }

    @Override
    public Optional<AuditEntry> auditEntry(Optional<TenantId> owner, String id) {
        return table.read(Keys.auditEntry(owner, id)).map(AuditTrail::read);
    }

    @Override
    public Optional<Repetition> repetition(Optional<TenantId> owner, String hash, Instant now) {
        return table.read(Keys.repetition(owner, hash)).flatMap(item -> RepetitionItem.read(item, now));
    }

    @Override
    public byte[] cursorKey() {
        // Three draws of 12 bytes are more than the 32 that the hash keeps of them.
        byte[] drawn = Sha256.of(incarnations.get() + incarnations.get() + incarnations.get());
        Attributes item =
                table.makeOnce(new Values(Keys.CURSOR_KEY).bytes("key", drawn).toMap());
        byte[] key = item.bytes("key");
        // One that somebody shortened would make cursors that can be guessed.
        if (key.length != drawn.length) {
            throw item.broken("\"key\" has " + key.length + " bytes");
        }
        return key;
    }

    /** Writes over what was read just now, which the transaction's own condition holds to. */
    private static <T> Outcome over(Optional<Stored<T>> current, ETag expected, Function<Stored<T>, Outcome> write) {
        if (current.isEmpty()) {
            return Outcome.ABSENT;
        }
        return current.get().etag().equals(expected) ? write.apply(current.get()) : Outcome.STALE;
    }

    private ETag first() {
        return ETag.first(incarnations.get());
    }
}
