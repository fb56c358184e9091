package io.drawbridge.admin;

import static io.drawbridge.admin.Routes.PLATFORM;
import static io.drawbridge.admin.Routes.TENANT;

import io.drawbridge.admin.Operation.Endpoint;
import io.drawbridge.admin.dryrun.DryRun;
import io.drawbridge.registry.MonitorCounts;
import io.drawbridge.registry.PatternRules;
import io.drawbridge.registry.Registrar;
import io.drawbridge.registry.TenantStore;
import java.util.Map;

/**
 * Every resource, made of what they all need.
 *
 * @param store the registry
 * @param rules what may be registered here
 * @param propagation when a change counts
 * @param checks what is asked of issuers
 * @param paging answers lists
 * @param dryRun decides what nobody sent
 * @param counts what monitor mode counted
 */
record Resources(
        TenantStore store,
        PatternRules rules,
        Propagation propagation,
        IssuerChecks checks,
        Paging paging,
        DryRun dryRun,
        MonitorCounts counts) {

    private static final String TENANTS = "/admin/tenants";
    private static final String ISSUERS = "/issuers";
    private static final String REVOCATIONS = "/revocations";
    private static final String ORIGINS = "/origins";
    private static final String ROUTE_POLICY = "/route-policy";
    private static final String AUDIT = "/audit";
    private static final String MONITORING = "/monitoring";
    private static final String IMPORTS = "/imports";
    private static final String ID = "/{id}";

    /** The methods of each of them. */
    Map<String, Map<String, Operation>> routes() {
        Routes routes = new Routes(store);
        tenants(routes);
        origins(routes);
        imports(routes);
        domains(routes);
        issuers(routes);
        revocations(routes);
        policies(routes);
        audit(routes);
        questions(routes);
        return routes.all();
    }

    private void tenants(Routes routes) {
        TenantsResource tenants = new TenantsResource(store, propagation, paging, creations());
        TenantResource profile = new TenantResource(store, rules, propagation);
        PlatformResource platform = new PlatformResource(store, propagation);
        routes.get(TENANTS, tenants::list, Paging.LIMIT, Paging.CURSOR, TenantsResource.PREFIX)
                .post(TENANTS, routes.platform(tenants::add))
                .get(TENANT, routes.tenant(profile::read))
                .put(TENANT, routes.tenant(profile::replace))
                .get(PLATFORM, routes.platform(platform::read))
                .put(PLATFORM, routes.platform(platform::replace));
    }

    private void origins(Routes routes) {
        OriginForm form = new OriginForm(rules);
        OriginAnswers answers = new OriginAnswers(store, rules.suffixes(), propagation);
        Registrar registrar = registrar();
        OriginResource origins = new OriginResource(store, registrar, form, answers, paging);
        OriginCreation creation = new OriginCreation(store, registrar, form, answers, creations());
        ExportResource export = new ExportResource(store, answers, paging);
        routes.get(
                        TENANT + ORIGINS,
                        routes.tenant(origins::list),
                        Paging.LIMIT,
                        Paging.CURSOR,
                        OriginJson.STATUS,
                        OriginResource.DOMAIN)
                .post(TENANT + ORIGINS, routes.tenant(creation::add))
                .get(TENANT + ORIGINS + ID, routes.tenant(origins::read))
                .put(TENANT + ORIGINS + ID, routes.tenant(origins::replace), SelfGuard.PARAMETER)
                .delete(TENANT + ORIGINS + ID, routes.tenant(origins::remove), SelfGuard.PARAMETER)
                .ask(TENANT + "/origin-checks", routes.tenant(creation::check))
                .get(TENANT + "/export", routes.tenant(export::read), Paging.CURSOR);
    }

    private void imports(Routes routes) {
        ImportResource imports = new ImportResource(store, rules, creations());
        ImportCommitResource commit =
                new ImportCommitResource(store, new OriginAnswers(store, rules.suffixes(), propagation), paging);
        String one = TENANT + IMPORTS + "/{job}";
        routes.get(TENANT + IMPORTS, routes.tenant(imports::list))
                .post(TENANT + IMPORTS, routes.tenant(imports::begin))
                .get(one, routes.tenant(imports::read))
                .delete(one, routes.tenant(imports::abort))
                .put(one + "/parts/{part}", routes.tenant(imports::putPart))
                .get(one + "/difference", routes.tenant(commit::difference), Paging.LIMIT, Paging.CURSOR)
                .post(one + "/commit", routes.tenant(commit::commit), SelfGuard.PARAMETER);
    }

    private void domains(Routes routes) {
        DomainResource domains = new DomainResource(store, registrar(), rules, propagation);
        PendingResource pending = new PendingResource(store, paging);
        String one = TENANT + "/domains/{domain}";
        routes.get(TENANT + "/domains", routes.tenant(domains::list))
                .get(one, routes.tenant(domains::read))
                .put(one, routes.tenant(domains::save))
                .delete(one, routes.tenant(domains::withdraw))
                .get(PLATFORM + "/pending", routes.platform(pending::list), Paging.LIMIT, Paging.CURSOR);
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

    private void questions(Routes routes) {
        DecisionResource decisions = new DecisionResource(store, dryRun, rules.suffixes());
        MonitorResource monitoring = new MonitorResource(store, counts, paging);
        routes.ask(TENANT + "/decisions", routes.tenant(decisions::decide))
                .get(TENANT + MONITORING, routes.tenant(monitoring::ofTenant), Paging.LIMIT, Paging.CURSOR)
                .get(PLATFORM + MONITORING, routes.platform(monitoring::ofPlatform), Paging.LIMIT, Paging.CURSOR);
    }

    private void revocations(Routes routes) {
        RevocationResource revocations = new RevocationResource(store, propagation, paging, creations());
        list(routes, REVOCATIONS, revocations::list)
                .post(TENANT + REVOCATIONS, routes.tenantOwned(revocations::add), SelfGuard.PARAMETER)
                .get(TENANT + REVOCATIONS + ID, routes.tenantOwned(revocations::read))
                .delete(TENANT + REVOCATIONS + ID, routes.tenantOwned(revocations::lift))
                .post(PLATFORM + REVOCATIONS, routes.platformOwned(revocations::add), SelfGuard.PARAMETER)
                .get(PLATFORM + REVOCATIONS + ID, routes.platformOwned(revocations::read))
                .delete(PLATFORM + REVOCATIONS + ID, routes.platformOwned(revocations::lift));
    }

    private void policies(Routes routes) {
        RoutePolicyResource policies = new RoutePolicyResource(propagation);
        routes.get(TENANT + ROUTE_POLICY, routes.tenantOwned(policies::read))
                .put(TENANT + ROUTE_POLICY, routes.tenantOwned(policies::replace))
                .get(PLATFORM + ROUTE_POLICY, routes.platformOwned(policies::read))
                .put(PLATFORM + ROUTE_POLICY, routes.platformOwned(policies::replace));
    }

    private void audit(Routes routes) {
        AuditResource audit = new AuditResource(store, paging);
        list(routes, AUDIT, audit::list)
                .get(TENANT + AUDIT + ID, routes.tenantOwned(audit::read))
                .get(PLATFORM + AUDIT + ID, routes.platformOwned(audit::read));
    }

    /** A list of a tenant's and of the platform's. */
    private static Routes list(Routes routes, String resource, Routes.OwnedEndpoint list) {
        Endpoint ofTenant = routes.tenantOwned(list);
        Endpoint ofPlatform = routes.platformOwned(list);
        return routes.get(TENANT + resource, ofTenant, Paging.LIMIT, Paging.CURSOR)
                .get(PLATFORM + resource, ofPlatform, Paging.LIMIT, Paging.CURSOR);
    }

    private Registrar registrar() {
        return new Registrar(store, rules.tenantSource(), rules.suffixes());
    }

    private Creations creations() {
        return new Creations(store, propagation.clock());
    }
}
