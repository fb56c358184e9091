package io.drawbridge.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drawbridge.registry.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * What CloudWatch Logs delivers to a function that subscribed to a log group: JSON, compressed by gzip, in base64.
 *
 * @param id the same each time the same lines are delivered
 * @param lines the lines, in their order; none in a delivery that only tries whether the function can be reached
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html">Subscription filters</a>
 */
record LogDelivery(String id, List<Line> lines) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Far more than CloudWatch Logs sends, which is 1 MB compressed. */
    private static final int MAX_BYTES = 32 << 20;

    LogDelivery {
        lines = List.copyOf(lines);
    }

    /** One line of the log. */
    record Line(Instant at, String message) {}

    /**
     * Reads an event.
     *
     * @throws IOException if it is no delivery
     */
    static LogDelivery read(InputStream in) throws IOException {
        JsonNode data = MAPPER.readTree(in).path("awslogs").path("data");
        if (!data.isTextual()) {
            throw new IOException("the event has no awslogs.data");
        }
        JsonNode delivery = MAPPER.readTree(inflated(data.textValue()));
        List<Line> lines = new ArrayList<>();
        StringBuilder ids = new StringBuilder(delivery.path("logStream").asText());
        if (delivery.path("messageType").asText().equals("DATA_MESSAGE")) {
            for (JsonNode event : delivery.path("logEvents")) {
                lines.add(new Line(
                        Instant.ofEpochMilli(event.path("timestamp").asLong()),
                        event.path("message").asText()));
                ids.append(' ').append(event.path("id").asText());
            }
        }
        return new LogDelivery(HexFormat.of().formatHex(Sha256.of(ids.toString())), lines);
    }

    private static byte[] inflated(String base64) throws IOException {
        try (InputStream in =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(base64)))) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("the delivery is larger than any");
            }
            return bytes;
        } catch (IllegalArgumentException e) {
            throw new IOException("awslogs.data is no base64", e);
        }
    }
}
