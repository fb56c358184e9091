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
        KEYLESS
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
    Outcome replacePlatform(Platform platform, ETag etag);

    /** A tenant by id. */
    Optional<Stored<Tenant>> tenant(TenantId id);

    /** Every tenant's id, sorted. */
    List<TenantId> tenants();

    /** Creates a tenant; {@code EXISTS}, {@code KEYLESS} or {@code CLAIMED} (one of its issuers). */
    Outcome createTenant(Tenant tenant);

    /** Replaces a tenant's profile; {@code ABSENT}, {@code STALE}, {@code KEYLESS} or {@code CLAIMED}. */
    Outcome replaceTenant(Tenant tenant, ETag etag);

    /** A tenant's registration of exactly this pattern. */
    Optional<Stored<RegisteredOrigin>> origin(TenantId tenant, OriginPattern pattern);

    /** Every registration of a tenant, sorted by the text of its pattern. */
    List<Stored<RegisteredOrigin>> origins(TenantId tenant);

    /** Registers an origin; {@code ABSENT} (no such tenant), {@code EXISTS}, {@code CLAIMED} or {@code FULL}. */
    Outcome addOrigin(RegisteredOrigin origin);

    /** Replaces a registration of the same pattern; {@code ABSENT}, {@code STALE}, {@code CLAIMED} or {@code FULL}. */
    Outcome replaceOrigin(RegisteredOrigin origin, ETag etag);

    /** Removes a registration and its claim; {@code ABSENT} or {@code STALE}. */
    Outcome removeOrigin(TenantId tenant, OriginPattern pattern, ETag etag);

    /** The revocations of a tenant or of the platform, sorted by id; expired ones may be among them. */
    default List<Revocation> revocations(Optional<TenantId> owner) {
        return readRevocations(owner, 0).all();
    }

    /**
     * Adds a revocation and raises its owner's sequence number, both or neither.
     *
     * <p>Repeating one is harmless: what names the same conditions is one revocation, which keeps the later end. {@code ABSENT}
     * (no such tenant, or a platform that was never written), {@code FULL} ({@link Revocation#MAX_PER_OWNER} that have not
     * expired) or {@code STALE} (others revoked at the same time, again and again, near that bound).
     */
    Outcome revoke(Revocation revocation, Instant now);

    /** Takes a revocation back and raises the sequence number; {@code ABSENT}. */
    Outcome liftRevocation(Optional<TenantId> owner, String id);
}
