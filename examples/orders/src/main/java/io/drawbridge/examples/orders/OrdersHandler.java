package io.drawbridge.examples.orders;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.drawbridge.cors.CorsHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The Lambda entry of the example: turns the proxy event into a request and the answer into a proxy response.
 *
 * <p>Every answer, errors included, gets the CORS headers that the authorizer granted and {@code X-Request-Id}, the id that
 * also stands in the gateway's own refusals. A page can read that header, {@code ETag} and {@code Location} only where the
 * origin's grant exposes them.
 */
public final class OrdersHandler implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {

    /** Where the tenant stands in the path (examples/path-tenants), the routes are the same below it. */
    private static final String TENANT_PREFIX = "/{tenant}";

    private final OrdersApi api;

    /** Called once per instance by the Lambda runtime. */
    public OrdersHandler() {
        this(new OrdersApi(new Orders(Clock.systemUTC(), () -> UUID.randomUUID().toString()), OrdersHandler::sleep));
    }

    OrdersHandler(OrdersApi api) {
        this.api = api;
    }

    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        return respond(event);
    }

    APIGatewayProxyResponseEvent respond(APIGatewayProxyRequestEvent event) {
        Map<String, Object> authorizer = authorizer(event);
        String requestId = requestId(event);
        Answer answer = answer(event, authorizer, requestId);
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.put("X-Request-Id", requestId);
        return new APIGatewayProxyResponseEvent()
                .withStatusCode(answer.status())
                .withHeaders(CorsHeaders.ofAuthorizer(authorizer).addTo(headers))
                .withBody(answer.body());
    }

    private Answer answer(APIGatewayProxyRequestEvent event, Map<String, Object> authorizer, String requestId) {
        // Only the authorizer's word counts: a header or a path that names a tenant is the client's wish.
        if (!(authorizer.get("tenantId") instanceof String tenant) || tenant.isEmpty()) {
            return Answer.json(
                    500,
                    OrderJson.error(
                            "internal_error",
                            "This route has no Drawbridge authorizer before it, so the tenant is unknown.",
                            List.of(),
                            requestId));
        }
        return api.answer(new OrdersApi.Request(
                route(event),
                event.getRequestContext().getPath(),
                pathParameter(event, "id"),
                tenant,
                event.getBody(),
                requestId));
    }

    private static String route(APIGatewayProxyRequestEvent event) {
        String resource = event.getResource();
        String path = resource.startsWith(TENANT_PREFIX) ? resource.substring(TENANT_PREFIX.length()) : resource;
        return event.getHttpMethod() + " " + path;
    }

    private static String pathParameter(APIGatewayProxyRequestEvent event, String name) {
        Map<String, String> parameters = event.getPathParameters();
        return parameters == null ? "" : parameters.getOrDefault(name, "");
    }

    private static Map<String, Object> authorizer(APIGatewayProxyRequestEvent event) {
        APIGatewayProxyRequestEvent.@Nullable ProxyRequestContext context = event.getRequestContext();
        Map<String, Object> authorizer = context == null ? null : context.getAuthorizer();
        return authorizer == null ? Map.of() : authorizer;
    }

    private static String requestId(APIGatewayProxyRequestEvent event) {
        APIGatewayProxyRequestEvent.@Nullable ProxyRequestContext context = event.getRequestContext();
        String id = context == null ? null : context.getRequestId();
        return id == null ? "" : id;
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
