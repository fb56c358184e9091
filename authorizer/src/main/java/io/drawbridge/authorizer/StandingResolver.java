package io.drawbridge.authorizer;

import io.drawbridge.authorizer.cors.CorsDecider;
import io.drawbridge.authorizer.cors.CorsDecision;
import io.drawbridge.authorizer.cors.Preflight;
import io.drawbridge.authorizer.cors.RequestOrigin;
import io.drawbridge.registry.Origin;
import io.drawbridge.registry.RegistryReader;
import io.drawbridge.registry.RegistryReader.Reading;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import java.time.Instant;
import java.util.Optional;

/** Finds out which tenant a request names, and what that tenant grants the request's origin. Reads no token. */
final class StandingResolver {

    private static final String TENANT_PARAMETER = "tenant";

    private final TenantSource tenantSource;
    private final RegistryReader registry;
    private final CorsDecider corsDecider;

    StandingResolver(TenantSource tenantSource, RegistryReader registry) {
        this.tenantSource = tenantSource;
        this.registry = registry;
        this.corsDecider = new CorsDecider(tenantSource);
    }

    Standing resolve(AuthorizerRequest request, RequestOrigin origin, Optional<Preflight> preflight, Instant now) {
        return switch (tenantSource) {
            case HOST -> named(firstLabel(request.domainName()), origin, preflight, now);
            case PATH -> named(request.pathParameters().getOrDefault(TENANT_PARAMETER, ""), origin, preflight, now);
            case ORIGIN ->
                origin.crossOrigin()
                        .map(o -> ofOrigin(o, preflight, now))
                        .orElseGet(() -> new Standing.Caller(Optional.empty(), new CorsDecision.NotCors()));
        };
    }

    private static String firstLabel(String domainName) {
        int dot = domainName.indexOf('.');
        return dot < 0 ? "" : domainName.substring(0, dot);
    }

    /** Host and path mode. An unknown tenant and a suspended one are answered like an unregistered origin. */
    private Standing named(String name, RequestOrigin origin, Optional<Preflight> preflight, Instant now) {
        Optional<Origin> crossOrigin = origin.crossOrigin();
        Reason refusal = crossOrigin.isPresent() ? Reason.ORIGIN_NOT_ALLOWED : Reason.FORBIDDEN;
        Optional<TenantId> id = TenantId.parse(name);
        if (id.isEmpty()) {
            return new Standing.Nowhere(refusal);
        }
        Reading reading = registry.readTenant(id.get(), crossOrigin);
        Optional<Standing.Served> served = Standing.Served.of(reading);
        if (served.isEmpty()) {
            return new Standing.Nowhere(refusal);
        }
        CorsDecision cors = crossOrigin
                .map(o -> corsDecider.decide(o, reading, preflight, now))
                .orElseGet(CorsDecision.NotCors::new);
        return cors.mayContinue() ? new Standing.Caller(served, cors) : new Standing.Nowhere(Reason.ORIGIN_NOT_ALLOWED);
    }

    /** Origin mode: the tenant that registered the origin; in monitor mode an unregistered one names nobody. */
    private Standing ofOrigin(Origin origin, Optional<Preflight> preflight, Instant now) {
        Reading reading = registry.readOrigin(origin, now, Optional.empty());
        CorsDecision cors = corsDecider.decide(origin, reading, preflight, now);
        if (!cors.mayContinue()) {
            return new Standing.Nowhere(Reason.ORIGIN_NOT_ALLOWED);
        }
        Optional<Standing.Served> served = Standing.Served.of(reading).filter(s -> cors.mayEcho());
        return new Standing.Caller(served, cors);
    }
}
