package io.drawbridge.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.gateway.SettableClock;
import io.drawbridge.gateway.api.ApiKey;
import io.drawbridge.gateway.api.ApiKeys;
import io.drawbridge.gateway.api.UsagePlan;
import io.drawbridge.gateway.api.UsagePlan.Period;
import io.drawbridge.gateway.api.UsagePlan.Quota;
import io.drawbridge.gateway.api.UsagePlan.Throttle;
import io.drawbridge.gateway.response.Fault;
import io.drawbridge.gateway.usage.Admission.Admitted;
import io.drawbridge.gateway.usage.Admission.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys, throttles and quotas against a clock that stands still until it is told to go on. */
final class UsageMeterTest {

    private static final String VALUE = "0123456789abcdefghij";
    private static final String OTHER = "abcdefghij0123456789";
    private static final ApiKey KEY = new ApiKey("AcmeKey", VALUE, true);
    private static final ApiKey OTHER_KEY = new ApiKey("GlobexKey", OTHER, true);

    private final SettableClock clock = new SettableClock("2026-03-04T12:00:00Z");

    private UsageMeter meter(Optional<Throttle> throttle, Optional<Quota> quota) {
        UsagePlan plan = new UsagePlan("Free", throttle, quota, List.of(KEY, OTHER_KEY));
        return new UsageMeter(new ApiKeys(ApiKeys.Source.AUTHORIZER, List.of(plan)), clock);
    }

    private UsageMeter throttled(double rate, int burst) {
        return meter(Optional.of(new Throttle(rate, burst)), Optional.empty());
    }

    private UsageMeter limited(int limit, Period period) {
        return meter(Optional.empty(), Optional.of(new Quota(limit, period)));
    }

    private static String admit(UsageMeter meter, String value) {
        Admission admission = meter.admit(Optional.of(value));
        return admission instanceof Refused refused ? refused.fault().name() : "admitted";
    }

    @Test
    void a_burst_is_admitted_and_no_call_more() {
        UsageMeter meter = throttled(1, 2);

        assertThat(admit(meter, VALUE)).isEqualTo("admitted");
        assertThat(admit(meter, VALUE)).isEqualTo("admitted");
        assertThat(meter.admit(Optional.of(VALUE)))
                .isEqualTo(new Refused(
                        Fault.THROTTLED,
                        "The API key AcmeKey has used up what the usage plan Free gives it: 1.0 requests a second and a"
                                + " burst of 2."));
    }

    @Test
    void tokens_come_back_at_the_rate_and_never_more_than_the_burst() {
        UsageMeter meter = throttled(2, 3);
        exhaust(meter, 3);

        clock.forward(Duration.ofMillis(499));
        assertThat(admit(meter, VALUE)).isEqualTo("THROTTLED");
        clock.forward(Duration.ofMillis(1));
        assertThat(admit(meter, VALUE)).isEqualTo("admitted");
        assertThat(admit(meter, VALUE)).isEqualTo("THROTTLED");
        clock.forward(Duration.ofHours(1));
        exhaust(meter, 3);
    }

    private void exhaust(UsageMeter meter, int calls) {
        for (int i = 0; i < calls; i++) {
            assertThat(admit(meter, VALUE)).as("call " + i).isEqualTo("admitted");
        }
        assertThat(admit(meter, VALUE)).isEqualTo("THROTTLED");
    }

    @Test
    void a_rate_below_one_a_second_gives_a_token_after_its_time() {
        UsageMeter meter = throttled(0.1, 1);
        exhaust(meter, 1);

        // Ten times a tenth is less than one in floating point, so asking must not count what has come back so far.
        for (int i = 0; i < 9; i++) {
            clock.forward(Duration.ofSeconds(1));
            assertThat(admit(meter, VALUE)).isEqualTo("THROTTLED");
        }
        clock.forward(Duration.ofSeconds(1));
        assertThat(admit(meter, VALUE)).isEqualTo("admitted");
    }

    @Test
    void without_burst_or_rate_nothing_comes_back() {
        assertThat(admit(throttled(10, 0), VALUE)).isEqualTo("THROTTLED");
        UsageMeter once = throttled(0, 1);
        exhaust(once, 1);
        clock.forward(Duration.ofDays(1000));
        assertThat(admit(once, VALUE)).isEqualTo("THROTTLED");
    }

    @Test
    void a_clock_that_is_set_back_neither_gives_nor_takes() {
        UsageMeter meter = throttled(1, 2);
        exhaust(meter, 2);

        clock.forward(Duration.ofHours(-1));
        assertThat(admit(meter, VALUE)).isEqualTo("THROTTLED");
        clock.forward(Duration.ofHours(1));
        assertThat(admit(meter, VALUE)).isEqualTo("THROTTLED");
        clock.forward(Duration.ofSeconds(1));
        assertThat(admit(meter, VALUE)).isEqualTo("admitted");
        UsageMeter full = throttled(1, 2);
        clock.forward(Duration.ofSeconds(-1));
        exhaust(full, 2);
        clock.forward(Duration.ofSeconds(1));
        assertThat(admit(full, VALUE)).isEqualTo("THROTTLED");
    }

    @Test
    void each_key_of_a_plan_has_its_own_share() {
        UsageMeter meter = meter(Optional.of(new Throttle(0, 1)), Optional.of(new Quota(1, Period.DAY)));

        assertThat(admit(meter, VALUE)).isEqualTo("admitted");
        assertThat(admit(meter, VALUE)).isEqualTo("THROTTLED");
        assertThat(admit(meter, OTHER)).isEqualTo("admitted");
    }

    @ParameterizedTest
    @CsvSource({
        "DAY, 2026-03-04T23:59:59.999Z, 2026-03-05T00:00:00Z",
        "WEEK, 2026-03-08T23:59:59.999Z, 2026-03-09T00:00:00Z",
        "MONTH, 2026-03-31T23:59:59.999Z, 2026-04-01T00:00:00Z"
    })
    void a_quota_holds_until_its_period_ends_in_UTC(Period period, String last, String next) {
        UsageMeter meter = limited(2, period);
        assertThat(admit(meter, VALUE)).isEqualTo("admitted");
        assertThat(admit(meter, VALUE)).isEqualTo("admitted");

        clock.set(last);
        assertThat(meter.admit(Optional.of(VALUE)))
                .isEqualTo(new Refused(
                        Fault.QUOTA_EXCEEDED,
                        "The API key AcmeKey has used up what the usage plan Free gives it: 2 requests a "
                                + period.name().toLowerCase(java.util.Locale.ROOT) + "."));
        clock.set(next);
        assertThat(admit(meter, VALUE)).isEqualTo("admitted");
        assertThat(admit(meter, VALUE)).isEqualTo("admitted");
        assertThat(admit(meter, VALUE)).isEqualTo("QUOTA_EXCEEDED");
        clock.set(last);
        assertThat(admit(meter, VALUE)).as("a clock set back").isEqualTo("QUOTA_EXCEEDED");
    }

    @Test
    void a_throttled_call_does_not_count_for_the_quota() {
        UsageMeter meter = meter(Optional.of(new Throttle(1, 1)), Optional.of(new Quota(2, Period.DAY)));
        assertThat(admit(meter, VALUE)).isEqualTo("admitted");
        assertThat(admit(meter, VALUE)).isEqualTo("THROTTLED");
        clock.forward(Duration.ofSeconds(1));
        assertThat(admit(meter, VALUE)).isEqualTo("admitted");
        clock.forward(Duration.ofSeconds(1));
        assertThat(admit(meter, VALUE)).isEqualTo("QUOTA_EXCEEDED");
    }

    @Test
    void a_plan_without_limits_admits_every_call() {
        UsageMeter meter = meter(Optional.empty(), Optional.empty());

        for (int i = 0; i < 1000; i++) {
            assertThat(meter.admit(Optional.of(VALUE))).isEqualTo(new Admitted(KEY));
        }
    }

    @Test
    void a_key_that_does_not_count_here_is_told_from_none_and_from_a_disabled_one() {
        ApiKey disabled = new ApiKey("OldKey", "disabled0123456789ab", false);
        UsagePlan plan = new UsagePlan("Free", Optional.empty(), Optional.empty(), List.of(disabled));
        UsageMeter meter = new UsageMeter(new ApiKeys(ApiKeys.Source.AUTHORIZER, List.of(plan)), clock);

        assertThat(meter.admit(Optional.empty()))
                .isEqualTo(new Refused(
                        Fault.INVALID_API_KEY,
                        "The authorizer returned no usageIdentifierKey, and this method needs an API key."));
        assertThat(meter.admit(Optional.of(VALUE)))
                .isEqualTo(new Refused(
                        Fault.INVALID_API_KEY,
                        "The API key belongs to no usage plan of this stage. Add a UsagePlanKey."));
        assertThat(meter.admit(Optional.of(disabled.value())))
                .isEqualTo(new Refused(Fault.INVALID_API_KEY, "The API key OldKey is disabled. Set Enabled: true."));
        assertThat(new UsageMeter(ApiKeys.NONE, clock).admit(Optional.empty()))
                .isEqualTo(new Refused(
                        Fault.INVALID_API_KEY, "The request has no X-API-Key, and this method needs an API key."));
    }

    @Test
    void a_key_never_shows_its_value() {
        assertThat(new Admitted(KEY)).hasToString("Admitted[key=ApiKey[logicalId=AcmeKey, enabled=true]]");
    }
}
