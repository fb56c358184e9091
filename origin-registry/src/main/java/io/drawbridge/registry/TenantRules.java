package io.drawbridge.registry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules of a {@link Tenant}'s profile and of the {@link Platform}. */
final class TenantRules {

    private static final int LEAST_KEY = 20;
    private static final int MOST_KEY = 128;

    private TenantRules() {}

    static List<Problem> problems(
            String displayName,
            CorsSettings cors,
            List<Issuer> issuers,
            List<RouteRule> routeRules,
            Optional<String> usageIdentifierKey) {
        List<Problem> problems = new ArrayList<>();
        if (!Texts.isText(displayName)) {
            problems.add(Problem.of(ProblemCode.TEXT, displayName).under("/displayName"));
        }
        for (Problem problem : cors.toGrant().problems()) {
            problems.add(problem.under("/cors"));
        }
        problems.addAll(policy(issuers, routeRules));
        if (!usageIdentifierKey.map(TenantRules::isKey).orElse(true)) {
            // The value is a credential: no message ever repeats it.
            problems.add(Problem.of(ProblemCode.USAGE_KEY, "…").under("/usageIdentifierKey"));
        }
        return problems;
    }

    /** What a tenant's profile and the platform have in common. */
    static List<Problem> policy(List<Issuer> issuers, List<RouteRule> routeRules) {
        List<Problem> problems = new ArrayList<>();
        problems.addAll(Lists.tooMany("/issuers", issuers, Issuer.MAX_PER_OWNER));
        problems.addAll(Lists.tooMany("/routeRules", routeRules, RouteRule.MAX_PER_OWNER));
        Set<String> ids = new HashSet<>();
        Set<String> values = new HashSet<>();
        for (int i = 0; i < issuers.size(); i++) {
            Issuer issuer = issuers.get(i);
            if (!ids.add(issuer.id())) {
                problems.add(Problem.of(ProblemCode.DUPLICATE, issuer.id()).under("/issuers/" + i + "/id"));
            }
            // Two records with one iss would leave open whose keys and audiences decide.
            if (!values.add(issuer.iss())) {
                problems.add(Problem.of(ProblemCode.DUPLICATE, issuer.iss()).under("/issuers/" + i + "/iss"));
            }
        }
        return problems;
    }

    static void requireOwner(List<Issuer> issuers, Optional<TenantId> owner) {
        if (!issuers.stream().allMatch(i -> i.owner().equals(owner))) {
            throw new IllegalArgumentException("an issuer of another owner can never be this one's");
        }
    }

    private static boolean isKey(String text) {
        return text.length() >= LEAST_KEY
                && text.length() <= MOST_KEY
                && text.chars().allMatch(TenantRules::isKeyCharacter);
    }

    private static boolean isKeyCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    }
}
