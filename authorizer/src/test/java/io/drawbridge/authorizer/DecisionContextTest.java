package io.drawbridge.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.drawbridge.authorizer.cors.CorsValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DecisionContextTest {

    @Test
    void every_key_of_the_contract_is_always_there() {
        assertThat(DecisionContext.of(Reason.FORBIDDEN, CorsValues.NONE).toMap())
                .containsOnlyKeys(
                        "tenantId",
                        "scopes",
                        "issuer",
                        "subject",
                        "corsAllowOrigin",
                        "corsAllowCredentials",
                        "corsExposeHeaders",
                        "corsAllowMethods",
                        "corsAllowHeaders",
                        "corsMaxAge",
                        "reason",
                        "message",
                        "wwwAuthenticate",
                        "retryAfter")
                .containsEntry("reason", "forbidden")
                .containsEntry("message", "This request is not allowed.")
                .containsEntry("corsAllowOrigin", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b", "a\\b", "a\nb", "a\u0000b", "a\u0085b"})
    void a_value_that_could_break_out_of_a_template_is_a_fault(String subject) {
        DecisionContext context = new DecisionContext("acme", "", "", subject, CorsValues.NONE, Reason.ALLOWED, "", "");

        assertThatIllegalStateException()
                .isThrownBy(context::toMap)
                .withMessage("the context value subject could break out of a gateway template");
    }
}
