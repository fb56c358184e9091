package io.drawbridge.examples.orders;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The routes of the service: request in, answer out. */
final class OrdersApi {

    /** Longer than the 2 s that template.yaml gives this route, shorter than the function's own timeout. */
    static final Duration SLOW = Duration.ofSeconds(3);

    /**
     * One request, already allowed by the authorizer.
     *
     * @param route verb and path template, such as {@code GET /orders/{id}}
     * @param path the path that the client asked for, stage included
     * @param id the path parameter {@code id}, or {@code ""}
     * @param tenant whose request it is, by the authorizer's word
     * @param body the body, if any
     * @param requestId the gateway's id of the request
     */
    record Request(
            String route,
            String path,
            String id,
            String tenant,
            @Nullable String body,
            String requestId) {}

    /** Waits; a test need not. */
    interface Pause {
        void of(Duration duration);
    }

    private final Orders orders;
    private final Pause pause;

    OrdersApi(Orders orders, Pause pause) {
        this.orders = orders;
        this.pause = pause;
    }

    Answer answer(Request request) {
        return switch (request.route()) {
            case "GET /orders" -> Answer.json(200, OrderJson.orders(request.tenant(), orders.list(request.tenant())));
            case "POST /orders" -> place(request);
            case "GET /orders/{id}" -> read(request);
            case "DELETE /orders/{id}" -> cancel(request);
            case "GET /orders/slow" -> tooLate();
            case "GET /orders/broken" ->
                throw new IllegalStateException("GET /orders/broken fails on purpose, to show a 502.");
            default -> error(request, 404, "not_found", "There is no such route.", List.of());
        };
    }

    private Answer place(Request request) {
        NewOrder.Parsed parsed = NewOrder.parse(request.body());
        if (parsed instanceof NewOrder.Invalid invalid) {
            return error(
                    request,
                    400,
                    "invalid_order",
                    "The order was not placed. Correct it and send it again.",
                    invalid.problems());
        }
        NewOrder wanted = ((NewOrder.Valid) parsed).order();
        return orders.place(request.tenant(), wanted)
                .map(order -> new Answer(
                        201,
                        Map.of(
                                "Content-Type",
                                "application/json",
                                "ETag",
                                etag(order),
                                "Location",
                                request.path() + "/" + order.id()),
                        OrderJson.order(order)))
                .orElseGet(() -> error(
                        request,
                        409,
                        "too_many_orders",
                        "A tenant of this example can have 100 orders. Cancel one first.",
                        List.of()));
    }

    private Answer read(Request request) {
        return orders.find(request.tenant(), request.id())
                .map(order -> new Answer(
                        200, Map.of("Content-Type", "application/json", "ETag", etag(order)), OrderJson.order(order)))
                .orElseGet(() -> noSuchOrder(request));
    }

    private Answer cancel(Request request) {
        return orders.cancel(request.tenant(), request.id()) ? new Answer(204, Map.of(), "") : noSuchOrder(request);
    }

    private Answer tooLate() {
        pause.of(SLOW);
        return Answer.json(200, "{\"late\":true}");
    }

    private static Answer noSuchOrder(Request request) {
        return error(request, 404, "order_not_found", "This tenant has no order with this id.", List.of());
    }

    /** An order never changes, so its id says which representation this is. */
    private static String etag(Order order) {
        return '"' + order.id() + '"';
    }

    private static Answer error(Request request, int status, String error, String message, List<String> problems) {
        return Answer.json(status, OrderJson.error(error, message, problems, request.requestId()));
    }
}
