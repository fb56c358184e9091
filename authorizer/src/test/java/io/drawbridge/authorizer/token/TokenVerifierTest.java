package io.drawbridge.authorizer.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Ticker;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.SigningAlgorithm;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TokenProfile;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {

    private static final Instant NOW = TestIssuers.NOW;
    private static final TestKey KEY = TestKey.of(SigningAlgorithm.ES256);
    private static final TestKey STRANGER = TestKey.generate("strange", SigningAlgorithm.ES256);

    private final FakeJwks jwks = FakeJwks.serving(KEY);
    private final TokenVerifier verifier = new TokenVerifier(jwks, Duration.ofHours(1), crypto());

    /** Who computes signatures. */
    CryptoProvider crypto() {
        return CryptoProvider.jdk();
    }

    @ParameterizedTest
    @EnumSource
    void a_token_of_each_algorithm_is_verified(SigningAlgorithm algorithm) {
        TestKey key = TestKey.of(algorithm);
        jwks.serve(key);

        Verification verification = verify(key.sign(TestIssuers.header(key), TestIssuers.claims("\"scope\":\"b a\"")));

        assertThat(verification)
                .isEqualTo(new Verification.Verified(new VerifiedToken(
                        TestIssuers.acme(),
                        "alice",
                        Optional.empty(),
                        Optional.of(new TenantId("acme")),
                        Set.of("b", "a"),
                        NOW,
                        NOW.plusSeconds(600))));
    }

    @ParameterizedTest
    @EnumSource
    void one_changed_bit_of_a_signature_is_refused(SigningAlgorithm algorithm) {
        TestKey key = TestKey.of(algorithm);
        jwks.serve(key);
        String[] parts =
                key.sign(TestIssuers.header(key), TestIssuers.claims("")).split("\\.", -1);
        byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
        signature[signature.length / 2] ^= 1;

        assertRefused(parts[0] + "." + parts[1] + "." + TestKey.base64Url(signature), TokenRule.SIGNATURE);
    }

    @ParameterizedTest
    @EnumSource
    void a_signature_cut_short_grown_or_zeroed_is_refused(SigningAlgorithm algorithm) {
        TestKey key = TestKey.of(algorithm);
        jwks.serve(key);
        String[] parts =
                key.sign(TestIssuers.header(key), TestIssuers.claims("")).split("\\.", -1);
        byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
        String input = parts[0] + "." + parts[1] + ".";

        assertRefused(input + TestKey.base64Url(Arrays.copyOf(signature, 1)), TokenRule.SIGNATURE);
        assertRefused(input + TestKey.base64Url(Arrays.copyOf(signature, signature.length - 1)), TokenRule.SIGNATURE);
        assertRefused(input + TestKey.base64Url(Arrays.copyOf(signature, signature.length + 1)), TokenRule.SIGNATURE);
        // CVE-2022-21449 took an ECDSA signature of zeros.
        assertRefused(input + TestKey.base64Url(new byte[signature.length]), TokenRule.SIGNATURE);
    }

    @Test
    void an_ed25519_signature_has_one_form_only() {
        TestKey key = TestKey.of(SigningAlgorithm.EDDSA);
        jwks.serve(key);
        String[] parts =
                key.sign(TestIssuers.header(key), TestIssuers.claims("")).split("\\.", -1);
        byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
        // RFC 8032, section 5.1.7: S plus the order of the group would be right too, were S not bounded.
        BigInteger order = BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
        byte[] s = reversed(Arrays.copyOfRange(signature, 32, 64));
        byte[] other = reversed(TestKey.fixed(new BigInteger(1, s).add(order), 32));
        System.arraycopy(other, 0, signature, 32, 32);

        assertRefused(parts[0] + "." + parts[1] + "." + TestKey.base64Url(signature), TokenRule.SIGNATURE);
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] result = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            result[i] = bytes[bytes.length - 1 - i];
        }
        return result;
    }

    @Test
    void a_changed_header_or_payload_is_refused() {
        String[] parts = token().split("\\.", -1);
        String[] others = KEY.sign(TestIssuers.header(KEY) + " ", TestIssuers.claims("\"scope\":\"registry:admin\""))
                .split("\\.", -1);

        assertRefused(parts[0] + "." + others[1] + "." + parts[2], TokenRule.SIGNATURE);
        assertRefused(others[0] + "." + parts[1] + "." + parts[2], TokenRule.SIGNATURE);
    }

    @Test
    void a_public_rsa_key_is_no_hmac_secret() throws GeneralSecurityException {
        TestKey rsa = TestKey.of(SigningAlgorithm.RS256);
        jwks.serve(rsa);
        String input = TestKey.base64Url("{\"alg\":\"HS256\",\"kid\":\"RS256-key\"}".getBytes(StandardCharsets.UTF_8))
                + "." + TestKey.base64Url(TestIssuers.claims("").getBytes(StandardCharsets.UTF_8));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(rsa.pair().getPublic().getEncoded(), "HmacSHA256"));
        String signature = TestKey.base64Url(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));

        assertThat(UnverifiedToken.parse(input + "." + signature))
                .isEqualTo(new ParsedToken.Malformed(TokenRefusal.of(TokenRule.ALGORITHM, "alg is a string")));
    }

    @Test
    void a_key_is_used_with_its_own_algorithm_only() {
        TestKey rs256 = TestKey.of(SigningAlgorithm.RS256);
        TestKey asPs256 = new TestKey("RS256-key", SigningAlgorithm.PS256, rs256.pair());
        jwks.serve(rs256);

        assertRefused(asPs256.sign(TestIssuers.header(asPs256), TestIssuers.claims("")), TokenRule.KEY_ALGORITHM);
        assertRefused(
                KEY.sign(TestIssuers.header(KEY.named("RS256-key")), TestIssuers.claims("")), TokenRule.KEY_ALGORITHM);
    }

    @Test
    void an_rsa_key_that_names_no_algorithm_is_used_with_both() {
        TestKey rs256 = TestKey.of(SigningAlgorithm.RS256);
        TestKey ps256 = new TestKey("RS256-key", SigningAlgorithm.PS256, rs256.pair());
        ObjectNode jwk = rs256.jwk();
        jwk.remove("alg");
        jwks.serve("{\"keys\":[" + jwk + "]}", "");

        assertVerified(rs256.sign(TestIssuers.header(rs256), TestIssuers.claims("")));
        assertVerified(ps256.sign(TestIssuers.header(ps256), TestIssuers.claims("")));
    }

    @Test
    void keys_that_the_token_points_to_or_brings_are_never_used() {
        String pointing =
                ",\"jku\":\"https://evil.example.com/jwks\",\"x5u\":\"https://evil.example.com/x\",\"x5c\":[\"MA==\"],\"x5t\":\"a\"}";

        assertVerified(KEY.sign(TestIssuers.header(KEY).replace("}", pointing), TestIssuers.claims("")));
        assertRefused(
                STRANGER.sign(TestIssuers.header(KEY).replace("}", pointing), TestIssuers.claims("")),
                TokenRule.SIGNATURE);
        assertThat(jwks.fetches()).isEqualTo(1);
    }

    @Test
    void a_token_of_an_unknown_kid_is_refused_with_what_is_known_of_the_keys() {
        ObjectNode symmetric = KEY.jwk().put("kty", "oct").put("k", "AAAA");
        jwks.serve("{\"keys\":[" + KEY.jwk() + "," + symmetric + "]}", "");

        assertThat(verify(STRANGER.sign(TestIssuers.header(STRANGER), TestIssuers.claims(""))))
                .isEqualTo(new Verification.Refused(new TokenRefusal(
                        TokenRule.KEY_UNKNOWN,
                        "KEY_UNKNOWN: the issuer has no usable key of this kid (RFC 7515, section 4.1.4): 1 usable, ignored"
                                + " {symmetric=1}")));
        assertThat(TokenRule.KEY_UNKNOWN.reason()).isEqualTo(TokenReason.INVALID_SIGNATURE);
    }

    @Test
    void a_token_without_kid_is_tried_with_the_keys_of_its_algorithm() {
        TestKey second = TestKey.generate("second", SigningAlgorithm.ES256);
        jwks.serve(TestKey.of(SigningAlgorithm.RS256), KEY, second);

        assertVerified(second.sign("{\"alg\":\"ES256\"}", TestIssuers.claims("")));
        assertThat(jwks.fetches()).isEqualTo(1);
        assertRefused(STRANGER.sign("{\"alg\":\"ES256\"}", TestIssuers.claims("")), TokenRule.SIGNATURE, "3 usable");
        assertThat(jwks.fetches()).isEqualTo(2);
    }

    @Test
    void a_token_without_kid_is_found_a_key_that_was_just_added() {
        jwks.serve(KEY);
        assertVerified(token());
        jwks.serve(STRANGER);

        assertVerified(STRANGER.sign("{\"alg\":\"ES256\"}", TestIssuers.claims("")));
    }

    @Test
    void a_token_without_kid_is_tried_with_four_keys_at_most() {
        TestKey[] four = new TestKey[4];
        TestKey[] five = new TestKey[5];
        for (int i = 0; i < 5; i++) {
            five[i] = KEY.named("k" + i);
            four[Math.min(i, 3)] = five[i];
        }
        String token = KEY.sign("{\"alg\":\"ES256\"}", TestIssuers.claims(""));

        jwks.serve(four);
        assertVerified(token);
        jwks.serve(five);
        assertThat(new TokenVerifier(jwks, Duration.ZERO, crypto())
                        .verify(TestIssuers.parsed(token), TestIssuers.acme(), NOW))
                .isEqualTo(new Verification.Refused(TokenRefusal.of(TokenRule.KEY_AMBIGUOUS)));
    }

    @Test
    void a_token_is_held_against_the_record_before_any_key_is_fetched() {
        String token = token();

        assertRefused(token, with(false, "https://id.example.com/", false), TokenRule.ISSUER_DISABLED);
        assertRefused(token, with(true, "https://id.example.com", false), TokenRule.ISSUER_MISMATCH);
        assertRefused(token, with(true, "https://id.example.com/", true), TokenRule.TYPE_REQUIRED);
        assertRefused(token, only(SigningAlgorithm.ES384), TokenRule.ALGORITHM_NOT_ACCEPTED);
        assertThat(jwks.fetches()).isZero();
    }

    @Test
    void a_record_may_require_the_type_of_an_access_token() {
        String token = KEY.sign(TestIssuers.header(KEY).replace("\"JWT\"", "\"at+jwt\""), TestIssuers.claims(""));

        assertThat(verify(token, with(true, "https://id.example.com/", true), NOW))
                .isInstanceOf(Verification.Verified.class);
    }

    @Test
    void without_keys_nobody_can_tell() {
        jwks.fail();

        assertThat(verify(token()))
                .isEqualTo(new Verification.KeysUnavailable(Duration.ofSeconds(30), "connection refused"));
    }

    @Test
    void keys_and_verdicts_belong_to_one_version_of_one_record() {
        assertVerified(token());
        jwks.serve(STRANGER);

        assertVerified(token());
        for (Issuer other : List.of(
                only(SigningAlgorithm.ES256),
                TestIssuers.record(Optional.of(new TenantId("globex")), Optional.empty(), Optional.empty()))) {
            assertThat(((Verification.Refused) verify(token(), other, NOW))
                            .refusal()
                            .rule())
                    .isEqualTo(TokenRule.KEY_UNKNOWN);
        }
    }

    @Test
    void a_remembered_token_is_still_held_to_its_times() {
        String token = token();
        assertVerified(token);

        assertThat(verify(token, TestIssuers.acme(), NOW.plusSeconds(659))).isInstanceOf(Verification.Verified.class);
        assertThat(verify(token, TestIssuers.acme(), NOW.plusSeconds(660)))
                .isEqualTo(new Verification.Refused(TokenRefusal.of(TokenRule.EXPIRED)));
    }

    @Test
    void a_remembered_token_ends_with_its_key() {
        String token = token();
        assertVerified(token);
        jwks.serve(STRANGER.named(KEY.keyId()));

        assertThat(verify(token, TestIssuers.acme(), NOW.plusSeconds(599))).isInstanceOf(Verification.Verified.class);
        assertThat(verify(token, TestIssuers.acme(), NOW.plusSeconds(600)))
                .isEqualTo(new Verification.Refused(TokenRefusal.of(TokenRule.SIGNATURE)));
    }

    @Test
    void only_a_verified_token_is_remembered_and_then_not_computed_again() {
        RememberedTokens remembered = new RememberedTokens(100_000, Ticker.systemTicker());
        TokenVerifier remembering = new TokenVerifier(jwks, Duration.ZERO, crypto(), remembered);
        UnverifiedToken good = TestIssuers.parsed(token());
        UnverifiedToken wrongAudience = TestIssuers.parsed(
                KEY.sign(TestIssuers.header(KEY), TestIssuers.claims("").replace("orders-api", "x")));
        UnverifiedToken forged = TestIssuers.parsed(STRANGER.sign(TestIssuers.header(KEY), TestIssuers.claims("")));
        VerificationKey key = KeySetReader.read("{\"keys\":[" + KEY.jwk() + "]}")
                .orElseThrow()
                .key(KEY.keyId())
                .orElseThrow();

        for (UnverifiedToken token : List.of(good, wrongAudience, forged)) {
            remembering.verify(token, TestIssuers.acme(), NOW);
        }

        assertThat(remembered.contains(RememberedTokens.Signature.of(TestIssuers.acme(), key, good)))
                .isTrue();
        assertThat(remembered.contains(RememberedTokens.Signature.of(TestIssuers.acme(), key, wrongAudience)))
                .isFalse();
        assertThat(remembered.contains(RememberedTokens.Signature.of(TestIssuers.acme(), key, forged)))
                .isFalse();
        // What is remembered stands for the computation: a wrong entry shows that it is believed.
        remembered.add(RememberedTokens.Signature.of(TestIssuers.acme(), key, forged), NOW.plusSeconds(60), NOW);
        assertThat(remembering.verify(forged, TestIssuers.acme(), NOW)).isInstanceOf(Verification.Verified.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "RS256"})
    void nothing_of_a_token_is_in_any_detail(String algorithm) {
        String secret = "s3cr3t";
        String header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + secret + "\",\"typ\":\"" + secret + "\"}";
        ParsedToken parsed = UnverifiedToken.parse(STRANGER.sign(header, TestIssuers.claims("")));

        assertThat(parsed.toString()).doesNotContain(secret);
        assertThat(verify(STRANGER.sign(TestIssuers.header(STRANGER.named(secret)), TestIssuers.claims("")))
                        .toString())
                .doesNotContain(secret);
    }

    private static String token() {
        return KEY.sign(TestIssuers.header(KEY), TestIssuers.claims(""));
    }

    private static Issuer with(boolean enabled, String iss, boolean typeRequired) {
        return issuer(iss, Set.of(SigningAlgorithm.ES256), typeRequired, enabled);
    }

    private static Issuer only(SigningAlgorithm algorithm) {
        return issuer("https://id.example.com/", Set.of(algorithm), false, true);
    }

    private static Issuer issuer(String iss, Set<SigningAlgorithm> algorithms, boolean typeRequired, boolean enabled) {
        return new Issuer(
                Optional.of(new TenantId("acme")),
                "main",
                iss,
                URI.create("https://id.example.com/jwks.json"),
                new TokenProfile(
                        TokenProfile.AUD,
                        List.of("orders-api"),
                        algorithms,
                        typeRequired,
                        false,
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        TokenProfile.DEFAULT_CLOCK_SKEW,
                        TokenProfile.DEFAULT_LIFETIME),
                enabled);
    }

    private void assertVerified(String token) {
        assertThat(verify(token)).isInstanceOf(Verification.Verified.class);
    }

    private void assertRefused(String token, TokenRule rule) {
        assertRefused(token, TestIssuers.acme(), rule);
    }

    private void assertRefused(String token, Issuer issuer, TokenRule rule) {
        assertThat(verify(token, issuer, NOW)).isEqualTo(new Verification.Refused(TokenRefusal.of(rule)));
    }

    private void assertRefused(String token, TokenRule rule, String found) {
        assertThat(verify(token)).isEqualTo(new Verification.Refused(TokenRefusal.of(rule, found)));
    }

    private Verification verify(String token) {
        return verify(token, TestIssuers.acme(), NOW);
    }

    private Verification verify(String token, Issuer issuer, Instant now) {
        return verifier.verify(TestIssuers.parsed(token), issuer, now);
    }
}
