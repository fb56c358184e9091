package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * When a change counts everywhere: every instance of the authorizer reads again after its cache time, and goes on with what it
 * has for the stale time while it cannot read.
 *
 * @param clock tells when a change was written
 * @param cache {@code REGISTRY_CACHE_SECONDS}
 * @param stale {@code REGISTRY_STALE_SECONDS}
 */
record Propagation(Clock clock, Duration cache, Duration stale) {

    /** A request that began just before the change may take this long to be decided, and clocks are rounded to seconds. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    /** The member {@code inForce} of an answer to a write. */
    ObjectNode ofChangeNow() {
        Duration outage = cache.compareTo(stale) > 0 ? cache : stale;
        return JsonNodeFactory.instance
                .objectNode()
                .put("everywhereBy", after(cache))
                .put("duringOutageBy", after(outage));
    }

    private String after(Duration time) {
        // Rounded up, so that who waits until then has waited long enough.
        return clock.instant()
                .plus(time)
                .plus(MARGIN)
                .plusNanos(999_999_999)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }
}
