package io.drawbridge.authorizer.token;

import static io.drawbridge.authorizer.token.TestIssuers.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.TokenProfile;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token profile asks of claims beyond the defaults. */
class ProfileClaimsTest {

    private static final Issuer BY_CLIENT = issuer("client_id", false, Map.of());
    private static final Issuer WITH_ID = issuer("aud", true, Map.of());
    private static final Issuer ACCESS_ONLY = issuer("aud", false, Map.of("token_use", "access", "a", "b"));

    private static Issuer issuer(String audienceClaim, boolean tokenId, Map<String, String> required) {
        Issuer acme = TestIssuers.acme();
        TokenProfile profile = acme.profile();
        return new Issuer(
                acme.owner(),
                acme.id(),
                acme.iss(),
                acme.jwksUri(),
                new TokenProfile(
                        audienceClaim,
                        profile.audiences(),
                        profile.algorithms(),
                        false,
                        tokenId,
                        required,
                        Optional.empty(),
                        Optional.empty(),
                        profile.clockSkew(),
                        profile.longestLifetime()),
                true);
    }

    private static String withoutAud(String more) {
        return TestIssuers.claims(more).replace("\"aud\":\"orders-api\",", "");
    }

    @Test
    void another_claim_than_aud_can_say_whom_a_token_is_for() {
        assertVerified(withoutAud("\"client_id\":\"orders-api\""), BY_CLIENT);
        assertVerified(withoutAud("\"client_id\":\"other-api\""), BY_CLIENT);
        assertVerified(TestIssuers.claims("\"client_id\":\"other-api\"").replace("\"orders-api\"", "\"x\""), BY_CLIENT);
        assertRefused(withoutAud("\"client_id\":\"another-client\""), BY_CLIENT, TokenRule.AUDIENCE, "");
        // The claim of the record decides alone: an aud that would do elsewhere does not help.
        assertRefused(TestIssuers.claims("\"client_id\":\"another\""), BY_CLIENT, TokenRule.AUDIENCE, "");
        assertRefused(TestIssuers.claims(""), BY_CLIENT, TokenRule.AUDIENCE_CLAIM, ": it is missing");
        assertRefused(
                withoutAud("\"client_id\":[\"orders-api\"]"), BY_CLIENT, TokenRule.AUDIENCE_CLAIM, ": it is an array");
        assertRefused(
                withoutAud("\"client_id\":\"orders-api\""),
                TestIssuers.acme(),
                TokenRule.AUDIENCE_FORM,
                ": aud is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "null", "[]", "[1]", "{}", "true"})
    void an_aud_that_is_there_must_have_its_form_all_the_same(String aud) {
        String claims = withoutAud("\"client_id\":\"orders-api\",\"aud\":" + aud);

        assertThat(refusal(claims, BY_CLIENT).rule()).isEqualTo(TokenRule.AUDIENCE_FORM);
    }

    @Test
    void required_claims_are_strings_compared_exactly() {
        assertVerified(TestIssuers.claims("\"token_use\":\"access\",\"a\":\"b\""), ACCESS_ONLY);
        assertRefused(
                TestIssuers.claims("\"token_use\":\"id\",\"a\":\"b\""),
                ACCESS_ONLY,
                TokenRule.REQUIRED_CLAIM,
                ": it is a string");
        assertRefused(
                TestIssuers.claims("\"token_use\":\"access\""),
                ACCESS_ONLY,
                TokenRule.REQUIRED_CLAIM,
                ": it is missing");
        assertRefused(TestIssuers.claims("\"a\":\"b\""), ACCESS_ONLY, TokenRule.REQUIRED_CLAIM, ": it is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Access\"", "\"access \"", "[\"access\"]", "true", "null", "\"\""})
    void nothing_like_the_required_value_is_enough(String value) {
        String claims = TestIssuers.claims("\"a\":\"b\",\"token_use\":" + value);

        assertThat(refusal(claims, ACCESS_ONLY).rule()).isEqualTo(TokenRule.REQUIRED_CLAIM);
    }

    @Test
    void a_token_id_is_passed_on_and_can_be_required() {
        assertThat(verified(TestIssuers.claims("\"jti\":\"t-1\""), WITH_ID).tokenId())
                .contains("t-1");
        assertThat(verified(TestIssuers.claims("\"jti\":\"t-1\""), TestIssuers.acme())
                        .tokenId())
                .contains("t-1");
        assertThat(verified(TestIssuers.claims(""), TestIssuers.acme()).tokenId())
                .isEmpty();
        assertRefused(TestIssuers.claims(""), WITH_ID, TokenRule.TOKEN_ID, ": jti is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1|a number", "null|null", "[\"t\"]|an array", "\"\"|a string", "\"a\\\\b\"|a string"})
    void a_token_id_of_another_form_is_refused_required_or_not(String jti, String kind) {
        String claims = TestIssuers.claims("\"jti\":" + jti);

        assertRefused(claims, WITH_ID, TokenRule.TOKEN_ID, ": jti is " + kind);
        assertRefused(claims, TestIssuers.acme(), TokenRule.TOKEN_ID, ": jti is " + kind);
    }

    private static Verification check(String claims, Issuer issuer) {
        return ClaimRules.check(
                StrictJson.object(claims.getBytes(StandardCharsets.UTF_8)).orElseThrow(), issuer, NOW);
    }

    private static VerifiedToken verified(String claims, Issuer issuer) {
        return ((Verification.Verified) check(claims, issuer)).token();
    }

    private static TokenRefusal refusal(String claims, Issuer issuer) {
        return ((Verification.Refused) check(claims, issuer)).refusal();
    }

    private static void assertVerified(String claims, Issuer issuer) {
        assertThat(check(claims, issuer)).isInstanceOf(Verification.Verified.class);
    }

    private static void assertRefused(String claims, Issuer issuer, TokenRule rule, String found) {
        assertThat(refusal(claims, issuer)).isEqualTo(new TokenRefusal(rule, rule.text() + found));
    }
}
