package io.drawbridge.admin;

import io.drawbridge.registry.Problem;
import io.drawbridge.registry.RegistryUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The routes of the admin API: a request in, its answer out. */
final class AdminApi {

    private static final String RETRY_SECONDS = "2";

    private final Map<String, Map<String, Operation>> routes;

    /**
     * The API.
     *
     * @param routes by resource and method; HEAD is what GET is
     */
    AdminApi(Map<String, Map<String, Operation>> routes) {
        this.routes = Map.copyOf(routes);
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
        Map<String, Operation> methods = routes.get(request.resource());
        if (methods == null) {
            return Refusal.NOT_FOUND.answer();
        }
        Operation operation = methods.get(method);
        if (operation == null) {
            return Refusal.METHOD.answer().with("Allow", allowed(methods));
        }
        if (!operation.right().isHeldBy(request.caller())) {
            return Refusal.SCOPE.answer("It needs registry:admin, or registry:"
                    + (operation.right() == Operation.Right.READ ? "read" : "write") + " for the token's own tenant.");
        }
        List<Problem> problems = request.query().problems(operation.parameters());
        return problems.isEmpty() ? operation.endpoint().answer(request) : Refusal.PARAMETER.answer(problems);
    }

    private static String allowed(Map<String, Operation> methods) {
        TreeSet<String> allowed = new TreeSet<>(methods.keySet());
        allowed.add("OPTIONS");
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        return String.join(", ", allowed);
    }
}
