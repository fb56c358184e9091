package io.drawbridge.authorizer.token;

import java.time.Duration;
import java.time.Instant;

/**
 * How often unknown keys may cause a fetch: three at once, then one each ten seconds.
 *
 * <p>Tokens of unknown keys cost strangers nothing, so they must not buy fetches without end; but a key that the issuer has
 * just begun to use looks the same. With a bucket a rotation is seen at once in quiet times, and under a storm of unknown
 * keys with the next fetch that the bucket pays, at most ten seconds later, for all at once. Not thread-safe.
 */
final class RefreshBudget {

    static final int BURST = 3;
    static final Duration INTERVAL = Duration.ofSeconds(10);

    private int left = BURST;
    private Instant filledAt = Instant.MIN;

    /** Takes one fetch out of the budget, if there is one. */
    boolean take(Instant now) {
        // A clock that was set back must not starve the bucket.
        if (left == BURST || now.isBefore(filledAt)) {
            filledAt = now;
        }
        long earned = Duration.between(filledAt, now).dividedBy(INTERVAL);
        if (earned > 0) {
            left = (int) Math.min(BURST, left + earned);
            filledAt = filledAt.plus(INTERVAL.multipliedBy(earned));
        }
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }
}
