package io.drawbridge.authorizer.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheControlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|600",
                "public|600",
                "max-age=300|300",
                "public, Max-Age=300, must-revalidate|300",
                "max-age=901|901",
                "max-age=000000300|300",
                "max-age=0000000300|3600",
                "max-age=0|60",
                "max-age=59|60",
                "max-age=60|60",
                "max-age=3600|3600",
                "max-age=3601|3600",
                "max-age=999999999|3600",
                "max-age=9999999999999999999999|3600",
                "max-age=|600",
                "max-age=-1|600",
                "max-age=x|600",
                "max-age=\"300\"|600",
                "s-maxage=300|600",
                "no-store|60",
                "no-cache, max-age=300|60",
                "max-age=300, no-store|60"
            })
    void the_age_is_max_age_between_a_minute_and_an_hour(String header, long seconds) {
        assertThat(CacheControl.age(header)).hasSeconds(seconds);
    }
}
