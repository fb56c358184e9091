package io.drawbridge.registry;

import java.time.Instant;

/**
 * What every write says of itself: nothing is written without it.
 *
 * @param by who
 * @param at when, as the writer's clock says it: also what decides in the write what has expired
 * @param requestId the request that asked for it
 */
public record Change(Actor by, Instant at, String requestId) {

    /** The change of whoever fills a store from the registry file. */
    public static Change ofRegistryFile(Instant at) {
        return new Change(Actor.REGISTRY_FILE, at, "");
    }
}
