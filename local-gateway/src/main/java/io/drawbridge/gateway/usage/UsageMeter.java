package io.drawbridge.gateway.usage;

import io.drawbridge.gateway.api.ApiKeys;
import io.drawbridge.gateway.response.Fault;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts the calls of every key of every usage plan. */
public final class UsageMeter {

    private final ApiKeys keys;
    private final Clock clock;
    private final Map<String, KeyMeter> meters = new HashMap<>();

    public UsageMeter(ApiKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
        Instant now = clock.instant();
        keys.plans().forEach(plan -> plan.keys().forEach(key -> meters.put(key.value(), new KeyMeter(key, plan, now))));
    }

    /**
     * Counts a call that needs a key.
     *
     * @param value the key that came with it, if any
     */
    public Admission admit(Optional<String> value) {
        if (value.isEmpty()) {
            return new Admission.Refused(
                    Fault.INVALID_API_KEY,
                    keys.source() == ApiKeys.Source.AUTHORIZER
                            ? "The authorizer returned no usageIdentifierKey, and this method needs an API key."
                            : "The request has no X-API-Key, and this method needs an API key.");
        }
        KeyMeter meter = meters.get(value.get());
        return meter == null
                ? new Admission.Refused(
                        Fault.INVALID_API_KEY,
                        "The API key belongs to no usage plan of this stage. Add a UsagePlanKey.")
                : meter.admit(clock.instant());
    }
}
