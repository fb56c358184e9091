package io.drawbridge.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every place that counts monitored answers does. */
public abstract class MonitorCountsContract {

    /** Now, because DynamoDB Local removes what has ended; both in one month but once in a long while. */
    private final Instant first = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private final Instant last = first.plusMillis(1);
    private static final Optional<TenantId> ACME = Optional.of(new TenantId("acme"));

    /** The same bound for fewer, so that nobody has to wait. */
    private static final int MOST_NEW = 20;

    /** One that has counted nothing and takes so many new origins in a month. */
    protected abstract MonitorCounts empty(int mostNew);

    @Test
    void what_is_counted_is_read_the_most_frequent_first() {
        MonitorCounts counts = empty(MOST_NEW);
        counts.add(ACME, counted("https://a.example", 2, first, first), "d1");
        counts.add(ACME, counted("https://b.example", 5, first, last), "d1");
        counts.add(ACME, counted("https://a.example", 1, last, last), "d2");

        assertThat(counts.of(ACME))
                .containsExactly(
                        counted("https://b.example", 5, first, last), counted("https://a.example", 3, first, last));
    }

    @Test
    void a_delivery_that_comes_again_counts_once() {
        MonitorCounts counts = empty(MOST_NEW);
        for (int i = 0; i < 3; i++) {
            counts.add(ACME, counted("https://a.example", 2, first, first), "d1");
            counts.add(ACME, counted("https://b.example", 7, first, first), "d1");
        }

        assertThat(counts.of(ACME)).extracting(MonitoredOrigin::count).containsExactly(7L, 2L);
    }

    @Test
    void each_owner_has_counts_of_its_own() {
        MonitorCounts counts = empty(MOST_NEW);
        counts.add(ACME, counted("https://a.example", 1, first, first), "d1");
        counts.add(Optional.empty(), counted("https://a.example", 4, first, first), "d1");
        counts.add(Optional.of(new TenantId("acme2")), counted("https://a.example", 9, first, first), "d1");

        assertThat(counts.of(ACME)).containsExactly(counted("https://a.example", 1, first, first));
        assertThat(counts.of(Optional.empty())).containsExactly(counted("https://a.example", 4, first, first));
        assertThat(counts.of(Optional.of(new TenantId("globex")))).isEmpty();
    }

    @Test
    void origins_beyond_the_months_bound_are_counted_together_and_known_ones_go_on() {
        MonitorCounts counts = empty(MOST_NEW);
        for (int i = 0; i < MOST_NEW; i++) {
            counts.add(ACME, counted("https://a" + i + ".example", 1, first, first), "d1");
        }
        counts.add(ACME, counted("https://late.example", 3, first, first), "d1");
        counts.add(ACME, counted("https://later.example", 4, first, last), "d2");
        counts.add(ACME, counted("https://a7.example", 9, first, last), "d2");
        counts.add(Optional.empty(), counted("https://late.example", 1, first, first), "d1");

        List<MonitoredOrigin> all = counts.of(ACME);
        assertThat(all).hasSize(MOST_NEW + 1);
        assertThat(all.get(0)).isEqualTo(counted("https://a7.example", 10, first, last));
        assertThat(all.get(all.size() - 1)).isEqualTo(new MonitoredOrigin(Optional.empty(), 7, first, last));
        assertThat(counts.of(Optional.empty())).hasSize(1);
    }

    @Test
    void a_delivery_to_those_counted_together_counts_once_too() {
        MonitorCounts counts = empty(MOST_NEW);
        for (int i = 0; i < MOST_NEW; i++) {
            counts.add(ACME, counted("https://a" + i + ".example", 1, first, first), "d1");
        }
        for (int i = 0; i < 2; i++) {
            counts.add(ACME, counted("https://late.example", 3, first, first), "d9");
        }

        assertThat(counts.of(ACME)).contains(new MonitoredOrigin(Optional.empty(), 3, first, first));
    }

    @Test
    void another_month_has_room_for_new_ones() {
        MonitorCounts counts = empty(MOST_NEW);
        for (int i = 0; i < MOST_NEW; i++) {
            counts.add(ACME, counted("https://a" + i + ".example", 1, first, first), "d1");
        }
        Instant later = first.plus(Duration.ofDays(40));
        counts.add(ACME, counted("https://late.example", 1, later, later), "d2");

        assertThat(counts.of(ACME)).contains(counted("https://late.example", 1, later, later));
    }

    private static MonitoredOrigin counted(String origin, long count, Instant from, Instant to) {
        return new MonitoredOrigin(Origin.parse(origin), count, from, to);
    }
}
