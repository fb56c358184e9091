package io.drawbridge.registry;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * How often monitor mode answered one origin that would have been refused.
 *
 * @param origin the origin; empty for all those beyond the bound together
 * @param count how often
 * @param first when first
 * @param last when last
 */
public record MonitoredOrigin(Optional<Origin> origin, long count, Instant first, Instant last) {

    /** The most frequent first; what is counted together comes last, because it is nobody's. */
    public static final Comparator<MonitoredOrigin> MOST_FREQUENT_FIRST = Comparator.comparing(
                    (MonitoredOrigin o) -> o.origin().isEmpty())
            .thenComparing(Comparator.comparingLong(MonitoredOrigin::count).reversed())
            .thenComparing(o -> o.origin().map(Origin::toString).orElse(""));

    public MonitoredOrigin {
        if (count < 1 || last.isBefore(first)) {
            throw new IllegalArgumentException("an origin was answered at least once, and not before the first time");
        }
    }

    /** This and what came beside it. */
    public MonitoredOrigin plus(MonitoredOrigin other) {
        return new MonitoredOrigin(
                origin,
                count + other.count,
                first.isBefore(other.first) ? first : other.first,
                last.isAfter(other.last) ? last : other.last);
    }
}
