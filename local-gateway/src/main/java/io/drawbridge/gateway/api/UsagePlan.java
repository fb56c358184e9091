package io.drawbridge.gateway.api;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;

/**
 * A usage plan of the API's stage. Its limits hold for each of its keys by itself.
 *
 * @param logicalId its resource's name in the template
 * @param throttle empty where the plan sets none
 * @param quota empty where the plan sets none
 * @param keys the keys that belong to it
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html">Usage
 *     plans</a>
 */
public record UsagePlan(String logicalId, Optional<Throttle> throttle, Optional<Quota> quota, List<ApiKey> keys) {

    public UsagePlan {
        keys = List.copyOf(keys);
    }

    /**
     * A token bucket.
     *
     * @param rate tokens that come back in a second
     * @param burst tokens that it holds, and starts with
     */
    public record Throttle(double rate, int burst) {}

    /**
     * So many requests in a period.
     *
     * @param limit requests in each period
     * @param period what a period is
     */
    public record Quota(int limit, Period period) {}

    /** How long a quota lasts, by days in UTC. */
    public enum Period {
        DAY,
        /** AWS does not say on which day a week begins; here it is Monday. */
        WEEK,
        MONTH;

        /** The first day of the period that a day belongs to. */
        public LocalDate firstDay(LocalDate day) {
            return switch (this) {
                case DAY -> day;
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTH -> day.withDayOfMonth(1);
            };
        }
    }
}
