package io.drawbridge.authorizer;

import io.drawbridge.gateway.api.Integration;
import io.drawbridge.gateway.api.MappingExpression;
import io.drawbridge.gateway.api.RestApi;
import io.drawbridge.gateway.api.Route;
import io.drawbridge.gateway.call.Call;
import io.drawbridge.gateway.call.Delivery;
import io.drawbridge.gateway.call.HeaderNames;
import io.drawbridge.gateway.function.FunctionInvoker;
import io.drawbridge.gateway.function.InvocationOutcome;
import io.drawbridge.gateway.gate.AuthorizerGate;
import io.drawbridge.gateway.gate.GateResult;
import io.drawbridge.gateway.gate.Verdict;
import io.drawbridge.gateway.http.Body;
import io.drawbridge.gateway.http.Header;
import io.drawbridge.gateway.http.HttpRequest;
import io.drawbridge.gateway.routing.PathReading;
import io.drawbridge.gateway.routing.RouteMatch;
import io.drawbridge.gateway.routing.Router;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An API behind the authorizer in one process: the local gateway's own router, path readings, cache and policy evaluation. */
final class ApiInProcess implements FunctionInvoker {

    static final String HOST = "api.example.com";

    private final AuthorizerHandler handler;
    private final List<Route> routes;
    private final Router router;
    private final AuthorizerGate gate;
    private int invocations;

    /**
     * An API.
     *
     * @param routes verb and resource of each method, such as {@code GET /orders}
     * @param identity the mapping expressions of the identity sources
     * @param remembered how long the gateway remembers what the authorizer returned
     */
    ApiInProcess(Authorizer authorizer, List<String> routes, Duration remembered, MappingExpression... identity) {
        this.handler = Handlers.logging(authorizer, OutputStream.nullOutputStream());
        var guard = new io.drawbridge.gateway.api.Authorizer("Guard", "Guard", Arrays.asList(identity), remembered);
        this.routes = routes.stream()
                .map(r -> r.split(" ", -1))
                .map(r -> new Route(
                        r[1], r[0], Optional.of(guard), new Integration.LambdaProxy("Backend", Duration.ofSeconds(1))))
                .toList();
        this.router = new Router(this.routes);
        this.gate = new AuthorizerGate(this, Clock.systemUTC());
    }

    /** Which resource a path is routed to; empty for none. */
    Optional<RouteMatch> routed(String method, String path, PathReading reading) {
        return router.match(method, reading.routed(path));
    }

    /** What the gate makes of a request that has a route. */
    GateResult send(String method, String path, PathReading reading, List<Header> headers) {
        return decide(call(method, path, reading, headers, Clock.systemUTC().instant()));
    }

    /** The event that the backend gets for a request that the gate lets through. */
    String backendEvent(String method, String path, List<Header> headers, Instant receivedAt) {
        Call call = call(method, path, PathReading.DEFAULT, headers, receivedAt);
        GateResult result = decide(call);
        if (result.verdict() != Verdict.ALLOWED) {
            throw new IllegalStateException("the gate says " + result);
        }
        return io.drawbridge.gateway.call.EventJson.forIntegration(call.authorized(result.context()), 12)
                .text();
    }

    /** The event that the backend gets where no authorizer stands before it. */
    String publicEvent(String method, String path, List<Header> headers, Instant receivedAt) {
        Call call = call(method, path, PathReading.DEFAULT, headers, receivedAt);
        return io.drawbridge.gateway.call.EventJson.forIntegration(call, 0).text();
    }

    private Call call(String method, String path, PathReading reading, List<Header> headers, Instant receivedAt) {
        HttpRequest request = new HttpRequest(method, path, "HTTP/1.1", headers, Body.of(""), "192.0.2.7");
        Delivery delivery = Delivery.of(request, reading.seen(path), HeaderNames.LOWER_CASE, 443, "1-0-0");
        RestApi api = new RestApi("Api", "prod", Map.of(), routes, Map.of(), List.of());
        return new Call(api, delivery, routed(method, path, reading), "request-1", "extended-1", receivedAt);
    }

    private GateResult decide(Call call) {
        return gate.decide(call.match().orElseThrow().route().authorizer().orElseThrow(), call)
                .join();
    }

    /** How often the authorizer was asked. */
    int invocations() {
        return invocations;
    }

    @Override
    public boolean permits(String function, String sourceArn) {
        return true;
    }

    @Override
    public CompletableFuture<InvocationOutcome> invoke(String function, Body event, String traceId) {
        invocations++;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            handler.handleRequest(
                    new ByteArrayInputStream(event.text().getBytes(StandardCharsets.UTF_8)), out, unusedContext());
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(
                    new InvocationOutcome.Failed(e.getClass().getName(), String.valueOf(e.getMessage())));
        }
        return CompletableFuture.completedFuture(
                new InvocationOutcome.Returned(Body.of(out.toString(StandardCharsets.UTF_8))));
    }

    /** The handler reads nothing of Lambda's context. */
    @SuppressWarnings("NullAway")
    private static com.amazonaws.services.lambda.runtime.Context unusedContext() {
        return null;
    }
}
