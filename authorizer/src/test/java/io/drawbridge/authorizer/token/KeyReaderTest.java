package io.drawbridge.authorizer.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.SigningAlgorithm;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyReaderTest {

    private static final TestKey RSA = TestKey.of(SigningAlgorithm.RS256);
    private static final TestKey EC = TestKey.of(SigningAlgorithm.ES256);
    private static final TestKey ED = TestKey.of(SigningAlgorithm.EDDSA);

    @ParameterizedTest
    @EnumSource
    void a_key_that_names_its_algorithm_is_for_that_one(SigningAlgorithm algorithm) {
        VerificationKey key = read(TestKey.of(algorithm).jwk());

        assertThat(key.keyId()).contains(algorithm.headerName() + "-key");
        assertThat(key.algorithms()).containsExactly(algorithm);
    }

    @Test
    void a_key_that_names_none_is_for_those_of_its_kind() {
        assertThat(read(without(RSA.jwk(), "alg")).algorithms())
                .containsExactlyInAnyOrder(SigningAlgorithm.RS256, SigningAlgorithm.PS256);
        assertThat(read(without(EC.jwk(), "alg")).algorithms()).containsExactly(SigningAlgorithm.ES256);
        assertThat(read(without(ED.jwk(), "alg")).algorithms()).containsExactly(SigningAlgorithm.EDDSA);
    }

    @Test
    void use_key_ops_and_kid_may_be_absent() {
        assertThat(read(without(without(EC.jwk(), "use"), "kid")).keyId()).isEmpty();
        ObjectNode key = EC.jwk();
        key.putArray("key_ops").add("sign").add("verify");
        assertThat(read(key).keyId()).contains("ES256-key");
    }

    @Test
    void a_thumbprint_is_the_keys_whatever_its_name() {
        assertThat(read(EC.jwk()).thumbprint())
                .isEqualTo(read(without(EC.named("x").jwk(), "alg")).thumbprint())
                .isNotEqualTo(read(RSA.jwk()).thumbprint());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "use|\"enc\"|use is not sig",
                "use|1|use is not sig",
                "use|null|use is not sig",
                "key_ops|[\"sign\"]|key_ops lacks verify",
                "key_ops|[]|key_ops lacks verify",
                "key_ops|\"verify\"|key_ops lacks verify",
                "kid|\"\"|kid is not 1 to 256 characters",
                "kid|1|kid is not 1 to 256 characters",
                "kid|null|kid is not 1 to 256 characters",
                "kty|\"oct\"|symmetric",
                "kty|\"ec\"|kty unknown",
                "kty|null|kty unknown",
                "kty|\"RSA\"|not a public key",
                "d|\"AQ\"|private: its owner must replace it",
                "k|\"AQ\"|private: its owner must replace it",
                "alg|\"RS256\"|alg does not fit the key",
                "alg|\"ES384\"|alg does not fit the key",
                "alg|\"ECDH-ES\"|alg does not fit the key",
                "alg|\"none\"|alg does not fit the key",
                "alg|null|alg does not fit the key",
                "crv|\"P-384\"|not a public key",
                "crv|\"secp256k1\"|crv unknown",
                "crv|null|crv unknown",
                "x|\"AQ\"|not a public key",
                "y|\"AQ\"|not a public key",
                "x|null|not a public key",
                "y|\"!\"|not a public key"
            })
    void a_key_with_a_wrong_member_is_ignored(String name, String value, String fault) {
        assertThat(fault(with(EC.jwk(), name, value))).isEqualTo(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
    void a_private_key_is_ignored(String member) {
        assertThat(fault(with(RSA.jwk(), member, "null"))).isEqualTo("private: its owner must replace it");
    }

    @Test
    void a_kid_of_10_kb_is_ignored() {
        assertThat(read(EC.named("k".repeat(256)).jwk()).keyId()).isPresent();
        assertThat(fault(EC.named("k".repeat(257)).jwk())).isEqualTo("kid is not 1 to 256 characters");
        assertThat(fault(EC.named("k".repeat(10_240)).jwk())).isEqualTo("kid is not 1 to 256 characters");
    }

    @Test
    void an_entry_that_is_no_object_is_ignored() {
        assertThat(KeyReader.read(JsonNodeFactory.instance.textNode("key")).fault())
                .contains("not an object");
    }

    @Test
    void a_point_off_its_curve_is_ignored() {
        ObjectNode key = EC.jwk();
        byte[] y = Base64Url.decode(key.path("y").textValue()).orElseThrow();
        y[31] ^= 1;

        assertThat(fault(key.put("y", TestKey.base64Url(y)))).isEqualTo("not a public key");
        assertThat(fault(key.put("x", TestKey.base64Url(new byte[32])).put("y", TestKey.base64Url(new byte[32]))))
                .isEqualTo("not a public key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "y"})
    void a_coordinate_is_as_long_as_its_curve_even_when_zeros_would_not_change_it(String name) {
        byte[] coordinate = Base64Url.decode(EC.jwk().path(name).textValue()).orElseThrow();
        byte[] padded = new byte[33];
        System.arraycopy(coordinate, 0, padded, 1, 32);

        assertThat(fault(EC.jwk().put(name, TestKey.base64Url(padded)))).isEqualTo("not a public key");
    }

    /** One key in 256: the sign of x must not be read out of a byte that is zero. */
    @Test
    void an_ed25519_key_whose_highest_byte_is_zero_verifies() {
        TestKey key = ED;
        while (Base64Url.decode(key.jwk().path("x").textValue()).orElseThrow()[31] != 0) {
            key = TestKey.generate("k", SigningAlgorithm.EDDSA);
        }
        UnverifiedToken token = TestIssuers.parsed(key.sign(TestIssuers.header(key), TestIssuers.claims("")));

        assertThat(read(key.jwk()).verifies(token)).isTrue();
    }

    @Test
    void an_ed25519_key_is_a_canonical_point_of_32_bytes() {
        // Section 5.1.3 of RFC 8032: y = 2 has no x, and y must be below 2^255 - 19.
        assertThat(edwards(2, 0)).isEqualTo("not a public key");
        assertThat(edwards(0xed, 0x7f)).isEqualTo("not a public key");
        assertThat(edwards(0xee, 0x7f)).isEqualTo("not a public key");
        for (int length : new int[] {0, 31, 33}) {
            assertThat(fault(ED.jwk().put("x", TestKey.base64Url(new byte[length]))))
                    .isEqualTo("not a public key");
        }
        assertThat(fault(with(ED.jwk(), "crv", "\"X25519\""))).isEqualTo("crv unknown");
        assertThat(fault(with(ED.jwk(), "x", "null"))).isEqualTo("not a public key");
    }

    /** Under such a key {@code R} = the neutral point and {@code S} = 0 is a signature of anything. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"
            })
    void an_ed25519_key_is_no_point_of_small_order(String y) {
        byte[] key = HexFormat.of().parseHex(y);
        assertThat(fault(ED.jwk().put("x", TestKey.base64Url(key)))).isEqualTo("not a public key");
        key[31] |= (byte) 0x80;
        assertThat(fault(ED.jwk().put("x", TestKey.base64Url(key)))).isEqualTo("not a public key");
    }

    /** A key whose y is {@code low} or, with {@code high} above, the prime plus a little. */
    private static String edwards(int low, int high) {
        byte[] y = new byte[32];
        if (high > 0) {
            Arrays.fill(y, (byte) 0xff);
        }
        y[0] = (byte) low;
        y[31] = (byte) high;
        return fault(ED.jwk().put("x", TestKey.base64Url(y)));
    }

    @Test
    void an_rsa_key_has_2048_to_8192_bits() throws GeneralSecurityException {
        KeyPair small = TestKey.rsa(1024).generateKeyPair();

        assertThat(fault(new TestKey("k", SigningAlgorithm.RS256, small).jwk()))
                .isEqualTo("RSA of other than 2048 to 8192 bits");
        assertThat(fault(modulus(BigInteger.TWO.pow(2046).setBit(0)))).isEqualTo("RSA of other than 2048 to 8192 bits");
        assertThat(KeyReader.read(modulus(BigInteger.TWO.pow(2047).setBit(0))).key())
                .isPresent();
        assertThat(KeyReader.read(modulus(BigInteger.TWO.pow(8191).setBit(0))).key())
                .isPresent();
        assertThat(fault(modulus(BigInteger.TWO.pow(8192).setBit(0)))).isEqualTo("RSA of other than 2048 to 8192 bits");
    }

    @Test
    void an_rsa_key_has_an_odd_modulus_and_a_usual_exponent() {
        String fault = "RSA with an even modulus or a bad exponent";

        assertThat(fault(modulus(BigInteger.TWO.pow(2047)))).isEqualTo(fault);
        for (String bad : new String[] {"AQ", "Ag", "AQAA", TestKey.base64Url(new byte[] {4, 0, 0, 0, 1})}) {
            assertThat(fault(RSA.jwk().put("e", bad))).as(bad).isEqualTo(fault);
        }
        for (String good : new String[] {"Aw", "AQAB", TestKey.base64Url(new byte[] {1, 0, 0, 0, 1})}) {
            assertThat(KeyReader.read(RSA.jwk().put("e", good)).key()).as(good).isPresent();
        }
    }

    @Test
    void an_rsa_key_is_written_in_one_way_only() {
        byte[] n = Base64Url.decode(RSA.jwk().path("n").textValue()).orElseThrow();
        byte[] padded = new byte[n.length + 1];
        System.arraycopy(n, 0, padded, 1, n.length);

        assertThat(fault(RSA.jwk().put("n", TestKey.base64Url(padded)))).isEqualTo("not a public key");
        assertThat(fault(RSA.jwk().put("e", "AAEAAQ"))).isEqualTo("not a public key");
        assertThat(fault(RSA.jwk().put("e", ""))).isEqualTo("not a public key");
        assertThat(fault(RSA.jwk().put("n", ""))).isEqualTo("not a public key");
        assertThat(fault(with(RSA.jwk(), "n", "null"))).isEqualTo("not a public key");
        assertThat(fault(with(RSA.jwk(), "e", "65537"))).isEqualTo("not a public key");
    }

    @Test
    void a_key_of_the_broken_infineon_library_is_ignored() {
        BigInteger product = IntStream.rangeClosed(2, 701)
                .mapToObj(BigInteger::valueOf)
                .filter(n -> n.isProbablePrime(50))
                .reduce(BigInteger.ONE, BigInteger::multiply);
        // As its primes are made: k * M + 65537^a mod M, here with a modulus of two such numbers.
        BigInteger p = like(product, 60, 1234);
        BigInteger q = like(product, 61, 98765);
        BigInteger modulus = p.multiply(q);

        assertThat(modulus.bitLength()).isGreaterThanOrEqualTo(2048);
        assertThat(fault(modulus(modulus))).isEqualTo("RSA with the ROCA fingerprint");
        assertThat(KeyReader.read(modulus(modulus.add(BigInteger.TWO))).key()).isPresent();
    }

    private static BigInteger like(BigInteger product, int bits, int power) {
        return product.multiply(new BigInteger(bits, new Random(bits)).setBit(bits))
                .add(BigInteger.valueOf(65537).modPow(BigInteger.valueOf(power), product));
    }

    @Test
    void a_set_uses_what_it_can_and_counts_the_rest() {
        KeySet set = KeySetReader.read("{\"keys\":[" + EC.jwk() + ",1," + with(RSA.jwk(), "use", "\"enc\"") + ","
                        + with(ED.jwk(), "use", "\"enc\"") + "],\"more\":1}")
                .orElseThrow();

        assertThat(set.summary()).isEqualTo("1 usable, ignored {not an object=1, use is not sig=2}");
        assertThat(set.key("ES256-key")).isPresent();
        assertThat(set.keysFor(SigningAlgorithm.RS256)).isEmpty();
    }

    @Test
    void keys_of_one_kid_are_all_ignored() {
        KeySet set = KeySetReader.read("{\"keys\":[" + EC.named("a").jwk() + ","
                        + ED.named("b").jwk() + "," + RSA.named("a").jwk() + ","
                        + with(RSA.named("b").jwk(), "use", "\"enc\"") + "]}")
                .orElseThrow();

        assertThat(set.summary()).isEqualTo("1 usable, ignored {kid not unique=2, use is not sig=1}");
        assertThat(set.key("a")).isEmpty();
        assertThat(set.key("b")).isPresent();
    }

    @Test
    void keys_without_kid_do_not_collide() {
        KeySet set = KeySetReader.read(
                        "{\"keys\":[" + without(EC.jwk(), "kid") + "," + without(RSA.jwk(), "kid") + "]}")
                .orElseThrow();

        assertThat(set.summary()).isEqualTo("2 usable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<!doctype html><title>Sign in</title>",
                "null",
                "[]",
                "{}",
                "{\"keys\":null}",
                "{\"keys\":{}}",
                "{\"keys\":[]}{}",
                "{\"keys\":[],\"keys\":[]}",
                "{\"keys\":[{\"kty\":\"oct\",\"kty\":\"RSA\"}]}",
                "{\"error\":\"not found\"}"
            })
    void another_document_is_no_set(String json) {
        assertThat(KeySetReader.read(json)).isEmpty();
    }

    @Test
    void a_set_has_at_most_100_keys() {
        assertThat(KeySetReader.read(keys(100))).map(KeySet::summary).contains("0 usable, ignored {not an object=100}");
        assertThat(KeySetReader.read(keys(101))).isEmpty();
        assertThat(KeySetReader.read(keys(10_000))).isEmpty();
    }

    private static String keys(int count) {
        return Stream.generate(() -> "1").limit(count).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private static ObjectNode modulus(BigInteger modulus) {
        return RSA.jwk().put("n", TestKey.base64Url(TestKey.unsigned(modulus)));
    }

    private static ObjectNode with(ObjectNode key, String name, String json) {
        key.set(
                name,
                StrictJson.object(("{\"v\":" + json + "}").getBytes(StandardCharsets.UTF_8))
                        .orElseThrow()
                        .path("v"));
        return key;
    }

    private static ObjectNode without(ObjectNode key, String name) {
        key.remove(name);
        return key;
    }

    private static VerificationKey read(ObjectNode key) {
        KeyReader.Result result = KeyReader.read(key);
        assertThat(result.fault()).isEmpty();
        return result.key().orElseThrow();
    }

    private static String fault(ObjectNode key) {
        KeyReader.Result result = KeyReader.read(key);
        assertThat(result.key()).isEqualTo(Optional.empty());
        return result.fault().orElseThrow();
    }
}
