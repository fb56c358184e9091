package io.drawbridge.registry;

import java.time.Instant;
import java.util.Optional;

/**
 * What the audit says of one change; written with it, all or nothing, and never changed.
 *
 * @param id its name under its owner; a later change has a greater one
 * @param at when, as the writer's clock said
 * @param by who
 * @param requestId the request that asked for it
 * @param resource what was changed, as its path below its owner: {@code origins/…}, {@code issuers/main},
 *     {@code route-policy}; empty for the profile or the settings themselves
 * @param before what was there: a JSON document as in the registry file, without secrets; empty if nothing was
 * @param after what is there since; empty if nothing is
 * @param etag the version of what was written, where it has one of its own
 */
public record AuditEntry(
        String id,
        Instant at,
        Actor by,
        String requestId,
        Action action,
        String resource,
        Optional<String> before,
        Optional<String> after,
        Optional<ETag> etag) {

    /** What was done. */
    public enum Action {
        CREATE,
        REPLACE,
        DELETE,
        /** Put beside what is in force, by an import: it counts once the import does. */
        STAGE,
        /** Everything that an import staged, and its profile, put in force at once. */
        IMPORT
    }
}
