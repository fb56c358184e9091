package io.drawbridge.examples.orders;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** The JSON that this service writes. */
final class OrderJson {

    private static final JsonFactory JSON = new JsonFactory();

    private OrderJson() {}

    /** {@code {"id", "item", "quantity", "placedAt"}}, the time in ISO 8601. */
    static String order(Order order) {
        return write(json -> writeOrder(json, order));
    }

    /** {@code {"tenant", "orders": […]}}. */
    static String orders(String tenant, List<Order> orders) {
        return write(json -> {
            json.writeStartObject();
            json.writeStringField("tenant", tenant);
            json.writeArrayFieldStart("orders");
            for (Order order : orders) {
                writeOrder(json, order);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /**
     * {@code {"error", "message", "requestId"}}, the shape of the gateway's own refusals, so that a client needs to know one
     * only; with {@code "problems": […]} where there are any.
     */
    static String error(String error, String message, List<String> problems, String requestId) {
        return write(json -> {
            json.writeStartObject();
            json.writeStringField("error", error);
            json.writeStringField("message", message);
            if (!problems.isEmpty()) {
                json.writeArrayFieldStart("problems");
                for (String problem : problems) {
                    json.writeString(problem);
                }
                json.writeEndArray();
            }
            json.writeStringField("requestId", requestId);
            json.writeEndObject();
        });
    }

    private static void writeOrder(JsonGenerator json, Order order) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", order.id());
        json.writeStringField("item", order.item());
        json.writeNumberField("quantity", order.quantity());
        json.writeStringField("placedAt", order.placedAt().toString());
        json.writeEndObject();
    }

    private static String write(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            body.writeTo(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return text.toString();
    }

    private interface Body {
        void writeTo(JsonGenerator json) throws IOException;
    }
}
