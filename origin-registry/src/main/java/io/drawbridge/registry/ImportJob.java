package io.drawbridge.registry;

import java.time.Duration;
import java.time.Instant;

/**
 * The import of a whole tenant: its profile, and its registrations in parts. Nothing of it counts before it is committed.
 *
 * @param id its name under the tenant
 * @param profile what the profile becomes
 * @param byPlatform whether the platform imports: then nothing waits for an approval
 * @param state how far it is
 * @param expiresAt from when on it can no longer be committed
 * @param parts how many parts were put
 * @param origins how many registrations are in them
 * @param result what it changed, once it is committed
 */
public record ImportJob(
        String id,
        Tenant profile,
        boolean byPlatform,
        State state,
        Instant expiresAt,
        int parts,
        int origins,
        ImportCounts result) {

    /** How long an import may take, from its beginning to its commit. */
    public static final Duration LIFETIME = Duration.ofHours(1);

    /** The most registrations of one part. */
    public static final int MAX_PART = 500;

    /** The most bytes of one part's document: as many registrations as it may have, each with every field of an export. */
    public static final int MAX_PART_BYTES = 300 << 10;

    /** The most parts. */
    public static final int MAX_PARTS = 40;

    /** How far an import is. */
    public enum State {
        /** Parts can be put. */
        STAGING,
        /** Its registrations are being put in place; they count all at once when it is committed. */
        COMMITTING,
        COMMITTED,
        ABORTED
    }

    /** Whether it can still be committed. */
    public boolean isOpen(Instant now) {
        return (state == State.STAGING || state == State.COMMITTING) && now.isBefore(expiresAt);
    }
}
