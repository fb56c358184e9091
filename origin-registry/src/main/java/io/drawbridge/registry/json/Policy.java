package io.drawbridge.registry.json;

import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.RouteRule;
import java.util.List;

/** What the platform and each tenant say alike: whose tokens, and for which routes. */
record Policy(List<Issuer> issuers, List<RouteRule> routeRules) {

    static final Policy EMPTY = new Policy(List.of(), List.of());
}
