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
 * @param usagePlans whether API keys of usage plans are counted per tenant: then every tenant needs a
 *     {@code usageIdentifierKey}
 */
public record Platform(
        List<Issuer> issuers, List<RouteRule> routeRules, Optional<Instant> monitorUntil, boolean usagePlans) {

    /** A platform that trusts nobody. */
    public static final Platform EMPTY = new Platform(List.of(), List.of(), Optional.empty(), false);

    public Platform {
        issuers = List.copyOf(issuers);
        routeRules = List.copyOf(routeRules);
        InvalidValueException.throwIfAny(TenantRules.policy(issuers, routeRules));
        TenantRules.requireOwner(issuers, Optional.empty());
    }

    /** Whether a tenant could be served beside these settings: with usage plans on, only one that has a key. */
    public boolean takes(Tenant tenant) {
        return !usagePlans || tenant.usageIdentifierKey().isPresent();
    }
}
