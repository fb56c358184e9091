package io.drawbridge.registry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Draws the ids of audit entries: the time in hexadecimal digits, then randomness, so that they sort by time and never meet. */
public final class AuditIds {

    private static final String MICROSECONDS = "%014x";

    private final Supplier<String> incarnations;
    private final AtomicLong last = new AtomicLong();

    /**
     * A source of ids.
     *
     * @param incarnations as {@link ETag#incarnations} makes them
     */
    public AuditIds(Supplier<String> incarnations) {
        this.incarnations = incarnations;
    }

    /** The id of a change. Of one process each is greater than the one before, also where its clock stands still. */
    public String next(Instant at) {
        long micros = last.accumulateAndGet(
                ChronoUnit.MICROS.between(Instant.EPOCH, at), (before, now) -> Math.max(before + 1, now));
        return MICROSECONDS.formatted(micros) + incarnations.get();
    }
}
