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

    private final TenantStore store;

    Routes(TenantStore store) {
        this.store = store;
    }

    Map<String, Map<String, Endpoint>> of(TenantResource tenants) {
        return Map.of(
                "/admin/tenants/{tenant}", Map.of("GET", ofTenant(tenants::read), "PUT", ofTenant(tenants::replace)));
    }

    /** Answers one method of something that belongs to a tenant. */
    private interface TenantEndpoint {
        AdminAnswer answer(AdminRequest request, Stored<Tenant> tenant);
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
}
