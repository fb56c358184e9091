package io.drawbridge.admin.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.authorizer.Reason;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The decision table of the README, as reasons come to its rows. */
final class DecisionRowTest {

    private static final String OWN = "https://api.example.com";
    private static final Optional<String> OTHER = Optional.of("https://app.acme.example");

    @ParameterizedTest
    @CsvSource({
        "PREFLIGHT, 1, 1",
        "ORIGIN_NOT_ALLOWED, 10, 10",
        "ALLOWED, 4, 11",
        "MISSING_TOKEN, 5, 11",
        "INVALID_TOKEN, 6, 11",
        "INVALID_SIGNATURE, 6, 11",
        "INVALID_CLAIMS, 6, 11",
        "TOKEN_REVOKED, 6, 11",
        "TOKEN_EXPIRED, 7, 11",
        "INSUFFICIENT_SCOPE, 8, 8",
        "FORBIDDEN, 9, 9",
        "JWKS_UNAVAILABLE, 14, 14",
        "REGISTRY_UNAVAILABLE, 15, 15",
        "BAD_REQUEST, 17, 17",
        "URI_TOO_LONG, 17, 17",
        "INTERNAL_ERROR, 18, 18"
    })
    void each_reason_has_its_row_and_the_apis_own_origin_is_no_cross_origin(Reason reason, int ofOther, int ofOwn) {
        assertThat(DecisionRow.of(reason, false, OTHER, OWN, false, false).number())
                .isEqualTo(ofOther);
        assertThat(DecisionRow.of(reason, false, Optional.of(OWN), OWN, false, false)
                        .number())
                .isEqualTo(ofOwn);
    }

    @Test
    void some_reasons_have_two_rows() {
        assertThat(DecisionRow.of(Reason.ORIGIN_NOT_ALLOWED, true, OTHER, OWN, false, false))
                .isEqualTo(DecisionRow.PREFLIGHT_REFUSED);
        assertThat(DecisionRow.of(Reason.ALLOWED, false, OTHER, OWN, false, true))
                .isEqualTo(DecisionRow.NO_ROUTE);
        assertThat(DecisionRow.of(Reason.ALLOWED, false, Optional.empty(), OWN, false, false))
                .isEqualTo(DecisionRow.SERVER);
        assertThat(DecisionRow.of(Reason.FORBIDDEN, false, OTHER, OWN, true, false))
                .isEqualTo(DecisionRow.NO_TENANT);
    }
}
