package io.drawbridge.authorizer.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenTest {

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER", "bEaReR"})
    void the_scheme_is_compared_without_case(String scheme) {
        assertThat(BearerToken.parse(Optional.of(scheme + " a.b.c"))).isEqualTo(new BearerToken.Present("a.b.c"));
    }

    @Test
    void no_header_is_a_missing_token() {
        assertThat(BearerToken.parse(Optional.empty()))
                .isEqualTo(new BearerToken.Absent(TokenRefusal.of(TokenRule.AUTHORIZATION_MISSING)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|AUTHORIZATION_MISSING",
                "'   '|AUTHORIZATION_MISSING",
                "Basic dXNlcjpwYXNz|AUTHORIZATION_SCHEME",
                "a.b.c|AUTHORIZATION_SCHEME",
                "Bearera.b.c|AUTHORIZATION_SCHEME",
                "Bearer:a.b.c|AUTHORIZATION_SCHEME",
                "' Bearer a.b.c'|AUTHORIZATION_SCHEME",
                "'Bearer\ta.b.c'|AUTHORIZATION_SCHEME",
                "Bearer|AUTHORIZATION_EMPTY",
                "'Bearer '|AUTHORIZATION_EMPTY",
                "'Bearer   '|AUTHORIZATION_EMPTY"
            })
    void a_header_without_a_bearer_token_is_a_missing_token(String header, TokenRule rule) {
        assertThat(BearerToken.parse(Optional.of(header))).isEqualTo(new BearerToken.Absent(TokenRefusal.of(rule)));
        assertThat(rule.reason()).isEqualTo(TokenReason.MISSING_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer  a.b.c", "Bearer a.b.c ", "Bearer a.b.c, Bearer d.e.f", "Bearer \"a.b.c\""})
    void white_space_lists_and_quotes_are_part_of_a_token_that_is_malformed(String header) {
        BearerToken.Present present = (BearerToken.Present) BearerToken.parse(Optional.of(header));

        assertThat(UnverifiedToken.parse(present.token())).isInstanceOf(ParsedToken.Malformed.class);
    }

    @Test
    void a_token_never_prints_itself() {
        assertThat(BearerToken.parse(Optional.of("Bearer secret"))).hasToString("BearerToken.Present");
    }
}
