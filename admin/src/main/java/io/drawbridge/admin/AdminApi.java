package io.drawbridge.admin;

import io.drawbridge.registry.RegistryUnavailableException;
import java.util.Map;
import java.util.TreeSet;

/** The routes of the admin API: a request in, its answer out. */
final class AdminApi {

    private static final String RETRY_SECONDS = "2";

    private final Map<String, Map<String, Endpoint>> routes;

    /**
     * The API.
     *
     * @param routes by resource and method; HEAD is what GET is
     */
    AdminApi(Map<String, Map<String, Endpoint>> routes) {
        this.routes = Map.copyOf(routes);
    }

    /** Answers one method of one resource. */
    interface Endpoint {
        AdminAnswer answer(AdminRequest request);
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
}
