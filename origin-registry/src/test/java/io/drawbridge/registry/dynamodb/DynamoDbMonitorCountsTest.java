package io.drawbridge.registry.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.MonitorCounts;
import io.drawbridge.registry.MonitorCountsContract;
import io.drawbridge.registry.MonitoredOrigin;
import io.drawbridge.registry.Origin;
import io.drawbridge.registry.TenantId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbMonitorCountsTest extends MonitorCountsContract {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @RegisterExtension
    static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();

    private final DynamoDbClient client = DYNAMO_DB.client();
    private final String table = DYNAMO_DB.table(client);

    @Override
    protected MonitorCounts empty(int mostNew) {
        return new DynamoDbMonitorCounts(client, table, mostNew);
    }

    @Test
    void many_who_count_at_once_lose_nothing() {
        MonitorCounts counts = empty(20);
        CompletableFuture.allOf(IntStream.range(0, 20)
                        .mapToObj(i -> CompletableFuture.runAsync(
                                () -> counts.add(Optional.empty(), counted("https://a.example", now), "d" + i)))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(counts.of(Optional.empty()))
                .extracting(MonitoredOrigin::count)
                .containsExactly(20L);
    }

    @Test
    void every_item_stands_in_a_partition_of_its_own_kind_and_ends() {
        empty(20).add(Optional.empty(), counted("https://a.example", now), "d1");
        empty(20).add(Optional.of(new TenantId("acme")), counted("https://a.example", now), "d1");

        assertThat(client.scan(r -> r.tableName(table)).items()).hasSize(6).allSatisfy(item -> {
            // What template.yaml allows whoever counts to write.
            assertThat(Key.of(item).pk()).startsWith("M#");
            assertThat(Attributes.of(item).number("ttl")).isGreaterThan(now.getEpochSecond());
        });
    }

    @Test
    void deliveries_out_of_order_are_read_nevertheless() {
        MonitorCounts counts = empty(20);
        counts.add(Optional.empty(), counted("https://a.example", now), "d2");
        counts.add(Optional.empty(), counted("https://a.example", now.minusSeconds(60)), "d1");

        assertThat(counts.of(Optional.empty()))
                .containsExactly(new MonitoredOrigin(Origin.parse("https://a.example"), 2, now.minusSeconds(60), now));
    }

    private static MonitoredOrigin counted(String origin, Instant at) {
        return new MonitoredOrigin(Origin.parse(origin), 1, at, at);
    }
}
