package io.drawbridge.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What holds for every tenant.
 *
 * @param issuers the shared issuers, each with a tenant claim, at most 20
 * @param routeRules the route policy; none at all means that any valid token will do
 * @param monitorUntil until when unregistered origins are answered as {@code *} would (origin mode)
 */
public record Platform(List<Issuer> issuers, List<RouteRule> routeRules, Optional<Instant> monitorUntil) {

    /** A platform that trusts nobody. */
    public static final Platform EMPTY = new Platform(List.of(), List.of(), Optional.empty());

    public Platform {
        issuers = List.copyOf(issuers);
        routeRules = List.copyOf(routeRules);
        InvalidValueException.throwIfAny(TenantRules.policy(issuers, routeRules));
        TenantRules.requireOwner(issuers, Optional.empty());
    }
}
