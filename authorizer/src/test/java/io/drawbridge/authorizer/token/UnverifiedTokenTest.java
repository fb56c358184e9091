package io.drawbridge.authorizer.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnverifiedTokenTest {

    private static final String HEADER = "{\"alg\":\"RS256\"}";
    private static final String PAYLOAD = "{\"iss\":\"https://id.example.com/\"}";

    @Test
    void a_well_formed_token_tells_its_issuer_and_nothing_else() {
        UnverifiedToken token =
                TestIssuers.parsed(token("{\"alg\":\"ES256\",\"kid\":\"a\",\"typ\":\"at+jwt\"}", PAYLOAD));

        assertThat(token.iss()).isEqualTo("https://id.example.com/");
        assertThat(token.algorithm()).isEqualTo(SigningAlgorithm.ES256);
        assertThat(token.keyId()).contains("a");
        assertThat(token.saysAccessToken()).isTrue();
        assertThat(token).hasToString("UnverifiedToken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a",
                "a.b",
                "a.b.",
                "a..c",
                ".b.c",
                "a.b.c.d",
                "a.b.c.d.e",
                "a.b.c.",
                "{\"payload\":\"x\",\"signatures\":[]}"
            })
    void a_token_has_exactly_three_parts(String token) {
        assertRefused(token, TokenRule.PARTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "YQ=",
                "YQ==",
                "YQ%3D",
                "Y Q",
                "YQ\n",
                " YQ",
                "Y+Q",
                "Y/Q",
                "YR",
                "A",
                "YWJjZ",
                "Yä",
                "YQ\u0000",
                "ＹＱ"
            })
    void each_part_is_canonical_base64url(String part) {
        String good = base64Url("{}");

        assertRefused(part + "." + good + ".YQ", TokenRule.BASE64URL);
        assertRefused(good + "." + part + ".YQ", TokenRule.BASE64URL);
        assertRefused(good + "." + good + "." + part, TokenRule.BASE64URL);
    }

    @Test
    void a_token_has_at_most_8192_characters() {
        String start = base64Url(HEADER) + "." + base64Url(PAYLOAD) + ".";
        String longest = start + "A".repeat((8192 - start.length()) / 4 * 4);

        assertThat(UnverifiedToken.parse(longest)).isInstanceOf(ParsedToken.WellFormed.class);
        assertRefused("a".repeat(8193), TokenRule.SIZE);
        assertRefused("a".repeat(8192), TokenRule.PARTS);
        assertRefused("a".repeat(1_000_000), TokenRule.SIZE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "\"x\"",
                "1",
                "true",
                " ",
                "{",
                "{}{}",
                "{} x",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":-Infinity}",
                "{\"a\":.5}",
                "{\"a\":0x10}",
                "{/* */}",
                "{\"a\":\"\t\"}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "\ufeff{}"
            })
    void header_and_payload_are_each_one_strict_json_object(String json) {
        assertRefused(token(json, PAYLOAD), TokenRule.HEADER_JSON);
        assertRefused(token(HEADER, json), TokenRule.PAYLOAD_JSON);
    }

    @Test
    void json_is_bounded_in_depth_names_and_numbers() {
        assertRefused(token(HEADER, "{\"a\":" + "[".repeat(16) + "]".repeat(16) + "}"), TokenRule.PAYLOAD_JSON);
        assertRefused(token(HEADER, "{\"a\":" + "[".repeat(2000) + "]".repeat(2000) + "}"), TokenRule.PAYLOAD_JSON);
        assertRefused(token(HEADER, "{\"" + "a".repeat(513) + "\":1}"), TokenRule.PAYLOAD_JSON);
        assertRefused(token(HEADER, "{\"a\":" + "1".repeat(41) + "}"), TokenRule.PAYLOAD_JSON);
    }

    @Test
    void json_is_valid_utf_8() {
        for (byte[] bad : new byte[][] {
            {(byte) 0xff}, {(byte) 0xc0, (byte) 0xa2}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, {(byte) 0xc3}
        }) {
            byte[] start = "{\"a\":\"".getBytes(StandardCharsets.US_ASCII);
            byte[] json = Arrays.copyOf(start, start.length + bad.length + 2);
            System.arraycopy(bad, 0, json, start.length, bad.length);
            json[json.length - 2] = '"';
            json[json.length - 1] = '}';

            assertRefused(base64Url(HEADER) + "." + TestKey.base64Url(json) + ".YQ", TokenRule.PAYLOAD_JSON);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"alg\":\"RS256\",\"crit\":[\"exp\"],\"exp\":1}|HEADER_CRIT",
                "{\"alg\":\"RS256\",\"crit\":[]}|HEADER_CRIT",
                "{\"alg\":\"RS256\",\"crit\":null}|HEADER_CRIT",
                "{\"alg\":\"RS256\",\"b64\":false}|HEADER_B64",
                "{\"alg\":\"RS256\",\"b64\":true}|HEADER_B64",
                "{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\"}|HEADER_ENCRYPTED",
                "{\"alg\":\"RS256\",\"zip\":\"DEF\"}|HEADER_ENCRYPTED",
                "{\"alg\":\"RS256\",\"jwk\":{\"kty\":\"RSA\"}}|HEADER_KEY"
            })
    void a_header_that_asks_for_more_than_a_signature_is_refused(String header, TokenRule rule) {
        assertRefused(token(header, PAYLOAD), rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|missing",
                "{\"alg\":null}|null",
                "{\"alg\":256}|a number",
                "{\"alg\":[\"RS256\"]}|an array",
                "{\"alg\":\"none\"}|a string",
                "{\"alg\":\"None\"}|a string",
                "{\"alg\":\"\"}|a string",
                "{\"alg\":\"HS256\"}|a string",
                "{\"alg\":\"HS512\"}|a string",
                "{\"alg\":\"RS512\"}|a string",
                "{\"alg\":\"rs256\"}|a string",
                "{\"alg\":\"RS256 \"}|a string",
                "{\"alg\":\"ES256K\"}|a string",
                "{\"alg\":\"dir\"}|a string"
            })
    void an_algorithm_that_no_issuer_may_use_is_refused(String header, String kind) {
        assertRefused(token(header, PAYLOAD), TokenRule.ALGORITHM, "alg is " + kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "at+jwt", "AT+JWT", "application/at+jwt", "application/jwt"})
    void an_access_token_may_say_what_it_is(String type) {
        assertThat(UnverifiedToken.parse(token("{\"alg\":\"RS256\",\"typ\":\"" + type + "\"}", PAYLOAD)))
                .isInstanceOf(ParsedToken.WellFormed.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"logout+jwt\"|a string",
                "\"dpop+jwt\"|a string",
                "\"secevent+jwt\"|a string",
                "\"JOSE\"|a string",
                "\"\"|a string",
                "\"application/application/jwt\"|a string",
                "1|a number",
                "null|null"
            })
    void a_token_of_another_kind_is_refused(String type, String kind) {
        assertRefused(
                token("{\"alg\":\"RS256\",\"typ\":" + type + "}", PAYLOAD), TokenRule.HEADER_TYPE, "typ is " + kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"\"JWT\"|a string", "\"jwt\"|a string", "\"application/jwt\"|a string", "1|a number"})
    void a_nested_token_is_refused(String type, String kind) {
        assertRefused(
                token("{\"alg\":\"RS256\",\"cty\":" + type + "}", PAYLOAD), TokenRule.HEADER_NESTED, "cty is " + kind);
    }

    @Test
    void another_content_type_is_ignored() {
        assertThat(UnverifiedToken.parse(token("{\"alg\":\"RS256\",\"cty\":\"json\"}", PAYLOAD)))
                .isInstanceOf(ParsedToken.WellFormed.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"\"\"|a string", "1|a number", "null|null", "[\"a\"]|an array", "{}|an object", "true|a boolean"})
    void a_kid_is_a_non_empty_string(String keyId, String kind) {
        assertRefused(
                token("{\"alg\":\"RS256\",\"kid\":" + keyId + "}", PAYLOAD), TokenRule.HEADER_KID, "kid is " + kind);
    }

    @Test
    void a_kid_is_bounded_and_printable() {
        String longest = "k".repeat(256);
        assertThat(TestIssuers.parsed(token("{\"alg\":\"RS256\",\"kid\":\"" + longest + "\"}", PAYLOAD))
                        .keyId())
                .isEqualTo(Optional.of(longest));
        assertRefused(
                token("{\"alg\":\"RS256\",\"kid\":\"" + longest + "k\"}", PAYLOAD),
                TokenRule.HEADER_KID,
                "kid is a string");
        assertRefused(
                token("{\"alg\":\"RS256\",\"kid\":\"a\\u0000b\"}", PAYLOAD), TokenRule.HEADER_KID, "kid is a string");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|missing",
                "{\"iss\":null}|null",
                "{\"iss\":\"\"}|a string",
                "{\"iss\":\"a b\"}|a string",
                "{\"iss\":\"a\\u0000\"}|a string",
                "{\"iss\":\"\\ud800\"}|a string",
                "{\"iss\":1}|a number",
                "{\"iss\":[\"https://id.example.com/\"]}|an array"
            })
    void a_token_names_its_issuer(String payload, String kind) {
        assertRefused(token(HEADER, payload), TokenRule.ISSUER_FORM, "iss is " + kind);
    }

    @Test
    void an_issuer_has_at_most_1024_characters() {
        String longest = "a".repeat(1024);

        assertThat(TestIssuers.parsed(token(HEADER, "{\"iss\":\"" + longest + "\"}"))
                        .iss())
                .isEqualTo(longest);
        assertRefused(token(HEADER, "{\"iss\":\"" + longest + "a\"}"), TokenRule.ISSUER_FORM, "iss is a string");
    }

    private static void assertRefused(String token, TokenRule rule) {
        assertThat(UnverifiedToken.parse(token)).isEqualTo(new ParsedToken.Malformed(TokenRefusal.of(rule)));
    }

    private static void assertRefused(String token, TokenRule rule, String found) {
        assertThat(UnverifiedToken.parse(token))
                .isEqualTo(new ParsedToken.Malformed(new TokenRefusal(rule, rule.text() + ": " + found)));
    }

    private static String token(String header, String payload) {
        return base64Url(header) + "." + base64Url(payload) + ".YQ";
    }

    private static String base64Url(String text) {
        return TestKey.base64Url(text.getBytes(StandardCharsets.UTF_8));
    }
}
