package io.drawbridge.admin;

import io.drawbridge.admin.Operation.Endpoint;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which resource has which methods, as {@code template.yaml} routes them. Whose a resource is, and whether the caller may
 * enter, is decided here and nowhere else, before anything of it is looked at.
 */
final class Routes {

    static final String TENANT = "/admin/tenants/{tenant}";
    static final String PLATFORM = "/admin/platform";

    private final TenantStore store;
    private final Map<String, Map<String, Operation>> routes = new HashMap<>();

    Routes(TenantStore store) {
        this.store = store;
    }

    /** Every method added so far, by resource. */
    Map<String, Map<String, Operation>> all() {
        return Map.copyOf(routes);
    }

    /** Adds a method that reads. */
    Routes get(String resource, Endpoint endpoint, String... parameters) {
        return add(resource, "GET", Operation.reading(endpoint, parameters));
    }

    /** Adds a question that is too long for a path: a POST that changes nothing. */
    Routes ask(String resource, Endpoint endpoint) {
        return add(resource, "POST", Operation.reading(endpoint));
    }

    Routes post(String resource, Endpoint endpoint, String... parameters) {
        return add(resource, "POST", Operation.writing(endpoint, parameters));
    }

    Routes put(String resource, Endpoint endpoint, String... parameters) {
        return add(resource, "PUT", Operation.writing(endpoint, parameters));
    }

    Routes delete(String resource, Endpoint endpoint, String... parameters) {
        return add(resource, "DELETE", Operation.writing(endpoint, parameters));
    }

    Routes add(String resource, String method, Operation operation) {
        if (routes.computeIfAbsent(resource, r -> new HashMap<>()).put(method, operation) != null) {
            throw new IllegalStateException(method + " " + resource + " is there twice");
        }
        return this;
    }

    /** Answers one method of something of a tenant. */
    interface TenantEndpoint {
        AdminAnswer answer(AdminRequest request, Stored<Tenant> tenant);
    }

    /** Answers one method of something that a tenant or the platform owns. */
    interface OwnedEndpoint {
        AdminAnswer answer(AdminRequest request, Owner owner);
    }

    /** For the tenant in the path. One that is not there and one that the caller may not enter are answered by the same words. */
    Endpoint tenant(TenantEndpoint endpoint) {
        return request -> {
            Optional<Stored<Tenant>> tenant = TenantId.parse(request.parameter("tenant"))
                    .filter(request.caller()::mayEnter)
                    .flatMap(store::tenant);
            return tenant.map(t -> endpoint.answer(request, t)).orElseGet(Refusal.NOT_FOUND::answer);
        };
    }

    /** For what the tenant in the path owns. */
    Endpoint tenantOwned(OwnedEndpoint endpoint) {
        return tenant((request, tenant) -> endpoint.answer(request, Owner.tenant(store, tenant)));
    }

    /** For what only the platform may see. */
    Endpoint platform(Endpoint endpoint) {
        return request -> request.caller().isPlatform()
                ? endpoint.answer(request)
                : Refusal.SCOPE.answer("It is the platform's: it needs registry:admin.");
    }

    /** For what the platform owns. */
    Endpoint platformOwned(OwnedEndpoint endpoint) {
        return platform(request -> endpoint.answer(request, Owner.platform(store)));
    }
}
