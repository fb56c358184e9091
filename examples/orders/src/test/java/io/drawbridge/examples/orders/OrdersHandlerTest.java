package io.drawbridge.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OrdersHandlerTest {

    private static final String ROPE = "{\"item\":\"rope\",\"quantity\":2}";

    private final List<Duration> pauses = new ArrayList<>();
    private int nextId = 1;
    private final OrdersHandler handler = new OrdersHandler(new OrdersApi(
            new Orders(Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC), () -> "order-" + nextId++),
            pauses::add));

    @Test
    void a_placed_order_is_answered_with_its_location_and_etag() {
        APIGatewayProxyResponseEvent answer = call("acme", "POST", "/orders", ROPE);

        assertThat(answer.getStatusCode()).isEqualTo(201);
        assertThat(answer.getHeaders())
                .isEqualTo(Map.of(
                        "Content-Type", "application/json",
                        "ETag", "\"order-1\"",
                        "Location", "/prod/orders/order-1",
                        "X-Request-Id", "request-1",
                        "Vary", "Origin",
                        "Access-Control-Allow-Origin", "https://app.acme.example",
                        "Access-Control-Expose-Headers", "ETag"));
        assertThat(answer.getBody())
                .isEqualTo(
                        "{\"id\":\"order-1\",\"item\":\"rope\",\"quantity\":2,\"placedAt\":\"2026-01-02T03:04:05Z\"}");
    }

    @Test
    void an_order_can_be_read_listed_and_cancelled_once() {
        call("acme", "POST", "/orders", ROPE);

        APIGatewayProxyResponseEvent read = call("acme", "GET", "/orders/{id}", null, "order-1");
        assertThat(read.getStatusCode()).isEqualTo(200);
        assertThat(read.getHeaders()).containsEntry("ETag", "\"order-1\"");
        assertThat(call("acme", "GET", "/orders", null).getBody())
                .isEqualTo("{\"tenant\":\"acme\",\"orders\":[" + read.getBody() + "]}");

        APIGatewayProxyResponseEvent cancelled = call("acme", "DELETE", "/orders/{id}", null, "order-1");
        assertThat(cancelled.getStatusCode()).isEqualTo(204);
        assertThat(cancelled.getBody()).isEmpty();
        assertThat(call("acme", "DELETE", "/orders/{id}", null, "order-1").getStatusCode())
                .isEqualTo(404);
    }

    @Test
    void another_tenants_order_does_not_exist() {
        call("acme", "POST", "/orders", ROPE);

        APIGatewayProxyResponseEvent read = call("globex", "GET", "/orders/{id}", null, "order-1");
        assertThat(read.getStatusCode()).isEqualTo(404);
        assertThat(read.getBody())
                .isEqualTo("{\"error\":\"order_not_found\",\"message\":\"This tenant has no order with this id.\","
                        + "\"requestId\":\"request-1\"}");
        assertThat(call("globex", "DELETE", "/orders/{id}", null, "order-1").getStatusCode())
                .isEqualTo(404);
        assertThat(call("globex", "GET", "/orders", null).getBody()).isEqualTo("{\"tenant\":\"globex\",\"orders\":[]}");
        assertThat(call("acme", "GET", "/orders/{id}", null, "order-1").getStatusCode())
                .isEqualTo(200);
    }

    @Test
    void the_tenant_is_the_authorizers_whatever_the_client_says() {
        APIGatewayProxyRequestEvent event = event("acme", "GET", "/{tenant}/orders", null);
        event.setPathParameters(Map.of("tenant", "globex"));
        event.setHeaders(Map.of("x-tenant", "globex", "origin", "https://evil.example"));
        event.setQueryStringParameters(Map.of("tenantId", "globex"));

        APIGatewayProxyResponseEvent answer = handler.respond(event);
        assertThat(answer.getBody()).isEqualTo("{\"tenant\":\"acme\",\"orders\":[]}");
        assertThat(answer.getHeaders()).containsEntry("Access-Control-Allow-Origin", "https://app.acme.example");
    }

    @Test
    void all_problems_of_an_order_are_answered_at_once_and_nothing_is_placed() {
        APIGatewayProxyResponseEvent answer = call("acme", "POST", "/orders", "{}");

        assertThat(answer.getStatusCode()).isEqualTo(400);
        assertThat(answer.getHeaders()).containsEntry("Access-Control-Allow-Origin", "https://app.acme.example");
        assertThat(answer.getBody())
                .isEqualTo("{\"error\":\"invalid_order\","
                        + "\"message\":\"The order was not placed. Correct it and send it again.\","
                        + "\"problems\":[\"item must be a text of 1 to 100 characters.\","
                        + "\"quantity must be a whole number from 1 to 1000.\"],\"requestId\":\"request-1\"}");
        assertThat(call("acme", "GET", "/orders", null).getBody()).contains("\"orders\":[]");
    }

    @Test
    void a_tenants_memory_is_bounded() {
        for (int i = 0; i < Orders.MAX_PER_TENANT; i++) {
            assertThat(call("acme", "POST", "/orders", ROPE).getStatusCode()).isEqualTo(201);
        }
        APIGatewayProxyResponseEvent answer = call("acme", "POST", "/orders", ROPE);

        assertThat(answer.getStatusCode()).isEqualTo(409);
        assertThat(answer.getBody())
                .isEqualTo("{\"error\":\"too_many_orders\","
                        + "\"message\":\"A tenant of this example can have 100 orders. Cancel one first.\","
                        + "\"requestId\":\"request-1\"}");
        assertThat(call("globex", "POST", "/orders", ROPE).getStatusCode()).isEqualTo(201);
    }

    @Test
    void the_slow_route_takes_longer_than_the_gateway_waits() {
        assertThat(call("acme", "GET", "/orders/slow", null).getStatusCode()).isEqualTo(200);
        assertThat(pauses).containsExactly(OrdersApi.SLOW);
    }

    @Test
    void the_broken_route_throws() {
        assertThatThrownBy(() -> call("acme", "GET", "/orders/broken", null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("GET /orders/broken fails on purpose, to show a 502.");
    }

    @Test
    void a_route_that_the_template_does_not_have_is_not_found() {
        APIGatewayProxyResponseEvent answer = call("acme", "PUT", "/orders", ROPE);

        assertThat(answer.getStatusCode()).isEqualTo(404);
        assertThat(answer.getBody())
                .isEqualTo("{\"error\":\"not_found\",\"message\":\"There is no such route.\","
                        + "\"requestId\":\"request-1\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no context", "no authorizer", "no tenant", "empty tenant"})
    void without_an_authorizer_no_tenants_data_is_touched(String how) {
        APIGatewayProxyRequestEvent event = event("acme", "GET", "/orders", null);
        switch (how) {
            case "no context" -> event.setRequestContext(null);
            case "no authorizer" -> event.getRequestContext().setAuthorizer(null);
            case "no tenant" -> event.getRequestContext().setAuthorizer(Map.of());
            default -> event.getRequestContext().setAuthorizer(Map.of("tenantId", ""));
        }
        String requestId = how.equals("no context") ? "" : "request-1";

        APIGatewayProxyResponseEvent answer = handler.respond(event);
        assertThat(answer.getStatusCode()).isEqualTo(500);
        assertThat(answer.getHeaders()).doesNotContainKey("Access-Control-Allow-Origin");
        assertThat(answer.getBody())
                .isEqualTo("{\"error\":\"internal_error\","
                        + "\"message\":\"This route has no Drawbridge authorizer before it, so the tenant is unknown.\","
                        + "\"requestId\":\"" + requestId + "\"}");
    }

    @Test
    void the_runtime_can_make_the_handler() {
        APIGatewayProxyResponseEvent answer = new OrdersHandler().respond(event("acme", "GET", "/orders", null));

        assertThat(answer.getBody()).isEqualTo("{\"tenant\":\"acme\",\"orders\":[]}");
    }

    private APIGatewayProxyResponseEvent call(String tenant, String method, String resource, @Nullable String body) {
        return handler.respond(event(tenant, method, resource, body));
    }

    private APIGatewayProxyResponseEvent call(
            String tenant, String method, String resource, @Nullable String body, String id) {
        APIGatewayProxyRequestEvent event = event(tenant, method, resource, body);
        event.setPathParameters(Map.of("id", id));
        return handler.respond(event);
    }

    private static APIGatewayProxyRequestEvent event(
            String tenant, String method, String resource, @Nullable String body) {
        Map<String, Object> authorizer = new HashMap<>();
        authorizer.put("tenantId", tenant);
        authorizer.put("corsAllowOrigin", "https://app.acme.example");
        authorizer.put("corsAllowCredentials", "");
        authorizer.put("corsExposeHeaders", "ETag");
        ProxyRequestContext context =
                new ProxyRequestContext().withRequestId("request-1").withPath("/prod" + resource);
        context.setAuthorizer(authorizer);
        return new APIGatewayProxyRequestEvent()
                .withHttpMethod(method)
                .withResource(resource)
                .withBody(body)
                .withRequestContext(context);
    }
}
