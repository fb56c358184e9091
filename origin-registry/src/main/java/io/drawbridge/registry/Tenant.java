package io.drawbridge.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A tenant's profile.
 *
 * @param id its name
 * @param displayName for people
 * @param status whether anything of it is answered
 * @param cors what its origins are granted unless they say otherwise
 * @param issuers its own issuers, at most 20
 * @param routeRules what narrows the platform's rules for it
 * @param monitorUntil until when unregistered origins are answered as {@code *} would (host and path mode)
 * @param usageIdentifierKey the API key of its usage plan
 */
public record Tenant(
        TenantId id,
        String displayName,
        Status status,
        CorsSettings cors,
        List<Issuer> issuers,
        List<RouteRule> routeRules,
        Optional<Instant> monitorUntil,
        Optional<String> usageIdentifierKey) {

    /** The most issuers that one tenant may have, which bounds its profile and what a request compares. */
    public static final int MAX_ISSUERS = 20;

    /** Whether a tenant is served. */
    public enum Status {
        ACTIVE,
        SUSPENDED
    }

    public Tenant {
        issuers = List.copyOf(issuers);
        routeRules = List.copyOf(routeRules);
    }

    /** Whether requests in this tenant's name are answered at all. */
    public boolean isActive() {
        return status == Status.ACTIVE;
    }
}
