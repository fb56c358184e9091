package io.drawbridge.admin;

import io.drawbridge.admin.AdminApi.Endpoint;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantStore;
import java.util.Map;
import java.util.Optional;

/** Which resource has which methods, as {@code template.yaml} routes them. */
final class Routes {

    private static final String TENANT = "/admin/tenants/{tenant}";
    private static final String PLATFORM = "/admin/platform";
    private static final String GET = "GET";
    private static final String PUT = "PUT";
    private static final String POST = "POST";
    private static final String DELETE = "DELETE";

    private final TenantStore store;

    Routes(TenantStore store) {
        this.store = store;
    }

    Map<String, Map<String, Endpoint>> of(
            TenantResource tenants, IssuerResource issuers, RevocationResource revocations) {
        return Map.of(
                TENANT,
                Map.of(GET, ofTenant(tenants::read), PUT, ofTenant(tenants::replace)),
                TENANT + "/issuers",
                Map.of(GET, below(issuers::list)),
                TENANT + "/issuers/{id}",
                Map.of(GET, below(issuers::read), PUT, below(issuers::save), DELETE, below(issuers::remove)),
                TENANT + "/revocations",
                Map.of(GET, below(revocations::list), POST, below(revocations::add)),
                TENANT + "/revocations/{id}",
                Map.of(GET, below(revocations::read), DELETE, below(revocations::lift)),
                PLATFORM + "/issuers",
                Map.of(GET, ofPlatform(issuers::list)),
                PLATFORM + "/issuers/{id}",
                Map.of(
                        GET, ofPlatform(issuers::read),
                        PUT, ofPlatform(issuers::save),
                        DELETE, ofPlatform(issuers::remove)),
                PLATFORM + "/revocations",
                Map.of(GET, ofPlatform(revocations::list), POST, ofPlatform(revocations::add)),
                PLATFORM + "/revocations/{id}",
                Map.of(GET, ofPlatform(revocations::read), DELETE, ofPlatform(revocations::lift)));
    }

    /** Answers one method of a tenant's profile. */
    private interface TenantEndpoint {
        AdminAnswer answer(AdminRequest request, Stored<Tenant> tenant);
    }

    /** Answers one method of something that a tenant or the platform owns. */
    private interface OwnedEndpoint {
        AdminAnswer answer(AdminRequest request, Owner owner);
    }

    private Endpoint below(OwnedEndpoint endpoint) {
        return ofTenant((request, tenant) -> endpoint.answer(request, Owner.tenant(store, tenant)));
    }

    /** A tenant that is not there and one that the caller may not enter are answered by the same words. */
    private Endpoint ofTenant(TenantEndpoint endpoint) {
        return request -> {
            Optional<Stored<Tenant>> tenant = TenantId.parse(request.parameter("tenant"))
                    .filter(request.caller()::mayEnter)
                    .flatMap(store::tenant);
            return tenant.map(t -> endpoint.answer(request, t)).orElseGet(Refusal.NOT_FOUND::answer);
        };
    }

    private Endpoint ofPlatform(OwnedEndpoint endpoint) {
        return request -> request.caller().isPlatform()
                ? endpoint.answer(request, Owner.platform(store))
                : Refusal.SCOPE.answer("It is the platform's: it needs registry:admin.");
    }
}
