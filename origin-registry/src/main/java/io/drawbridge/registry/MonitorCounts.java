package io.drawbridge.registry;

import java.util.List;
import java.util.Optional;

/**
 * What monitor mode counted: per owner, which is a tenant or the platform, and per origin.
 *
 * <p>Origins are strangers' texts, so their number is bounded: at most {@link #MAX_NEW_PER_MONTH} that were not there before are
 * counted by name in a month, and all others together. What was not seen for 90 days is forgotten.
 *
 * <p>Every method throws {@link RegistryUnavailableException} when nothing can be read or written.
 */
public interface MonitorCounts {

    /** The most origins of one owner that get a count of their own within one month of UTC. */
    int MAX_NEW_PER_MONTH = 500;

    /** The days after which an origin that was not seen again is forgotten. */
    int DAYS_KEPT = 90;

    /**
     * Adds what one delivery says of one origin, once: a delivery that comes again changes nothing.
     *
     * @param owner the tenant; empty for the platform
     * @param delivery names the delivery, the same each time it comes
     */
    void add(Optional<TenantId> owner, MonitoredOrigin counted, String delivery);

    /** Everything counted for an owner, the most frequent first. */
    List<MonitoredOrigin> of(Optional<TenantId> owner);
}
