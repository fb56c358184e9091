package io.drawbridge.admin;

import io.drawbridge.registry.RegistryUnavailableException;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantStore;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The routes of the admin API: a request in, its answer out. */
final class AdminApi {

    private static final String RETRY_SECONDS = "2";

    private final TenantStore store;
    private final Map<String, Map<String, Endpoint>> routes;

    AdminApi(TenantStore store, TenantResource tenants) {
        this.store = store;
        this.routes = Map.of(
                "/admin/tenants/{tenant}", Map.of("GET", ofTenant(tenants::read), "PUT", ofTenant(tenants::replace)));
    }

    /** Answers one method of one resource. */
    private interface Endpoint {
        AdminAnswer answer(AdminRequest request);
    }

    /** Answers one method of something that belongs to a tenant. */
    private interface TenantEndpoint {
        AdminAnswer answer(AdminRequest request, Stored<Tenant> tenant);
    }

    /** The answer; a fault is thrown. */
    AdminAnswer answer(AdminRequest request) {
        try {
            boolean isHead = request.method().equals("HEAD");
            AdminAnswer answer = answer(request, isHead ? "GET" : request.method());
            return isHead ? answer.withoutBody() : answer;
        } catch (RegistryUnavailableException e) {
            return Refusal.UNAVAILABLE.answer().with("Retry-After", RETRY_SECONDS);
        }
    }

    private AdminAnswer answer(AdminRequest request, String method) {
        Map<String, Endpoint> methods = routes.get(request.resource());
        if (methods == null) {
            return Refusal.NOT_FOUND.answer();
        }
        Endpoint endpoint = methods.get(method);
        if (endpoint == null) {
            return Refusal.METHOD.answer().with("Allow", allowed(methods));
        }
        boolean allows = method.equals("GET")
                ? request.caller().mayRead()
                : request.caller().mayWrite();
        if (!allows) {
            return Refusal.SCOPE.answer("It needs registry:admin, or registry:"
                    + (method.equals("GET") ? "read" : "write") + " for the token's own tenant.");
        }
        return endpoint.answer(request);
    }

    private static String allowed(Map<String, Endpoint> methods) {
        TreeSet<String> allowed = new TreeSet<>(methods.keySet());
        allowed.add("OPTIONS");
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        return String.join(", ", allowed);
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
