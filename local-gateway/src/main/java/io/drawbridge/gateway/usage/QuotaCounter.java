package io.drawbridge.gateway.usage;

import io.drawbridge.gateway.api.UsagePlan.Quota;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Counts the calls of the period in which the last one came. */
final class QuotaCounter {

    private final Quota quota;
    private LocalDate period = LocalDate.MIN;
    private int used;

    QuotaCounter(Quota quota) {
        this.quota = quota;
    }

    /** Counts a call, if the period has room for it. */
    boolean take(Instant now) {
        LocalDate current = quota.period().firstDay(LocalDate.ofInstant(now, ZoneOffset.UTC));
        // A clock that was set back opens no period again.
        if (current.isAfter(period)) {
            period = current;
            used = 0;
        }
        if (used >= quota.limit()) {
            return false;
        }
        used++;
        return true;
    }
}
