package io.drawbridge.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The registry with its writes: each one atomic and conditional, so that nothing is lost or half-written.
 *
 * <p>In {@link TenantSource#ORIGIN} mode every registration that is not pending holds a claim, and every issuer of a tenant
 * likewise: an origin pattern and an {@code iss} each belong to one tenant. In every mode the platform's issuers are no
 * tenant's. Claim and registration are written in one
 * transaction. An expired registration keeps its claim until it is removed.
 */
public interface TenantStore extends RegistryReader {

    /** The most partial-label patterns below one host: of one tenant and, in origin mode, of all tenants together. */
    int MAX_PARTIAL_LABELS = 50;

    /** What became of a write. */
    enum Outcome {
        /** Written. */
        DONE,
        /** Nothing written: the thing is there already. */
        EXISTS,
        /** Nothing written: another tenant holds the claim to this pattern or issuer, or the platform to this issuer. */
        CLAIMED,
        /** Nothing written: the thing, or the tenant it belongs to, is not there. */
        ABSENT,
        /** Nothing written: the thing has another version than the one given. */
        STALE,
        /** Nothing written: there are as many already as there may be: partial labels below a host, revocations. */
        FULL,
        /** Nothing written: usage plans are on, and a tenant would be without {@code usageIdentifierKey}. */
        KEYLESS,
        /** Nothing written: another tenant has this {@code usageIdentifierKey}. */
        KEY_TAKEN,
        /** Nothing written: something was made with this idempotency key already; {@link #repetition} says what. */
        REPEATED,
        /** Nothing written: the tenant's approval of the domain is not what the registration says of it. */
        APPROVAL_CHANGED,
        /** Nothing written: an import of the tenant's is being put in place. */
        IMPORTING,
        /** As much is written as one call has time for; nothing counts by halves. The same call again goes on. */
        UNFINISHED
    }

    /** The platform's settings; {@link Platform#EMPTY} with a tag of version 0 before the first write. */
    Stored<Platform> platform();

    /**
     * Replaces the platform's settings; {@code STALE} unless {@code etag} is the current one, {@code KEYLESS} if it turns usage
     * plans on and a tenant has no key, {@code CLAIMED} if a tenant has one of its issuers.
     *
     * <p>Tenants are looked through before the settings are written: one created in between can be without a key, so whoever
     * serves requests has to look again.
     */
    Outcome replacePlatform(Platform platform, ETag etag, Change change);

    /** A tenant by id. */
    Optional<Stored<Tenant>> tenant(TenantId id);

    /** The tenants whose id begins with a prefix, which may be empty, sorted by id. */
    Page<TenantSummary> tenants(String prefix, PageRequest page);

    /** Every tenant's id, sorted. */
    default List<TenantId> tenants() {
        return PageRequest.all(page -> tenants("", page).map(TenantSummary::id));
    }

    /** Creates a tenant; {@code REPEATED}, {@code EXISTS}, {@code KEYLESS}, {@code KEY_TAKEN} or {@code CLAIMED} (one of its issuers). */
    Outcome createTenant(Tenant tenant, Change change, Optional<IdempotencyKey> key);

    /** The same without an idempotency key. */
    default Outcome createTenant(Tenant tenant, Change change) {
        return createTenant(tenant, change, Optional.empty());
    }

    /** Replaces a tenant's profile; {@code ABSENT}, {@code STALE}, {@code KEYLESS}, {@code KEY_TAKEN} or {@code CLAIMED}. */
    Outcome replaceTenant(Tenant tenant, ETag etag, Change change);

    /** A tenant's registration of exactly this pattern. */
    Optional<Stored<RegisteredOrigin>> origin(TenantId tenant, OriginPattern pattern);

    /** The registrations of a tenant that a filter lets through, sorted by {@link OriginPattern#key}. */
    Page<Stored<RegisteredOrigin>> origins(TenantId tenant, OriginFilter filter, PageRequest page);

    /** Every registration of a tenant, in the same order. */
    default List<Stored<RegisteredOrigin>> origins(TenantId tenant) {
        return PageRequest.all(page -> origins(tenant, OriginFilter.NONE, page));
    }

    /**
     * Registers an origin; {@code REPEATED}, {@code ABSENT} (no such tenant), {@code EXISTS}, {@code CLAIMED} or {@code FULL}.
     *
     * <p>In origin mode what says that it stands on an approval, or that it waits for one, is written only while that is so, else
     * {@code APPROVAL_CHANGED}: {@link Registrar} says the one or the other.
     */
    Outcome addOrigin(RegisteredOrigin origin, Change change, Optional<IdempotencyKey> key);

    /** The same without an idempotency key. */
    default Outcome addOrigin(RegisteredOrigin origin, Change change) {
        return addOrigin(origin, change, Optional.empty());
    }

    /**
     * Replaces a registration of the same pattern; {@code ABSENT}, {@code STALE}, {@code CLAIMED}, {@code FULL} or, as above,
     * {@code APPROVAL_CHANGED}.
     */
    Outcome replaceOrigin(RegisteredOrigin origin, ETag etag, Change change);

    /** Removes a registration and its claim; {@code ABSENT} or {@code STALE}. */
    Outcome removeOrigin(TenantId tenant, OriginPattern pattern, ETag etag, Change change);

    /** The approvals of a tenant, sorted by domain: none but in origin mode. */
    List<Stored<Approval>> approvals(TenantId tenant);

    /**
     * Writes an approval, and nothing of what could stand on it; {@code ABSENT} (no such tenant, or no approval of the version),
     * {@code EXISTS}, {@code STALE} or {@code FULL}.
     *
     * @param etag the version of the one that is there; empty to make one
     */
    Outcome approve(TenantId tenant, Approval approval, Optional<ETag> etag, Change change);

    /** Removes an approval; {@code ABSENT} or {@code STALE}. Whoever stood on it has to wait again before. */
    Outcome removeApproval(TenantId tenant, String domain, ETag etag, Change change);

    /** What waits for the platform, of all tenants, sorted by tenant and {@link OriginPattern#key}. */
    Page<PendingOrigin> pending(PageRequest page);

    /**
     * Begins the import of a whole tenant; {@code REPEATED}, {@code ABSENT} (no such tenant) or {@code IMPORTING} (another one
     * that can still be committed).
     *
     * <p>Until it is committed or aborted, or its time is over, each other write of the tenant's registrations is
     * {@code IMPORTING}.
     *
     * @param profile what the profile becomes
     * @param byPlatform whether its registrations need no approval
     */
    BegunImport beginImport(Tenant profile, boolean byPlatform, Change change, Optional<IdempotencyKey> key);

    /** An import by id. */
    Optional<ImportJob> importJob(TenantId tenant, String job);

    /** The import that the tenant's other writes wait for. */
    Optional<ImportJob> runningImport(TenantId tenant);

    /**
     * Puts a part in the place of the one of its number; {@code ABSENT}, {@code STALE} (it takes no more parts) or {@code FULL}
     * (more bytes than one part may have).
     *
     * @param number 1 to {@link ImportJob#MAX_PARTS}
     * @param origins at most {@link ImportJob#MAX_PART} of the tenant's
     */
    Outcome putPart(TenantId tenant, String job, int number, List<RegisteredOrigin> origins, Change change);

    /** What an import would change, as things are; empty if there is none of the id. */
    Optional<ImportDifference> difference(TenantId tenant, String job, Instant now);

    /**
     * Puts the profile and every registration of an import in force at once. Repeating it after an interruption goes on.
     *
     * <p>{@code UNFINISHED} (a large one: {@link #importJob} says whether it is in force yet), {@code ABSENT}, {@code STALE} (another version of the profile, or no longer open), {@code APPROVAL_CHANGED} (since the
     * first attempt: abort it and begin again), {@code CLAIMED} or {@code FULL} with the patterns, or what
     * {@link #replaceTenant} says of the profile.
     */
    ImportOutcome commitImport(TenantId tenant, String job, ETag profile, Change change);

    /** Ends an import that has changed nothing; {@code ABSENT} or {@code STALE} (it was committed or aborted). */
    Outcome abortImport(TenantId tenant, String job, Change change);

    /** The revocations of a tenant or of the platform, sorted by id; expired ones may be among them. */
    default List<Revocation> revocations(Optional<TenantId> owner) {
        return readRevocations(owner, 0).all();
    }

    /** A part of the same list. */
    Page<Revocation> revocations(Optional<TenantId> owner, PageRequest page);

    /** A revocation by id; it may have expired. */
    Optional<Revocation> revocation(Optional<TenantId> owner, String id);

    /**
     * Adds a revocation and raises its owner's sequence number, both or neither.
     *
     * <p>Repeating one is harmless: what names the same conditions is one revocation, which keeps the later end. {@code REPEATED},
     * {@code ABSENT} (no such tenant, or a platform that was never written), {@code FULL} ({@link Revocation#MAX_PER_OWNER}
     * that have not expired) or {@code STALE} (others revoked at the same time, again and again).
     */
    Outcome revoke(Revocation revocation, Change change, Optional<IdempotencyKey> key);

    /** The same without an idempotency key. */
    default Outcome revoke(Revocation revocation, Change change) {
        return revoke(revocation, change, Optional.empty());
    }

    /**
     * Takes a revocation back and raises the sequence number; {@code ABSENT}, or {@code STALE} if it ends at another time than
     * the one given: its conditions are its name, so its end is all that can change.
     */
    Outcome liftRevocation(Revocation revocation, Change change);

    /** What was changed of a tenant or of the platform, and of what it owns: newest first. */
    Page<AuditEntry> audit(Optional<TenantId> owner, PageRequest page);

    /** One entry of the audit. */
    Optional<AuditEntry> auditEntry(Optional<TenantId> owner, String id);

    /**
     * What was made with an idempotency key.
     *
     * @param owner the tenant below which it was made; empty for what the platform made, tenants among it
     * @param hash the key's
     * @param now decides what is forgotten
     */
    Optional<Repetition> repetition(Optional<TenantId> owner, String hash, Instant now);

    /** The secret that cursors are sealed with: 32 random bytes, drawn once for a table. It is no part of any document. */
    byte[] cursorKey();
}
