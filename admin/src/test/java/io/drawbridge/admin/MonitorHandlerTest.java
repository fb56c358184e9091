package io.drawbridge.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.MonitorCounts;
import io.drawbridge.registry.MonitoredOrigin;
import io.drawbridge.registry.Origin;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.memory.InMemoryMonitorCounts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From what CloudWatch Logs delivers to what is counted. */
final class MonitorHandlerTest {

    private static final long AT = 1_772_366_400_000L;
    private static final Optional<TenantId> ACME = Optional.of(new TenantId("acme"));

    private final MonitorCounts counts = new InMemoryMonitorCounts();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @Test
    void lines_are_counted_per_owner_and_origin() throws IOException {
        deliver(
                TenantSource.HOST,
                line("acme", "https://a.example"),
                line("acme", "https://b.example"),
                line("acme", "https://a.example"),
                line("globex", "https://a.example"));

        assertThat(counts.of(ACME))
                .containsExactly(
                        counted("https://a.example", 2, AT, AT + 2), counted("https://b.example", 1, AT + 1, AT + 1));
        assertThat(counts.of(Optional.of(new TenantId("globex"))))
                .containsExactly(counted("https://a.example", 1, AT + 3, AT + 3));
        assertThat(counts.of(Optional.empty())).isEmpty();
        assertThat(log.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("{\"lines\":4,\"counted\":4}");
    }

    @Test
    void in_origin_mode_it_is_the_platforms_monitor_mode_whoevers_the_token_is() throws IOException {
        deliver(TenantSource.ORIGIN, line("", "https://a.example"), line("acme", "https://a.example"));

        assertThat(counts.of(Optional.empty())).containsExactly(counted("https://a.example", 2, AT, AT + 1));
        assertThat(counts.of(ACME)).isEmpty();
    }

    @Test
    void a_delivery_that_comes_again_counts_once_and_the_same_lines_in_another_one_count() throws IOException {
        String event = event("DATA_MESSAGE", "e", line("acme", "https://a.example"));
        handle(TenantSource.HOST, event);
        handle(TenantSource.HOST, event);
        assertThat(counts.of(ACME)).extracting(MonitoredOrigin::count).containsExactly(1L);

        handle(TenantSource.HOST, event("DATA_MESSAGE", "f", line("acme", "https://a.example")));
        assertThat(counts.of(ACME)).extracting(MonitoredOrigin::count).containsExactly(2L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "START RequestId: 1",
                "[]",
                "{\"event\":\"start\"}",
                "{\"event\":\"monitored\",\"tenantId\":\"acme\"}",
                "{\"event\":\"monitored\",\"tenantId\":\"acme\",\"origin\":\"null\"}",
                "{\"event\":\"monitored\",\"tenantId\":\"acme\",\"origin\":\"https://a.example | https://b.example\"}",
                "{\"event\":\"monitored\",\"tenantId\":\"a#b\",\"origin\":\"https://a.example\"}",
                "{\"event\":\"monitored\",\"tenantId\":\"\",\"origin\":\"https://a.example\"}",
                "{\"event\":[\"monitored\"],\"tenantId\":\"acme\",\"origin\":\"https://a.example\"}"
            })
    void what_the_authorizer_would_not_write_is_not_counted(String line) throws IOException {
        deliver(TenantSource.HOST, line);

        assertThat(counts.of(ACME)).isEmpty();
        assertThat(counts.of(Optional.empty())).isEmpty();
    }

    @Test
    void a_message_that_only_tries_whether_it_can_be_reached_counts_nothing() throws IOException {
        handle(TenantSource.HOST, event("CONTROL_MESSAGE", "e", line("acme", "https://a.example")));

        assertThat(counts.of(ACME)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"awslogs\":{}}", "{\"awslogs\":{\"data\":\"!\"}}", "{\"awslogs\":{\"data\":\"AAAA\"}}"})
    void what_is_no_delivery_is_a_fault(String event) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> handle(TenantSource.HOST, event));
    }

    private static MonitoredOrigin counted(String origin, long count, long first, long last) {
        return new MonitoredOrigin(
                Origin.parse(origin), count, Instant.ofEpochMilli(first), Instant.ofEpochMilli(last));
    }

    private static String line(String tenant, String origin) {
        return JsonNodeFactory.instance
                        .objectNode()
                        .put("event", "monitored")
                        .put("tenantId", tenant)
                        .put("origin", origin)
                + "\n";
    }

    private void deliver(TenantSource source, String... lines) throws IOException {
        handle(source, event("DATA_MESSAGE", "e", lines));
    }

    private void handle(TenantSource source, String event) throws IOException {
        new MonitorHandler(new MonitorTally(counts, source), new PrintStream(log, true, StandardCharsets.UTF_8))
                .handleRequest(
                        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                        new ByteArrayOutputStream(),
                        unusedContext());
    }

    private static String event(String type, String ids, String... lines) throws IOException {
        ObjectNode delivery = JsonNodeFactory.instance
                .objectNode()
                .put("messageType", type)
                .put("owner", "000000000000")
                .put("logGroup", "g")
                .put("logStream", "s");
        ArrayNode events = delivery.putArray("logEvents");
        for (int i = 0; i < lines.length; i++) {
            events.addObject().put("id", ids + i).put("timestamp", AT + i).put("message", lines[i]);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(delivery.toString().getBytes(StandardCharsets.UTF_8));
        }
        return "{\"awslogs\":{\"data\":\"" + Base64.getEncoder().encodeToString(bytes.toByteArray()) + "\"}}";
    }

    /** The handler reads nothing of Lambda's context. */
    @SuppressWarnings("NullAway")
    private static Context unusedContext() {
        return null;
    }
}
