package io.drawbridge.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The registry as a request reads it: consistent, bounded in round trips, never writing.
 *
 * <p>Every method throws {@link RegistryUnavailableException} when the registry cannot be read whole; a part that could not
 * be read never counts as absent.
 */
public interface RegistryReader {

    /**
     * What the registry says of one request, as one consistent reading.
     *
     * @param platform the platform's settings
     * @param tenant the tenant named, if it exists, whatever its status
     * @param candidates every registration that could match the origin asked for, expired and pending ones included; of
     *     this tenant when the tenant was given, of any tenant (the holders of claims) in origin mode
     * @param platformRevocations the sequence number of the platform's revocations: another one after each change, 0 if there
     *     never was any
     * @param tenantRevocations the same of the tenant's
     */
    record Reading(
            Platform platform,
            Optional<Tenant> tenant,
            List<RegisteredOrigin> candidates,
            long platformRevocations,
            long tenantRevocations) {
        public Reading {
            candidates = List.copyOf(candidates);
        }
    }

    /** Host and path mode: a tenant and those of its registrations that could match an origin. One round trip. */
    Reading readTenant(TenantId tenant, Optional<Origin> origin);

    /**
     * Origin mode: the claims that could match an origin, and the tenant that the most specific one in force names.
     *
     * @param now decides what has expired
     * @param expected the tenant that an earlier reading named: one round trip when it still is, else two
     */
    Reading readOrigin(Origin origin, Instant now, Optional<TenantId> expected);

    /**
     * Origin mode without Origin: the platform, and the tenant that registered {@code iss} as its own issuer, with no
     * candidates. At most two round trips.
     */
    Reading readIssuer(String iss);

    /**
     * The revocations of a tenant or of the platform, sorted by id; expired ones may be among them. One round trip per 1 MB.
     *
     * @param sequence the number that a reading gave for them, so that whoever remembers an answer knows whether it is of
     *     that number; what is read is never older
     */
    Revocations readRevocations(Optional<TenantId> owner, long sequence);
}
