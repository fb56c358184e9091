package io.drawbridge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OwnTokenTest {

    @ParameterizedTest
    @CsvSource({"1772366400, 2026-03-01T12:00:00Z", "1772366400.999, 2026-03-01T12:00:00Z", "0, 1970-01-01T00:00:00Z"})
    void it_says_its_id_and_when_it_was_issued(String iat, Instant issuedAt) {
        assertThat(of("{\"jti\":\"j\",\"iat\":" + iat + "}")).isEqualTo(new OwnToken(Optional.of("j"), issuedAt));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"iat\":\"now\",\"jti\":7}",
                "{\"iat\":1e300}",
                "[]",
                "",
                "{\"iat\":1,\"iat\":2}",
                "\u0000"
            })
    void what_cannot_be_read_counts_as_the_oldest_token(String payload) {
        assertThat(of(payload)).isEqualTo(OwnToken.UNREADABLE);
    }

    @Test
    void what_is_no_token_counts_as_the_oldest_one() {
        assertThat(OwnToken.of(List.of())).isEqualTo(OwnToken.UNREADABLE);
        assertThat(OwnToken.of(List.of("Bearer x"))).isEqualTo(OwnToken.UNREADABLE);
        assertThat(OwnToken.of(List.of("Bearer a.%%%.c"))).isEqualTo(OwnToken.UNREADABLE);
    }

    private static OwnToken of(String payload) {
        String part = Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(StandardCharsets.UTF_8));
        return OwnToken.of(List.of("Bearer e30." + part + ".sig"));
    }
}
