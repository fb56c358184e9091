package io.drawbridge.admin;

import static io.drawbridge.admin.Routes.PLATFORM;
import static io.drawbridge.admin.Routes.TENANT;

import io.drawbridge.registry.PatternRules;
import io.drawbridge.registry.TenantStore;
import java.util.Map;

/**
 * Every resource, made of what they all need.
 *
 * @param store the registry
 * @param rules what may be registered here
 * @param propagation when a change counts
 * @param checks what is asked of issuers
 */
record Resources(TenantStore store, PatternRules rules, Propagation propagation, IssuerChecks checks) {

    private static final String ISSUERS = "/issuers";
    private static final String REVOCATIONS = "/revocations";
    private static final String ID = "/{id}";

    /** The methods of each of them. */
    Map<String, Map<String, Operation>> routes() {
        Routes routes = new Routes(store);
        tenants(routes);
        issuers(routes);
        revocations(routes);
        return routes.all();
    }

    private void tenants(Routes routes) {
        TenantResource tenants = new TenantResource(store, rules, propagation);
        routes.get(TENANT, routes.tenant(tenants::read)).put(TENANT, routes.tenant(tenants::replace));
    }

    private void issuers(Routes routes) {
        IssuerResource issuers = new IssuerResource(checks, propagation, rules.localMode());
        routes.get(TENANT + ISSUERS, routes.tenantOwned(issuers::list))
                .get(TENANT + ISSUERS + ID, routes.tenantOwned(issuers::read))
                .put(TENANT + ISSUERS + ID, routes.tenantOwned(issuers::save), SelfGuard.PARAMETER)
                .delete(TENANT + ISSUERS + ID, routes.tenantOwned(issuers::remove), SelfGuard.PARAMETER)
                .get(PLATFORM + ISSUERS, routes.platformOwned(issuers::list))
                .get(PLATFORM + ISSUERS + ID, routes.platformOwned(issuers::read))
                .put(PLATFORM + ISSUERS + ID, routes.platformOwned(issuers::save), SelfGuard.PARAMETER)
                .delete(PLATFORM + ISSUERS + ID, routes.platformOwned(issuers::remove), SelfGuard.PARAMETER);
    }

    private void revocations(Routes routes) {
        RevocationResource revocations = new RevocationResource(store, propagation);
        routes.get(TENANT + REVOCATIONS, routes.tenantOwned(revocations::list))
                .post(TENANT + REVOCATIONS, routes.tenantOwned(revocations::add), SelfGuard.PARAMETER)
                .get(TENANT + REVOCATIONS + ID, routes.tenantOwned(revocations::read))
                .delete(TENANT + REVOCATIONS + ID, routes.tenantOwned(revocations::lift))
                .get(PLATFORM + REVOCATIONS, routes.platformOwned(revocations::list))
                .post(PLATFORM + REVOCATIONS, routes.platformOwned(revocations::add), SelfGuard.PARAMETER)
                .get(PLATFORM + REVOCATIONS + ID, routes.platformOwned(revocations::read))
                .delete(PLATFORM + REVOCATIONS + ID, routes.platformOwned(revocations::lift));
    }
}
