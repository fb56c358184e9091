package io.drawbridge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.OriginPattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OverlapsTest {

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com, https://*.example.com, true",
        "https://example.com, https://*.example.com, false",
        "http://app.example.com, https://*.example.com, false",
        "https://a.example.com, https://b.example.com, false",
        "https://*.example.com, https://*.a.example.com, true",
        "https://*.example.com, https://*.example.org, false",
        "https://pr-1.example.com, https://pr-*.example.com, true",
        "https://app.example.com, https://pr-*.example.com, false",
        "https://pr-*.example.com, https://*.example.com, true",
        "https://pr-*.a.example.com, https://*.example.com, true",
        "https://pr-*.example.com, https://*.example.org, false",
        "https://pr-*.example.com, https://pr-1-*.example.com, true",
        "https://pr-*.example.com, https://qa-*.example.com, false",
        "https://pr-*-a.example.com, https://pr-*-b.example.com, false",
        "https://pr-*.example.com, https://pr-*.example.org, false",
        "http://localhost:3000, http://localhost:*, true",
        "http://127.0.0.1:3000, http://localhost:*, false",
        "http://localhost:*, https://*.example.com, false",
        "https://pr-*.example.com, http://localhost:*, false",
    })
    void two_patterns_meet_where_one_origin_matches_both(String one, String other, boolean meet) {
        OriginPattern first = OriginPattern.parse(one).orThrow();
        OriginPattern second = OriginPattern.parse(other).orThrow();

        assertThat(Overlaps.meet(first, second)).isEqualTo(meet);
        assertThat(Overlaps.meet(second, first)).isEqualTo(meet);
    }
}
