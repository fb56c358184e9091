package io.drawbridge.gateway;

import io.drawbridge.gateway.api.Authorizer;
import io.drawbridge.gateway.api.Integration;
import io.drawbridge.gateway.api.RestApi;
import io.drawbridge.gateway.api.Route;
import io.drawbridge.gateway.call.Call;
import io.drawbridge.gateway.call.Delivery;
import io.drawbridge.gateway.call.HeaderNames;
import io.drawbridge.gateway.http.Body;
import io.drawbridge.gateway.http.Header;
import io.drawbridge.gateway.http.HttpRequest;
import io.drawbridge.gateway.routing.RouteMatch;
import io.drawbridge.gateway.routing.Router;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls as the front end would make them. */
public final class TestCalls {

    public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private TestCalls() {}

    public static Route route(String method, String resource, Integration integration) {
        return new Route(resource, method, Optional.empty(), integration);
    }

    public static Integration.LambdaProxy proxy(String function) {
        return new Integration.LambdaProxy(function, Duration.ofSeconds(20));
    }

    public static Route guarded(Authorizer authorizer) {
        return new Route("/orders/{id}", "GET", Optional.of(authorizer), proxy("Backend"));
    }

    /** Headers as {@code name, value, name, value}. */
    public static HttpRequest request(String method, String target, String body, String... headers) {
        List<Header> lines = new ArrayList<>();
        lines.add(new Header("host", "acme.localhost:3000"));
        for (int i = 0; i < headers.length; i += 2) {
            lines.add(new Header(headers[i], headers[i + 1]));
        }
        return new HttpRequest(method, target, "HTTP/1.1", lines, Body.of(body), "127.0.0.1");
    }

    public static Call call(HttpRequest request, Route... routes) {
        RestApi api = new RestApi("TestApi", "prod", Map.of("colour", "blue"), List.of(routes), Map.of(), List.of());
        Optional<RouteMatch> match = new Router(api.routes()).match(request.method(), request.path());
        Delivery delivery = Delivery.of(request, request.path(), HeaderNames.LOWER_CASE, 3000, "1-0-0");
        return new Call(api, delivery, match, "request-1", "extended-1", NOW);
    }
}
