package io.drawbridge.registry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The platform's word that a domain is a tenant's (origin mode): registrations below it are in force without asking again.
 *
 * @param domain a registrable domain, or a host that has none
 * @param expiresAt from when on nothing that stands on it is in force, in whole seconds
 * @param isWithdrawn whether nothing may stand on it any more; it stays until what stood on it was withdrawn, too
 */
public record Approval(String domain, Optional<Instant> expiresAt, boolean isWithdrawn) {

    /** The most approvals of one tenant, which bounds its profile's item. */
    public static final int MAX_PER_TENANT = 200;

    public Approval {
        // Rather a moment too early: the table compares whole seconds.
        expiresAt = expiresAt.map(t -> t.truncatedTo(ChronoUnit.SECONDS));
    }

    /** An approval that stands. */
    public Approval(String domain, Optional<Instant> expiresAt) {
        this(domain, expiresAt, false);
    }

    /** Whether a new registration may stand on it. */
    public boolean isInForce(Instant now) {
        return !isWithdrawn && expiresAt.map(now::isBefore).orElse(true);
    }

    /** What a registration that stands on it says. */
    public Approved approved() {
        return new Approved(domain, expiresAt);
    }

    /** The same approval, withdrawn. */
    public Approval withdrawn() {
        return new Approval(domain, expiresAt, true);
    }
}
