package io.drawbridge.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A tenant's profile.
 *
 * @param id its name
 * @param displayName for people, 1 to 200 characters
 * @param status whether anything of it is answered
 * @param cors what its origins are granted unless they say otherwise
 * @param issuers its own issuers, at most 20
 * @param routeRules what narrows the platform's rules for it, at most 200
 * @param monitorUntil until when unregistered origins are answered as {@code *} would (host and path mode)
 * @param usageIdentifierKey the API key of its usage plan, a secret; there when the platform has usage plans on
 * @param delegateIssuers whether the tenant's own administrators may write its issuers
 */
public record Tenant(
        TenantId id,
        String displayName,
        Status status,
        CorsSettings cors,
        List<Issuer> issuers,
        List<RouteRule> routeRules,
        Optional<Instant> monitorUntil,
        Optional<String> usageIdentifierKey,
        boolean delegateIssuers) {

    /** Whether a tenant is served. */
    public enum Status {
        ACTIVE,
        SUSPENDED
    }

    public Tenant {
        issuers = List.copyOf(issuers);
        routeRules = List.copyOf(routeRules);
        InvalidValueException.throwIfAny(
                TenantRules.problems(displayName, cors, issuers, routeRules, usageIdentifierKey));
        TenantRules.requireOwner(issuers, Optional.of(id));
    }

    /** The profile, or all problems of its values with pointers of the registry format. */
    public static Checked<Tenant> of(
            TenantId id,
            String displayName,
            Status status,
            CorsSettings cors,
            List<Issuer> issuers,
            List<RouteRule> routeRules,
            Optional<Instant> monitorUntil,
            Optional<String> usageIdentifierKey,
            boolean delegateIssuers) {
        List<Problem> problems = TenantRules.problems(displayName, cors, issuers, routeRules, usageIdentifierKey);
        return problems.isEmpty()
                ? new Checked.Valid<>(new Tenant(
                        id,
                        displayName,
                        status,
                        cors,
                        issuers,
                        routeRules,
                        monitorUntil,
                        usageIdentifierKey,
                        delegateIssuers))
                : new Checked.Invalid<>(problems);
    }

    /** The same with other issuers and route rules. */
    public Tenant withPolicy(List<Issuer> otherIssuers, List<RouteRule> otherRules) {
        return new Tenant(
                id,
                displayName,
                status,
                cors,
                otherIssuers,
                otherRules,
                monitorUntil,
                usageIdentifierKey,
                delegateIssuers);
    }

    /** Without the key, which is a secret. */
    @Override
    public String toString() {
        return "Tenant[id=" + id + ", displayName=" + displayName + ", status=" + status + ", cors=" + cors
                + ", issuers="
                + issuers + ", routeRules=" + routeRules + ", monitorUntil=" + monitorUntil + ", usageIdentifierKey="
                + usageIdentifierKey.map(key -> "…") + ", delegateIssuers=" + delegateIssuers + "]";
    }

    /** Whether requests in this tenant's name are answered at all. */
    public boolean isActive() {
        return status == Status.ACTIVE;
    }
}
