package io.drawbridge.launcher.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What monitor mode lets through is counted: from the authorizer's log, through the subscription of {@code template.yaml} and its
 * function, into the table, and out of the admin API.
 */
final class MonitorModeIT {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PLACE = "/admin/platform/monitoring";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void monitored_answers_can_be_read_per_origin_and_others_are_not_counted() throws IOException {
        try (AdminStack stack = AdminStack.monitoring()) {
            for (int i = 0; i < 3; i++) {
                assertThat(ordersFrom(stack, "https://evil.example")).isEqualTo("*");
            }
            ordersFrom(stack, "https://else.example");
            // Enforced in monitor mode too, and the API's own origin is nobody else's.
            assertThat(ordersFrom(stack, "null")).isEmpty();

            Map<String, Integer> counts = Map.of("https://evil.example", 3, "https://else.example", 1);
            assertThat(awaited(stack, counts)).isEqualTo(counts);
            JsonNode document = MAPPER.readTree(
                    stack.send(stack.administrator(), "GET", PLACE, "").body());
            assertThat(document.at("/items/0/origin").asText()).isEqualTo("https://evil.example");
            assertThat(document.path("monitorUntil").asText()).isEqualTo("2099-01-01T00:00:00Z");
            assertThat(Instant.parse(document.at("/items/0/first").asText()))
                    .isBeforeOrEqualTo(
                            Instant.parse(document.at("/items/0/last").asText()));
            // In origin mode it is the platform's, and no tenant's business.
            assertThat(stack.send(stack.administrator(), "GET", "/admin/tenants/acme/monitoring", "")
                            .body())
                    .isEqualTo("{\"items\":[]}");
        }
    }

    private static String ordersFrom(AdminStack stack, String origin) {
        return stack.send(stack.token(AdminStack.ACME, "orders:read"), "GET", "/orders", "", "origin", origin)
                .headers()
                .firstValue("access-control-allow-origin")
                .orElse("");
    }

    /** The counts once they are what they should be, else what they are when patience ends. */
    private static Map<String, Integer> awaited(AdminStack stack, Map<String, Integer> expected) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Map<String, Integer> counts = Map.of();
        while (!counts.equals(expected) && System.nanoTime() < end) {
            counts = new TreeMap<>();
            for (JsonNode item : MAPPER.readTree(
                            stack.send(stack.administrator(), "GET", PLACE, "").body())
                    .path("items")) {
                counts.put(item.path("origin").asText(), item.path("count").asInt());
            }
        }
        return counts;
    }
}
