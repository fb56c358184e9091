package io.drawbridge.authorizer.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.SigningAlgorithm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Key documents as a broken or hostile issuer serves them, over real HTTP: what a token of that issuer then gets, and the log. */
class JwksDocumentsTest {

    private static final TestKey EC = TestKey.of(SigningAlgorithm.ES256);
    private static final TestKey RSA = TestKey.of(SigningAlgorithm.RS256);
    private static final TestKey ED = TestKey.of(SigningAlgorithm.EDDSA);
    private static final String NO_SET = "the answer is not a JWK Set of at most 100 keys";
    private static final String NOT_UTF_8 = "the answer is not UTF-8";
    private static final String TOO_LONG = "the answer is longer than 256 KB";
    private static final String TOO_SLOW = "no whole answer within 2 s";

    /** A key that is not used, alone in its set. */
    record BadKey(ObjectNode jwk, String fault) {}

    static Stream<BadKey> badKeys() throws GeneralSecurityException {
        TestKey small = new TestKey(
                "RS256-key", SigningAlgorithm.RS256, TestKey.rsa(1024).generateKeyPair());
        byte[] offCurve = Base64Url.decode(EC.jwk().path("y").textValue()).orElseThrow();
        offCurve[31] ^= 1;
        byte[] neutral = new byte[32];
        neutral[0] = 1;
        String bits = "RSA of other than 2048 to 8192 bits";
        String modulus = "RSA with an even modulus or a bad exponent";
        return Stream.of(
                new BadKey(EC.jwk().put("d", "AA"), "private: its owner must replace it"),
                new BadKey(RSA.jwk().put("p", "AA"), "private: its owner must replace it"),
                new BadKey(ED.jwk().put("d", "AA"), "private: its owner must replace it"),
                new BadKey(EC.jwk().put("kty", "oct").put("k", "AAAA"), "symmetric"),
                new BadKey(small.jwk(), bits),
                new BadKey(RSA.jwk().put("n", number(BigInteger.TWO.pow(16_383).setBit(0))), bits),
                new BadKey(RSA.jwk().put("n", number(BigInteger.TWO.pow(2047))), modulus),
                new BadKey(RSA.jwk().put("e", number(BigInteger.TWO.pow(511).setBit(0))), modulus),
                new BadKey(RSA.jwk().put("e", number(BigInteger.ONE)), modulus),
                new BadKey(EC.jwk().put("y", TestKey.base64Url(offCurve)), "not a public key"),
                new BadKey(EC.jwk().put("crv", "P-384"), "not a public key"),
                new BadKey(EC.jwk().put("crv", "secp256k1"), "crv unknown"),
                new BadKey(ED.jwk().put("x", TestKey.base64Url(neutral)), "not a public key"),
                new BadKey(ED.jwk().put("x", TestKey.base64Url(new byte[32])), "not a public key"),
                new BadKey(ED.jwk().put("crv", "X25519"), "crv unknown"),
                new BadKey(EC.jwk().put("use", "enc"), "use is not sig"),
                new BadKey(EC.jwk().put("alg", "ES384"), "alg does not fit the key"),
                new BadKey(EC.jwk().put("alg", "RS256"), "alg does not fit the key"),
                new BadKey(RSA.jwk().put("alg", "RS512"), "alg does not fit the key"),
                new BadKey(RSA.jwk().put("alg", "HS256"), "alg does not fit the key"),
                new BadKey(keyOperations(), "key_ops lacks verify"),
                new BadKey(EC.jwk().put("kty", "EX"), "kty unknown"),
                new BadKey(EC.named("k".repeat(10_240)).jwk(), "kid is not 1 to 256 characters"));
    }

    private static ObjectNode keyOperations() {
        ObjectNode jwk = EC.jwk();
        jwk.putArray("key_ops").add("deriveKey");
        return jwk;
    }

    private static String number(BigInteger number) {
        return TestKey.base64Url(TestKey.unsigned(number));
    }

    @ParameterizedTest
    @MethodSource("badKeys")
    void a_token_of_a_bad_key_is_refused_and_the_log_says_what_is_wrong_with_the_key(BadKey bad) throws IOException {
        assertThat(verify(text("application/json", "{\"keys\":[" + bad.jwk() + "]}")))
                .isEqualTo(new Verification.Refused(
                        TokenRefusal.of(TokenRule.KEY_UNKNOWN, "0 usable, ignored {" + bad.fault() + "=1}")));
    }

    @ParameterizedTest
    @MethodSource("badKeys")
    void a_bad_key_spoils_no_other(BadKey bad) throws IOException {
        ObjectNode named = bad.jwk().deepCopy();
        if (!bad.fault().startsWith("kid")) {
            named.put("kid", "other");
        }

        assertThat(verify(text("application/json", "{\"keys\":[" + named + "," + EC.jwk() + "]}")))
                .isInstanceOf(Verification.Verified.class);
    }

    @Test
    void keys_of_one_kid_are_all_refused() throws IOException {
        String twice = "{\"keys\":[" + EC.jwk() + "," + EC.jwk() + "]}";

        assertThat(verify(text("application/json", twice)))
                .isEqualTo(new Verification.Refused(
                        TokenRefusal.of(TokenRule.KEY_UNKNOWN, "0 usable, ignored {kid not unique=2}")));
    }

    @Test
    void a_document_is_read_as_json_whatever_its_type_says() throws IOException {
        assertThat(verify(text("text/plain", "{\"keys\":[" + EC.jwk() + "]}")))
                .isInstanceOf(Verification.Verified.class);
    }

    @Test
    void what_is_no_key_set_is_row_14() throws IOException {
        assertUnavailable(text("text/html", "<!doctype html><title>Sign in</title>"), NO_SET);
        assertUnavailable(text("application/json", ""), NO_SET);
        assertUnavailable(text("application/json", "{\"keys\":{}}"), NO_SET);
        assertUnavailable(text("application/json", "{\"keys\":[],\"keys\":[]}"), NO_SET);
        assertUnavailable(text("application/json", "\ufeff{\"keys\":[]}"), NO_SET);
        assertUnavailable(text("application/json", "{\"keys\":" + "[".repeat(10_000)), NO_SET);
        assertUnavailable(text("application/json", keys(10_000, "{}")), NO_SET);
        assertUnavailable(text("application/json", keys(10_000, EC.jwk().toString())), TOO_LONG);
    }

    @Test
    void another_encoding_than_utf_8_is_row_14() throws IOException {
        String german = "{\"keys\":[],\"owner\":\"J\u00fcrgen\"}";
        assertUnavailable(
                bytes("application/json; charset=iso-8859-1", german, StandardCharsets.ISO_8859_1), NOT_UTF_8);
        assertUnavailable(bytes("application/json; charset=utf-16", german, StandardCharsets.UTF_16), NOT_UTF_8);
        assertUnavailable(bytes("application/json; charset=utf-16", german, StandardCharsets.UTF_16LE), NOT_UTF_8);
    }

    @Test
    void an_answer_that_is_compressed_unasked_is_row_14() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(("{\"keys\":[" + EC.jwk() + "]}").getBytes(StandardCharsets.UTF_8));
        }

        assertUnavailable(
                output -> {
                    write(output, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n");
                    output.write(zipped.toByteArray());
                },
                NOT_UTF_8);
    }

    @Test
    void chunks_without_end_are_row_14_by_size_or_by_time() throws IOException {
        String chunk = "2000\r\n" + " ".repeat(0x2000) + "\r\n";
        assertUnavailable(
                output -> {
                    write(output, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    for (int i = 0; i < 100_000; i++) {
                        write(output, chunk);
                    }
                },
                TOO_LONG);
        assertUnavailable(
                output -> {
                    write(output, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2000\r\n");
                    TimeUnit.SECONDS.sleep(5);
                },
                TOO_SLOW);
    }

    @Test
    void a_redirect_is_row_14_wherever_it_leads() throws IOException {
        assertUnavailable(
                TlsServer.text(
                        "HTTP/1.1 302 X\r\nLocation: https://evil.example.com/jwks.json\r\nContent-Length: 0\r\n\r\n"),
                "the answer has status 302");
    }

    private static String keys(int count, String key) {
        return Stream.generate(() -> key).limit(count).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private static TlsServer.Script text(String type, String body) {
        return bytes(type, body, StandardCharsets.UTF_8);
    }

    private static TlsServer.Script bytes(String type, String body, Charset charset) {
        return output -> {
            write(output, "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n\r\n");
            output.write(body.getBytes(charset));
        };
    }

    private static void write(OutputStream output, String text) throws IOException {
        output.write(text.getBytes(StandardCharsets.US_ASCII));
        output.flush();
    }

    private static void assertUnavailable(TlsServer.Script script, String detail) throws IOException {
        assertThat(verify(script)).isEqualTo(new Verification.KeysUnavailable(Duration.ofSeconds(30), detail));
    }

    /** What comes of a token of the ES256 key when its issuer serves this. */
    private static Verification verify(TlsServer.Script script) throws IOException {
        try (TlsServer server = TlsServer.start(ServerSocketFactory.getDefault(), script)) {
            Issuer issuer = TestIssuers.servedFrom("http://localhost:" + server.port() + "/jwks.json");
            TokenVerifier verifier = new TokenVerifier(new HttpJwksSource(true), Duration.ZERO, CryptoProvider.jdk());
            String token = EC.sign(TestIssuers.header(EC), TestIssuers.claims(""));
            return verifier.verify(TestIssuers.parsed(token), issuer, TestIssuers.NOW);
        }
    }
}
