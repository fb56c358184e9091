package io.drawbridge.authorizer.policy;

import io.drawbridge.registry.PathPattern;
import io.drawbridge.registry.RouteRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The platform's route rules and what one tenant narrows of them.
 *
 * <p>Rules are chosen by the resource that API Gateway routed to and the method, and below a greedy resource by the path as
 * well. No rules at all means that any valid token will do; with rules, a route that none covers is forbidden. Every covering
 * rule, the platform's and the tenant's, must be satisfied, so a tenant can only narrow.
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

    /**
     * Whether a token with {@code scopes} may use {@code method} on {@code resource}.
     *
     * @param path the actual path, which counts below a greedy resource only
     */
    public Verdict judge(String method, String resource, String path, Set<String> scopes) {
        if (notFoundResources.contains(resource)) {
            return Verdict.ALLOWED;
        }
        Optional<List<String>> segments =
                PathPattern.isGreedy(resource) ? PathForm.segments(path) : Optional.of(List.of());
        if (segments.isEmpty()) {
            return Verdict.FORBIDDEN;
        }
        Predicate<RouteRule> covers = r -> r.covers(method, resource, segments.get());
        if (!platformRules.isEmpty() && platformRules.stream().noneMatch(covers)) {
            return Verdict.FORBIDDEN;
        }
        boolean satisfied = Stream.concat(platformRules.stream(), tenantRules.stream())
                .filter(covers)
                .allMatch(r -> r.isSatisfiedBy(scopes));
        return satisfied ? Verdict.ALLOWED : Verdict.INSUFFICIENT_SCOPE;
    }

    /** The same for a route whatever its path: not if one rule speaks of some of its paths only and the token lacks its scope. */
    boolean allowsEveryPath(String method, String resource, Set<String> scopes) {
        if (notFoundResources.contains(resource)) {
            return true;
        }
        Predicate<RouteRule> concerns = r -> r.concerns(method, resource);
        boolean isCovered = platformRules.isEmpty()
                || platformRules.stream()
                        .anyMatch(r -> concerns.test(r) && r.path().isEmpty());
        return isCovered
                && Stream.concat(platformRules.stream(), tenantRules.stream())
                        .filter(concerns)
                        .allMatch(r -> r.isSatisfiedBy(scopes));
    }
}
