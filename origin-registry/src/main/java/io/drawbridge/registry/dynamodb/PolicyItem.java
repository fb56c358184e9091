package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.RouteRule;
import io.drawbridge.registry.SigningAlgorithm;
import io.drawbridge.registry.TenantId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The lists {@code issuers} and {@code routeRules} of the settings and of a profile. */
final class PolicyItem {

    private static final String ISSUERS = "issuers";
    private static final String ID = "id";
    private static final String ISS = "iss";
    private static final String JWKS_URI = "jwksUri";
    private static final String AUDIENCES = "audiences";
    private static final String ALGORITHMS = "algorithms";
    private static final String ACCESS_TOKEN_TYPE_REQUIRED = "accessTokenTypeRequired";
    private static final String TENANT_CLAIM = "tenantClaim";
    private static final String SCOPE_CLAIM = "scopeClaim";
    private static final String CLOCK_SKEW = "clockSkewSeconds";
    private static final String LIFETIME = "longestLifetimeSeconds";
    private static final String ENABLED = "enabled";

    private static final String ROUTE_RULES = "routeRules";
    private static final String METHODS = "methods";
    private static final String RESOURCE = "resource";
    private static final String PATH = "path";
    private static final String ALL_SCOPES = "allScopes";
    private static final String ANY_SCOPES = "anyScopes";

    private PolicyItem() {}

    static void write(Values owner, List<Issuer> issuers, List<RouteRule> routeRules) {
        owner.list(ISSUERS, issuers, i -> issuer(i).toValue());
        owner.list(ROUTE_RULES, routeRules, r -> rule(r).toValue());
    }

    static List<Issuer> issuers(Attributes item, Optional<TenantId> owner) {
        return item.maps(ISSUERS).stream().map(m -> issuer(m, owner)).toList();
    }

    static List<RouteRule> routeRules(Attributes item) {
        return item.maps(ROUTE_RULES).stream()
                .map(m -> m.decode(() -> RouteRule.of(
                                m.texts(METHODS),
                                m.text(RESOURCE),
                                m.optionalText(PATH),
                                m.texts(ALL_SCOPES),
                                m.texts(ANY_SCOPES))
                        .orThrow()))
                .toList();
    }

    private static Values rule(RouteRule rule) {
        Values values = new Values()
                .texts(METHODS, rule.methods())
                .text(RESOURCE, rule.resource())
                .texts(ALL_SCOPES, rule.allScopes())
                .texts(ANY_SCOPES, rule.anyScopes());
        rule.path().ifPresent(p -> values.text(PATH, p.text()));
        return values;
    }

    private static Values issuer(Issuer issuer) {
        Values values = new Values()
                .text(ID, issuer.id())
                .text(ISS, issuer.iss())
                .text(JWKS_URI, issuer.jwksUri().toString())
                .texts(AUDIENCES, issuer.audiences())
                .texts(
                        ALGORITHMS,
                        issuer.algorithms().stream()
                                .sorted()
                                .map(SigningAlgorithm::headerName)
                                .toList())
                .flag(ACCESS_TOKEN_TYPE_REQUIRED, issuer.accessTokenTypeRequired())
                .number(CLOCK_SKEW, issuer.clockSkew().toSeconds())
                .number(LIFETIME, issuer.longestLifetime().toSeconds())
                .flag(ENABLED, issuer.enabled());
        issuer.tenantClaim().ifPresent(c -> values.text(TENANT_CLAIM, c));
        issuer.scopeClaim().ifPresent(c -> values.text(SCOPE_CLAIM, c));
        return values;
    }

    private static Issuer issuer(Attributes map, Optional<TenantId> owner) {
        return map.decode(() -> Issuer.of(
                        owner,
                        map.text(ID),
                        map.text(ISS),
                        map.text(JWKS_URI),
                        map.texts(AUDIENCES),
                        algorithms(map),
                        map.flag(ACCESS_TOKEN_TYPE_REQUIRED),
                        map.optionalText(TENANT_CLAIM),
                        map.optionalText(SCOPE_CLAIM),
                        Duration.ofSeconds(map.number(CLOCK_SKEW)),
                        Duration.ofSeconds(map.number(LIFETIME)),
                        map.flag(ENABLED))
                .orThrow());
    }

    private static Set<SigningAlgorithm> algorithms(Attributes map) {
        Set<SigningAlgorithm> algorithms = new HashSet<>();
        for (String name : map.texts(ALGORITHMS)) {
            algorithms.add(SigningAlgorithm.ofHeader(name)
                    .orElseThrow(() -> map.broken("\"" + name + "\" is not an accepted algorithm")));
        }
        return algorithms;
    }
}
