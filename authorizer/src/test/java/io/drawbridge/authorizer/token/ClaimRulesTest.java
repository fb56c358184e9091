package io.drawbridge.authorizer.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimRulesTest {

    private static final Instant NOW = TestIssuers.NOW;
    private static final long T = NOW.getEpochSecond();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|missing",
                "\"1900000000\"|a string",
                "null|null",
                "true|a boolean",
                "[1900000000]|an array",
                "-1|a number",
                "-0.5|a number",
                "253402300800|a number",
                "1e400|a number",
                "1e999999999|a number",
                "1e-999999999|a number",
                "99999999999999999999999999999999999999|a number"
            })
    void dates_are_numbers_of_this_age(@Nullable String value, String kind) {
        assertRefused(times(value, Long.toString(T), null), TokenRule.EXPIRY_FORM, "exp is " + kind);
        assertRefused(times(Long.toString(T + 60), value, null), TokenRule.ISSUED_AT_FORM, "iat is " + kind);
        if (value != null) {
            assertRefused(times(Long.toString(T + 60), Long.toString(T), value), TokenRule.NOT_BEFORE_FORM);
        }
    }

    @Test
    void a_date_may_have_a_fraction_or_an_exponent() {
        VerifiedToken token = verified(times(T + 60 + ".25", "17723664e2", null));

        assertThat(token.expiresAt()).isEqualTo(NOW.plusSeconds(60).plusMillis(250));
        assertThat(token.issuedAt()).isEqualTo(NOW);
    }

    @Test
    void a_token_is_over_at_exp_plus_skew() {
        assertThat(check(times(T - 59, T - 100))).isInstanceOf(Verification.Verified.class);
        assertRefused(times(T - 60, T - 100), TokenRule.EXPIRED);
        assertRefused(times(0, 0), TokenRule.EXPIRED);
        assertThat(TokenRule.EXPIRED.reason()).isEqualTo(TokenReason.TOKEN_EXPIRED);
    }

    @Test
    void nbf_is_honoured_less_skew() {
        String inAMinute = times(Long.toString(T + 600), Long.toString(T), Long.toString(T + 60));

        assertThat(check(inAMinute)).isInstanceOf(Verification.Verified.class);
        assertRefused(inAMinute.replace("\"nbf\":" + (T + 60), "\"nbf\":" + (T + 61)), TokenRule.NOT_YET_VALID);
    }

    @Test
    void iat_is_not_in_the_future_beyond_skew() {
        assertThat(check(times(T + 600, T + 60))).isInstanceOf(Verification.Verified.class);
        assertRefused(times(T + 600, T + 61), TokenRule.ISSUED_IN_FUTURE);
    }

    @Test
    void a_token_lives_no_longer_than_the_record_allows() {
        assertThat(check(times(T + 86_400, T))).isInstanceOf(Verification.Verified.class);
        assertRefused(times(T + 86_401, T), TokenRule.LIFETIME);
        assertRefused(times(253_402_300_799L, T), TokenRule.LIFETIME);
        assertRefused(times(T, T), TokenRule.LIFETIME);
        assertRefused(times(T, T + 1), TokenRule.LIFETIME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"orders-api\"",
                "\"other-api\"",
                "[\"orders-api\"]",
                "[\"unknown\",\"other-api\"]",
            })
    void an_audience_of_the_record_is_enough(String audience) {
        assertThat(check(claims("aud", audience))).isInstanceOf(Verification.Verified.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"\"", "\"orders\"", "\"Orders-api\"", "\"orders-api \"", "\"orders-api other-api\"", "[\"x\"]"
            })
    void another_audience_is_refused(String audience) {
        assertRefused(claims("aud", audience), TokenRule.AUDIENCE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|a number",
                "null|null",
                "{\"orders-api\":1}|an object",
                "[]|an array",
                "[1]|an array",
                "[\"orders-api\",1]|an array",
                "[[\"orders-api\"]]|an array"
            })
    void an_audience_of_another_form_is_refused(String audience, String kind) {
        assertRefused(claims("aud", audience), TokenRule.AUDIENCE_FORM, "aud is " + kind);
    }

    @Test
    void a_missing_audience_is_refused() {
        assertRefused(claims("").replace("\"aud\":\"orders-api\",", ""), TokenRule.AUDIENCE_FORM, "aud is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"\"|a string",
                "1|a number",
                "null|null",
                "\"a\\\"b\"|a string",
                "\"a\\\\b\"|a string",
                "\"a\\u0000b\"|a string",
                "\"a\\nb\"|a string",
                "\"a\\u007fb\"|a string",
                "\"a\\u0085b\"|a string",
                "\"a\\ud800b\"|a string",
                "\"a\\udc00\"|a string",
                "\"a\\udfffb\"|a string"
            })
    void identities_that_could_forge_a_field_are_refused(String value, String kind) {
        assertRefused(claims("sub", value), TokenRule.SUBJECT, "sub is " + kind);
        assertRefused(claims("client_id", value), TokenRule.CLIENT, "client_id is " + kind);
        assertRefused(claims("azp", value), TokenRule.CLIENT, "azp is " + kind);
    }

    @Test
    void a_subject_is_there_and_bounded() {
        String longest = "s".repeat(255);

        assertThat(verified(claims("sub", "\"" + longest + "\"")).subject()).isEqualTo(longest);
        assertRefused(claims("sub", "\"" + longest + "s\""), TokenRule.SUBJECT, "sub is a string");
        assertRefused(claims("").replace("\"sub\":\"alice\",", ""), TokenRule.SUBJECT, "sub is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth0|5f7c", "jürgen@example.com", "O'Brien", "a b", "{sub}", "😀", "$context.x"})
    void a_harmless_subject_stays_as_it_is(String subject) {
        assertThat(verified(claims("sub", "\"" + subject + "\"")).subject()).isEqualTo(subject);
    }

    @Test
    void a_tenants_record_yields_its_owner_whatever_the_token_says() {
        assertThat(verified(claims("\"tenant\":\"globex\"")).tenant()).contains(new TenantId("acme"));
    }

    @Test
    void a_tenant_claim_in_a_tenants_record_names_its_owner() {
        Issuer record = TestIssuers.record(Optional.of(new TenantId("acme")), Optional.of("org"), Optional.empty());

        assertThat(verified(claims("\"org\":\"acme\""), record).tenant()).contains(new TenantId("acme"));
        assertRefused(claims("\"org\":\"globex\""), record, TokenRule.TENANT_FOREIGN);
        assertRefused(claims(""), record, TokenRule.TENANT, "it is missing");
        assertRefused(claims("\"scope\":\"registry:admin\""), record, TokenRule.TENANT, "it is missing");
    }

    @Test
    void a_tenants_record_makes_no_platform_administrator() {
        VerifiedToken token = verified(claims("\"scope\":\"a registry:admin b\""), TestIssuers.acme());

        assertThat(token.scopes()).containsExactly("a", "b");
        assertThat(token.isPlatformAdministrator()).isFalse();
    }

    @Test
    void a_platform_record_yields_the_tenant_that_the_claim_names() {
        assertThat(verified(claims("\"tenant\":\"globex\""), TestIssuers.platform())
                        .tenant())
                .contains(new TenantId("globex"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"\"|a string",
                "\"Acme\"|a string",
                "\"acme \"|a string",
                "\"acme.evil\"|a string",
                "1|a number",
                "null|null",
                "[\"acme\"]|an array"
            })
    void a_tenant_claim_is_a_tenants_id_even_an_administrators(String tenant, String kind) {
        assertRefused(
                claims("\"scope\":\"registry:admin\",\"tenant\":" + tenant),
                TestIssuers.platform(),
                TokenRule.TENANT,
                "it is " + kind);
    }

    @Test
    void only_a_platform_administrator_may_name_no_tenant() {
        assertThat(verified(claims("\"scope\":\"a registry:admin\""), TestIssuers.platform())
                        .tenant())
                .isEmpty();
        assertRefused(
                claims("\"scope\":\"registry:write\""), TestIssuers.platform(), TokenRule.TENANT, "it is missing");
        assertRefused(
                claims("\"scope\":\"registry:admin \""), TestIssuers.platform(), TokenRule.TENANT, "it is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"scope\":\"b a b\"|b,a",
                "\"scope\":\"\"|''",
                "\"scope\":[]|''",
                "\"scope\":[\"b\",\"a\"]|b,a",
                "\"scp\":\"x y\"|x,y",
                "\"scp\":[\"x\"]|x",
                "\"scope\":\"s\",\"scp\":\"x\"|s",
                "\"scope\":\"!#[]~\"|!#[]~",
                "\"permissions\":[\"x\"]|''"
            })
    void scopes_are_read_in_order(String claim, String scopes) {
        assertThat(String.join(",", verified(claims(claim)).scopes())).isEqualTo(scopes);
    }

    @Test
    void the_records_scope_claim_alone_counts() {
        Issuer record =
                TestIssuers.record(Optional.of(new TenantId("acme")), Optional.empty(), Optional.of("permissions"));

        assertThat(verified(claims("\"permissions\":[\"x\"],\"scope\":\"y\",\"scp\":\"z\""), record)
                        .scopes())
                .containsExactly("x");
        assertThat(verified(claims("\"scope\":\"y\""), record).scopes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "null",
                "{}",
                "\" \"",
                "\"a  b\"",
                "\" a\"",
                "\"a \"",
                "\"a\\tb\"",
                "\"a\\\"\"",
                "\"a\\\\\"",
                "\"ä\"",
                "\"a\\u007f\"",
                "[1]",
                "[\"a\",null]",
                "[\"a b\"]",
                "[\"\"]",
                "[[\"a\"]]"
            })
    void a_scope_claim_of_another_form_is_refused(String scope) {
        assertRefused(claims("\"scope\":" + scope), TokenRule.SCOPE);
        assertRefused(claims("\"scp\":" + scope), TokenRule.SCOPE);
    }

    @Test
    void checks_run_in_the_order_expiry_audience_tenant_scope() {
        String all = "\"aud\":\"x\",\"tenant\":1,\"scope\":1";

        assertRefused(
                times(T - 60, T - 100).replace("\"aud\":\"orders-api\"", all),
                TestIssuers.platform(),
                TokenRule.EXPIRED);
        assertRefused(claims("").replace("\"aud\":\"orders-api\"", all), TestIssuers.platform(), TokenRule.AUDIENCE);
        assertRefused(claims("\"tenant\":1,\"scope\":1"), TestIssuers.platform(), TokenRule.TENANT, "it is a number");
        assertRefused(claims("\"tenant\":\"acme\",\"scope\":1"), TestIssuers.platform(), TokenRule.SCOPE);
    }

    @Test
    void a_verified_token_keeps_its_claims_out_of_a_log() {
        assertThat(verified(claims("\"scope\":\"secret\""))).hasToString("VerifiedToken[issuer=main]");
    }

    private static String times(long exp, long iat) {
        return times(Long.toString(exp), Long.toString(iat), null);
    }

    /** Right claims with other times; null leaves one out. */
    private static String times(@Nullable String exp, @Nullable String iat, @Nullable String nbf) {
        return "{\"iss\":\"https://id.example.com/\",\"sub\":\"alice\",\"aud\":\"orders-api\""
                + (exp == null ? "" : ",\"exp\":" + exp)
                + (iat == null ? "" : ",\"iat\":" + iat)
                + (nbf == null ? "" : ",\"nbf\":" + nbf)
                + "}";
    }

    private static String claims(String more) {
        return TestIssuers.claims(more);
    }

    /** Right claims, one of them replaced or added. */
    private static String claims(String name, String value) {
        String claims = TestIssuers.claims("");
        String added = "\"" + name + "\":" + value;
        return switch (name) {
            case "sub" -> claims.replace("\"sub\":\"alice\"", added);
            case "aud" -> claims.replace("\"aud\":\"orders-api\"", added);
            default -> TestIssuers.claims(added);
        };
    }

    private static Verification check(String claims) {
        return check(claims, TestIssuers.acme());
    }

    private static Verification check(String claims, Issuer issuer) {
        return ClaimRules.check(
                StrictJson.object(claims.getBytes(StandardCharsets.UTF_8)).orElseThrow(), issuer, NOW);
    }

    private static VerifiedToken verified(String claims) {
        return verified(claims, TestIssuers.acme());
    }

    private static VerifiedToken verified(String claims, Issuer issuer) {
        return ((Verification.Verified) check(claims, issuer)).token();
    }

    private static void assertRefused(String claims, TokenRule rule) {
        assertRefused(claims, TestIssuers.acme(), rule);
    }

    private static void assertRefused(String claims, TokenRule rule, String found) {
        assertRefused(claims, TestIssuers.acme(), rule, found);
    }

    private static void assertRefused(String claims, Issuer issuer, TokenRule rule) {
        assertThat(check(claims, issuer)).isEqualTo(new Verification.Refused(new TokenRefusal(rule, rule.text())));
    }

    private static void assertRefused(String claims, Issuer issuer, TokenRule rule, String found) {
        assertThat(check(claims, issuer))
                .isEqualTo(new Verification.Refused(new TokenRefusal(rule, rule.text() + ": " + found)));
    }
}
