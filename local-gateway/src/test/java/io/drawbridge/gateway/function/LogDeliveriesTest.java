package io.drawbridge.gateway.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drawbridge.gateway.api.LogFilter;
import io.drawbridge.gateway.api.LogSubscription;
import io.drawbridge.gateway.http.Body;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a subscribed function gets, and what it does not. */
final class LogDeliveriesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String LINE = "{\"event\":\"seen\",\"n\":1}";

    private final List<String> invoked = new ArrayList<>();
    private final List<Body> events = new ArrayList<>();
    private final List<String> printed = new ArrayList<>();
    private final LogDeliveries deliveries = new LogDeliveries(
            List.of(new LogSubscription(
                    "Reader",
                    "group",
                    Set.of("Writer"),
                    LogFilter.parse("{ $.event = \"seen\" }").orElseThrow())),
            (function, requestId, text) -> printed.add(function + " " + text),
            Clock.fixed(Instant.ofEpochMilli(1_700_000_000_000L), ZoneOffset.UTC));

    private int failures;

    /** Fails as often as told, then returns. */
    private final class Invoker implements FunctionInvoker {
        @Override
        public boolean permits(String function, String sourceArn) {
            return true;
        }

        @Override
        public CompletableFuture<InvocationOutcome> invoke(String function, Body event, String traceId) {
            invoked.add(function);
            events.add(event);
            return CompletableFuture.completedFuture(
                    failures-- > 0
                            ? new InvocationOutcome.Failed("java.lang.Error", "")
                            : new InvocationOutcome.Returned(Body.EMPTY));
        }
    }

    @Test
    void a_line_that_passes_the_filter_is_delivered_as_cloudwatch_logs_does() throws IOException {
        deliveries.to(new Invoker());
        deliveries.line("Writer", "r-1", LINE);

        assertThat(invoked).containsExactly("Reader");
        JsonNode delivery = delivered(0);
        assertThat(delivery.path("messageType").asText()).isEqualTo("DATA_MESSAGE");
        assertThat(delivery.path("logGroup").asText()).isEqualTo("group");
        assertThat(delivery.path("logEvents")).hasSize(1);
        assertThat(delivery.at("/logEvents/0/message").asText()).isEqualTo(LINE + "\n");
        assertThat(delivery.at("/logEvents/0/timestamp").asLong()).isEqualTo(1_700_000_000_000L);
    }

    @Test
    void every_line_is_passed_on_whoever_prints_it() {
        deliveries.to(new Invoker());
        deliveries.line("Writer", "r-1", LINE);
        deliveries.line("Writer", "r-1", "text");
        deliveries.line("Other", "r-1", LINE);

        assertThat(printed).containsExactly("Writer " + LINE, "Writer text", "Other " + LINE);
        assertThat(invoked).hasSize(1);
    }

    @Test
    void two_lines_of_the_same_words_are_two_events() throws IOException {
        deliveries.to(new Invoker());
        deliveries.line("Writer", "r-1", LINE);
        deliveries.line("Writer", "r-1", LINE);

        assertThat(delivered(0).at("/logEvents/0/id").asText())
                .isNotEqualTo(delivered(1).at("/logEvents/0/id").asText());
    }

    @Test
    void a_delivery_that_fails_is_repeated_twice_with_the_same_events_and_then_given_up() throws IOException {
        failures = 3;
        deliveries.to(new Invoker());
        deliveries.line("Writer", "r-1", LINE);

        assertThat(invoked).hasSize(3);
        assertThat(delivered(0)).isEqualTo(delivered(2));
        assertThat(printed).last().isEqualTo("Reader a delivery of log lines was given up: java.lang.Error");
    }

    @Test
    void a_line_that_comes_before_the_functions_are_ready_waits() {
        deliveries.line("Writer", "", LINE);
        assertThat(invoked).isEmpty();

        deliveries.to(new Invoker());
        assertThat(invoked).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ $.event = \"seen\" } | true",
                "{$.event=\"seen\"} | true",
                "{ $.event = \"other\" } | false",
                "{ $.n = \"1\" } | false",
                "{ $.none = \"seen\" } | false"
            })
    void the_value_is_a_text_and_exact(String pattern, boolean passes) {
        assertThat(LogDeliveries.passes(LogFilter.parse(pattern).orElseThrow(), LINE))
                .isEqualTo(passes);
    }

    @Test
    void what_is_no_json_never_passes() {
        LogFilter filter = LogFilter.parse("{ $.event = \"seen\" }").orElseThrow();

        assertThat(LogDeliveries.passes(filter, "event seen")).isFalse();
        assertThat(LogDeliveries.passes(filter, "")).isFalse();
        assertThat(LogDeliveries.passes(filter, "[\"event\"]")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                "seen",
                "{ $.event = seen }",
                "{ $.event = \"se*\" }",
                "{ $.event != \"seen\" }",
                "{ $.event = \"seen\" && $.n = 1 }",
                "{ $.a.b = \"seen\" }",
                "[a, b]",
                "%seen%"
            })
    void other_patterns_are_none_of_ours(String pattern) {
        assertThat(LogFilter.parse(pattern)).isEmpty();
    }

    private JsonNode delivered(int index) throws IOException {
        String data =
                MAPPER.readTree(events.get(index).bytes()).at("/awslogs/data").asText();
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(data)))) {
            return MAPPER.readTree(in.readAllBytes());
        }
    }
}
