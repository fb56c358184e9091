package io.drawbridge.gateway.usage;

import io.drawbridge.gateway.api.ApiKey;
import io.drawbridge.gateway.api.UsagePlan;
import io.drawbridge.gateway.response.Fault;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** One key's own share of its plan: what other keys of the plan use is not counted here. */
final class KeyMeter {

    private final ApiKey key;
    private final UsagePlan plan;
    private final Optional<TokenBucket> bucket;
    private final Optional<QuotaCounter> counter;

    KeyMeter(ApiKey key, UsagePlan plan, Instant now) {
        this.key = key;
        this.plan = plan;
        this.bucket = plan.throttle().map(throttle -> new TokenBucket(throttle, now));
        this.counter = plan.quota().map(QuotaCounter::new);
    }

    /** Counts a call. One that is throttled does not count for the quota. */
    synchronized Admission admit(Instant now) {
        if (!key.enabled()) {
            return new Admission.Refused(
                    Fault.INVALID_API_KEY, "The API key " + key.logicalId() + " is disabled. Set Enabled: true.");
        }
        if (bucket.isPresent() && !bucket.get().take(now)) {
            UsagePlan.Throttle throttle = plan.throttle().orElseThrow();
            return exhausted(
                    Fault.THROTTLED, throttle.rate() + " requests a second and a burst of " + throttle.burst());
        }
        if (counter.isPresent() && !counter.get().take(now)) {
            UsagePlan.Quota quota = plan.quota().orElseThrow();
            return exhausted(
                    Fault.QUOTA_EXCEEDED,
                    quota.limit() + " requests a " + quota.period().name().toLowerCase(Locale.ROOT));
        }
        return new Admission.Admitted(key);
    }

    private Admission exhausted(Fault fault, String limit) {
        return new Admission.Refused(
                fault,
                "The API key " + key.logicalId() + " has used up what the usage plan " + plan.logicalId()
                        + " gives it: " + limit + ".");
    }
}
