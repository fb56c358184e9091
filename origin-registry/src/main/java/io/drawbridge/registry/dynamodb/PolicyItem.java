package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.RouteRule;
import io.drawbridge.registry.TenantId;
import java.util.List;
import java.util.Optional;

/** The lists {@code issuers} and {@code routeRules} of the settings and of a profile. */
final class PolicyItem {

    private static final String ISSUERS = "issuers";
    private static final String ID = "id";
    private static final String ISS = "iss";
    private static final String JWKS_URI = "jwksUri";
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
                .flag(ENABLED, issuer.enabled());
        ProfileItem.write(values, issuer.profile());
        return values;
    }

    private static Issuer issuer(Attributes map, Optional<TenantId> owner) {
        return map.decode(() -> Issuer.of(
                        owner,
                        map.text(ID),
                        map.text(ISS),
                        map.text(JWKS_URI),
                        ProfileItem.read(map),
                        map.flag(ENABLED))
                .orThrow());
    }
}
