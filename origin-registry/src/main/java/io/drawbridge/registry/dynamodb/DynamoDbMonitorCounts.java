package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.MonitorCounts;
import io.drawbridge.registry.MonitoredOrigin;
import io.drawbridge.registry.Origin;
import io.drawbridge.registry.Sha256;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantStore.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Counts in the registry's table, by updates alone: whoever counts needs the right to nothing else, and to no other partition.
 *
 * <p>An owner's partition {@code M#tenant}, or {@code M#}, has an item for each origin ({@code O#}), one for all others
 * ({@code OTHERS}), one for each month that says how many origins were new in it ({@code N#}), and one for each delivery and
 * origin that was counted ({@code D#}). All of them end by {@code ttl}.
 */
public final class DynamoDbMonitorCounts implements MonitorCounts {

    private static final String ORIGIN_PREFIX = "O#";
    private static final String OTHERS = "OTHERS";
    private static final String SEEN = "#seen";

    /** Longer than anybody tries again to deliver: Lambda gives up after six hours. */
    private static final Duration DELIVERY_KEPT = Duration.ofDays(1);

    /** How often an origin is tried that somebody else makes at the same time. */
    private static final int ATTEMPTS = 3;

    private final Table table;
    private final int mostNew;

    /** Counts in an existing table. */
    public DynamoDbMonitorCounts(DynamoDbClient client, String tableName) {
        this(client, tableName, MAX_NEW_PER_MONTH);
    }

    DynamoDbMonitorCounts(DynamoDbClient client, String tableName, int mostNew) {
        this.table = new Table(client, tableName);
        this.mostNew = mostNew;
    }

    @Override
    public void add(Optional<TenantId> owner, MonitoredOrigin counted, String delivery) {
        Write once = once(owner, counted, delivery);
        Key origin = new Key(partition(owner), ORIGIN_PREFIX + text(counted));
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Outcome known = table.write(List.of(once, count(origin, counted, "attribute_exists(pk)", Outcome.ABSENT)));
            if (known != Outcome.ABSENT) {
                return;
            }
            Outcome made = table.write(List.of(
                    once,
                    count(origin, counted, "attribute_not_exists(pk)", Outcome.CLAIMED),
                    oneMoreNew(owner, counted)));
            if (made == Outcome.FULL) {
                break;
            }
            if (made != Outcome.CLAIMED) {
                return;
            }
        }
        Key others = new Key(partition(owner), OTHERS);
        table.write(List.of(
                once, count(others, counted, "attribute_exists(pk) OR attribute_not_exists(pk)", Outcome.STALE)));
    }

    @Override
    public List<MonitoredOrigin> of(Optional<TenantId> owner) {
        return table.query(partition(owner), "O").stream()
                .map(DynamoDbMonitorCounts::read)
                .sorted(MonitoredOrigin.MOST_FREQUENT_FIRST)
                .toList();
    }

    private static MonitoredOrigin read(Attributes item) {
        // Deliveries may come out of order, so that what was counted last need not have happened last.
        long first = Math.min(item.number("first"), item.number("last"));
        long last = Math.max(item.number("first"), item.number("last"));
        return item.decode(() -> new MonitoredOrigin(
                item.optionalText("origin").map(text -> Origin.parse(text).orElseThrow(IllegalArgumentException::new)),
                item.number("seen"),
                Instant.ofEpochMilli(first),
                Instant.ofEpochMilli(last)));
    }

    private static String partition(Optional<TenantId> owner) {
        return "M#" + owner.map(TenantId::value).orElse("");
    }

    private static String text(MonitoredOrigin counted) {
        return counted.origin().map(Origin::toString).orElse("");
    }

    /** Exactly one of all attempts to count a delivery's origin gets past this. */
    private static Write once(Optional<TenantId> owner, MonitoredOrigin counted, String delivery) {
        String name = HexFormat.of().formatHex(Sha256.of(delivery + " " + text(counted)));
        return Write.update(
                Update.builder()
                        .key(new Key(partition(owner), "D#" + name).attributes())
                        .updateExpression("SET #ttl = :ttl")
                        .conditionExpression("attribute_not_exists(pk)")
                        .expressionAttributeNames(Map.of("#ttl", "ttl"))
                        .expressionAttributeValues(Map.of(":ttl", ttl(counted.last(), DELIVERY_KEPT))),
                existing -> Outcome.EXISTS);
    }

    /** FULL where the month has had all of its new origins. */
    private Write oneMoreNew(Optional<TenantId> owner, MonitoredOrigin counted) {
        YearMonth month = YearMonth.from(counted.last().atZone(ZoneOffset.UTC));
        return Write.update(
                Update.builder()
                        .key(new Key(partition(owner), "N#" + month).attributes())
                        .updateExpression("SET #ttl = :ttl ADD #seen :one")
                        .conditionExpression("attribute_not_exists(pk) OR #seen < :most")
                        .expressionAttributeNames(Map.of("#ttl", "ttl", SEEN, "seen"))
                        .expressionAttributeValues(Map.of(
                                ":ttl", ttl(counted.last(), Duration.ofDays(DAYS_KEPT)),
                                ":one", Values.number(1),
                                ":most", Values.number(mostNew))),
                existing -> Outcome.FULL);
    }

    private static Write count(Key key, MonitoredOrigin counted, String condition, Outcome otherwise) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":count", Values.number(counted.count()));
        values.put(":first", Values.number(counted.first().toEpochMilli()));
        values.put(":last", Values.number(counted.last().toEpochMilli()));
        values.put(":ttl", ttl(counted.last(), Duration.ofDays(DAYS_KEPT)));
        StringBuilder set = new StringBuilder("SET #first = if_not_exists(#first, :first), #last = :last, #ttl = :ttl");
        Map<String, String> names =
                new HashMap<>(Map.of("#first", "first", "#last", "last", "#ttl", "ttl", SEEN, "seen"));
        if (key.sk().startsWith(ORIGIN_PREFIX)) {
            set.append(", #origin = :origin");
            names.put("#origin", "origin");
            values.put(":origin", AttributeValue.fromS(text(counted)));
        }
        return Write.update(
                Update.builder()
                        .key(key.attributes())
                        .updateExpression(set.append(" ADD #seen :count").toString())
                        .conditionExpression(condition)
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values),
                existing -> otherwise);
    }

    private static AttributeValue ttl(Instant from, Duration kept) {
        return Values.number(from.plus(kept).getEpochSecond());
    }
}
