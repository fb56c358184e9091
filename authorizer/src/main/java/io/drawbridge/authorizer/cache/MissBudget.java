package io.drawbridge.authorizer.cache;

import java.time.Duration;
import java.time.Instant;

/**
 * How many reads strangers may cause on this instance: a token bucket that only reads which found nothing are charged to.
 *
 * <p>Not thread-safe; its owner guards it.
 */
final class MissBudget {

    private final int capacity;
    private final Duration refill;
    private double left;
    private Instant countedAt;

    /**
     * A full bucket.
     *
     * @param capacity how many misses may come at once
     * @param refill the time in which one miss is granted again
     */
    MissBudget(int capacity, Duration refill, Instant now) {
        this.capacity = capacity;
        this.refill = refill;
        this.left = capacity;
        this.countedAt = now;
    }

    boolean isExhausted(Instant now) {
        // A clock set back must not drain or fill the bucket.
        if (now.isAfter(countedAt)) {
            double granted = (double) Duration.between(countedAt, now).toMillis() / refill.toMillis();
            left = Math.min(capacity, left + granted);
        }
        countedAt = now;
        return left < 1;
    }

    void charge() {
        left = Math.max(0, left - 1);
    }
}
