package io.drawbridge.authorizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The metrics that CloudWatch makes of a log line, by the specification of the embedded metric format. */
final class EmbeddedMetricFormat {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MAX_DIMENSIONS = 30;

    private EmbeddedMetricFormat() {}

    /**
     * The metrics of a line, sorted, such as {@code Refusals{reason=forbidden} 1.0 Count}.
     *
     * @throws AssertionError if CloudWatch would find a mistake in it, or silently make no metric of it
     */
    static List<String> metrics(String line) {
        JsonNode root = parse(line);
        JsonNode aws = root.path("_aws");
        assertThat(aws.path("Timestamp").isIntegralNumber()).isTrue();
        Set<String> metrics = new TreeSet<>();
        for (JsonNode directive : aws.path("CloudWatchMetrics")) {
            assertThat(directive.path("Namespace").asText()).isEqualTo("Drawbridge");
            for (JsonNode dimensions : directive.path("Dimensions")) {
                String key = dimensions(root, dimensions);
                directive
                        .path("Metrics")
                        .forEach(metric -> assertThat(metrics.add(metric(root, metric, key)))
                                .as("each metric once")
                                .isTrue());
            }
        }
        return new ArrayList<>(metrics);
    }

    private static String dimensions(JsonNode root, JsonNode names) {
        assertThat(names.size()).isBetween(1, MAX_DIMENSIONS);
        return StreamSupport.stream(names.spliterator(), false)
                .map(JsonNode::textValue)
                .map(name -> {
                    JsonNode value = root.path(name);
                    assertThat(value.isTextual()).as(name).isTrue();
                    assertThat(value.textValue()).as(name).isNotEmpty();
                    return name + "=" + value.textValue();
                })
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String metric(JsonNode root, JsonNode metric, String dimensions) {
        String name = metric.path("Name").textValue();
        JsonNode value = root.path(name);
        assertThat(value.isNumber()).as(name).isTrue();
        assertThat(metric.path("Unit").textValue()).isIn("Count", "Milliseconds");
        return name + dimensions + " " + value.asText() + " "
                + metric.path("Unit").textValue();
    }

    private static JsonNode parse(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }
}
