package io.drawbridge.authorizer.cors;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestOriginTest {

    private static final String OWN = "https://api.example.com";

    @Test
    void no_line_is_absent() {
        assertThat(RequestOrigin.of(List.of(), OWN)).isEqualTo(new RequestOrigin.Absent());
    }

    @Test
    void the_own_origin_is_no_cors_request() {
        RequestOrigin own = RequestOrigin.of(List.of(OWN), OWN);

        assertThat(own).isEqualTo(new RequestOrigin.Own());
        assertThat(own.crossOrigin()).isEmpty();
    }

    @Test
    void one_line_with_an_origin_is_cross_origin() {
        assertThat(RequestOrigin.of(List.of("https://app.example.com"), OWN)
                        .crossOrigin()
                        .map(Origin::toString))
                .contains("https://app.example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "", "https://app.example.com, https://evil.example", "https://API.example.com", "*"})
    void what_no_page_of_ours_sends_is_unusable(String line) {
        assertThat(RequestOrigin.of(List.of(line), OWN)).isEqualTo(new RequestOrigin.Unusable());
    }

    @Test
    void two_lines_are_unusable_even_when_equal() {
        assertThat(RequestOrigin.of(List.of(OWN, OWN), OWN)).isEqualTo(new RequestOrigin.Unusable());
    }
}
