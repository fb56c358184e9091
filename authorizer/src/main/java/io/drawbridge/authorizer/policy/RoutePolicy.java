package io.drawbridge.authorizer.policy;

import io.drawbridge.registry.RouteRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The platform's route rules and what one tenant narrows of them.
 *
 * <p>Rules are chosen by the resource that API Gateway routed to and the method. No rules at all means that any valid token
 * will do; with rules, a route that none covers is forbidden. Every covering rule, the platform's and the tenant's, must be
 * satisfied, so a tenant can only narrow.
 *
 * @param platformRules the platform's rules
 * @param tenantRules the tenant's rules
 * @param notFoundResources resources that only ever answer 404 and so need no more than a valid token
 */
public record RoutePolicy(List<RouteRule> platformRules, List<RouteRule> tenantRules, Set<String> notFoundResources) {

    /** What the policy says of one request. */
    public enum Verdict {
        ALLOWED,
        INSUFFICIENT_SCOPE,
        FORBIDDEN
    }

    public RoutePolicy {
        platformRules = List.copyOf(platformRules);
        tenantRules = List.copyOf(tenantRules);
        notFoundResources = Set.copyOf(notFoundResources);
    }

    /** Whether a token with {@code scopes} may use {@code method} on {@code resource}. */
    public Verdict judge(String method, String resource, Set<String> scopes) {
        if (notFoundResources.contains(resource)) {
            return Verdict.ALLOWED;
        }
        if (!platformRules.isEmpty() && platformRules.stream().noneMatch(r -> r.covers(method, resource))) {
            return Verdict.FORBIDDEN;
        }
        boolean satisfied = Stream.concat(platformRules.stream(), tenantRules.stream())
                .filter(r -> r.covers(method, resource))
                .allMatch(r -> r.isSatisfiedBy(scopes));
        return satisfied ? Verdict.ALLOWED : Verdict.INSUFFICIENT_SCOPE;
    }
}
