package io.drawbridge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.Grant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PropagationTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00.5Z"), ZoneOffset.UTC);

    private final Propagation propagation = new Propagation(CLOCK, Duration.ofSeconds(10), Duration.ofSeconds(300));

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0",
        "600, 600, 600, 600",
        "601, 601, 601, 600",
        "7201, 7200, 7201, 600",
        "86400, 7200, 86400, 600"
    })
    void each_browser_keeps_a_preflight_as_long_as_the_grant_said_and_no_longer_than_it_ever_does(
            int maxAge, int chromium, int firefox, int webkit) {
        assertThat(propagation
                        .ofGrantsChangedNow(List.of(grant(maxAge), grant(0)))
                        .toString())
                .isEqualTo("{\"everywhereBy\":\"2026-03-01T12:00:12Z\",\"duringOutageBy\":\"2026-03-01T12:05:02Z\","
                        + "\"preflights\":{\"chromium\":" + chromium + ",\"firefox\":" + firefox + ",\"webkit\":"
                        + webkit
                        + "}}");
    }

    @Test
    void nobody_keeps_what_nobody_was_told() {
        assertThat(propagation.ofGrantsChangedNow(List.of()).path("preflights").toString())
                .isEqualTo("{\"chromium\":0,\"firefox\":0,\"webkit\":0}");
    }

    private static Grant grant(int maxAge) {
        return new Grant(List.of("GET"), List.of(), List.of(), false, maxAge);
    }
}
