package io.drawbridge.gateway.usage;

import io.drawbridge.gateway.api.UsagePlan.Throttle;
import java.time.Duration;
import java.time.Instant;

/**
 * Holds up to {@code burst} tokens, of which each call takes one, and gets {@code rate} of them back in each second. Starts full.
 *
 * <p>A call that finds no token leaves everything as it was, so that somebody who keeps calling waits no longer than somebody
 * who waits.
 */
final class TokenBucket {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Throttle throttle;
    private double tokens;
    private Instant counted;

    TokenBucket(Throttle throttle, Instant now) {
        this.throttle = throttle;
        this.tokens = throttle.burst();
        this.counted = now;
    }

    /** Takes a token, if there is one. */
    boolean take(Instant now) {
        // A clock that was set back brings no tokens.
        Instant later = now.isAfter(counted) ? now : counted;
        double refilled = Duration.between(counted, later).toNanos() * throttle.rate() / NANOS_PER_SECOND;
        double available = Math.min(throttle.burst(), tokens + refilled);
        if (available < 1) {
            return false;
        }
        tokens = available - 1;
        counted = later;
        return true;
    }
}
