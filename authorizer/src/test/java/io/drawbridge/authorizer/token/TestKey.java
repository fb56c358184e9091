package io.drawbridge.authorizer.token;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import io.drawbridge.registry.SigningAlgorithm;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;

/**
 * A real key pair of an issuer in tests, which signs whatever it is given.
 *
 * @param keyId its {@code kid}
 * @param algorithm what it signs with
 */
record TestKey(String keyId, SigningAlgorithm algorithm, KeyPair pair) {

    /** Made once per algorithm: RSA keys take a while. */
    private static final Map<SigningAlgorithm, TestKey> KEYS = new EnumMap<>(SigningAlgorithm.class);

    static synchronized TestKey of(SigningAlgorithm algorithm) {
        return KEYS.computeIfAbsent(algorithm, a -> generate(a.headerName() + "-key", a));
    }

    static TestKey generate(String keyId, SigningAlgorithm algorithm) {
        try {
            return new TestKey(keyId, algorithm, generator(algorithm).generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPairGenerator generator(SigningAlgorithm algorithm) throws GeneralSecurityException {
        return switch (algorithm) {
            case RS256, PS256 -> rsa(2048);
            case ES256 -> ec("secp256r1");
            case ES384 -> ec("secp384r1");
            case ES512 -> ec("secp521r1");
            case EDDSA -> KeyPairGenerator.getInstance("Ed25519");
        };
    }

    static KeyPairGenerator rsa(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator;
    }

    private static KeyPairGenerator ec(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator;
    }

    TestKey named(String otherId) {
        return new TestKey(otherId, algorithm, pair);
    }

    /** The public key as its issuer publishes it. */
    ObjectNode jwk() {
        ObjectNode jwk = JsonNodeFactory.instance.objectNode();
        jwk.put("kid", keyId).put("use", "sig").put("alg", algorithm.headerName());
        return switch (algorithm) {
            case RS256, PS256 -> {
                RSAPublicKey key = (RSAPublicKey) pair.getPublic();
                yield jwk.put("kty", "RSA")
                        .put("n", base64Url(unsigned(key.getModulus())))
                        .put("e", base64Url(unsigned(key.getPublicExponent())));
            }
            case ES256 -> ec(jwk, "P-256", 32);
            case ES384 -> ec(jwk, "P-384", 48);
            case ES512 -> ec(jwk, "P-521", 66);
            case EDDSA -> {
                byte[] encoded = ((EdECPublicKey) pair.getPublic()).getEncoded();
                byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
                yield jwk.put("kty", "OKP").put("crv", "Ed25519").put("x", base64Url(raw));
            }
        };
    }

    private ObjectNode ec(ObjectNode jwk, String curve, int bytes) {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        return jwk.put("kty", "EC")
                .put("crv", curve)
                .put("x", base64Url(fixed(key.getW().getAffineX(), bytes)))
                .put("y", base64Url(fixed(key.getW().getAffineY(), bytes)));
    }

    /** A compact token of any header and payload. */
    String sign(String header, String payload) {
        return sign(header.getBytes(StandardCharsets.UTF_8), payload.getBytes(StandardCharsets.UTF_8));
    }

    /** The same of any bytes. */
    String sign(byte[] header, byte[] payload) {
        return signInput(base64Url(header) + "." + base64Url(payload));
    }

    /** The same of a signing input, however it is written. */
    String signInput(String input) {
        return input + "." + signature(input);
    }

    private String signature(String input) {
        byte[] bytes = input.getBytes(StandardCharsets.US_ASCII);
        try {
            if (algorithm == SigningAlgorithm.EDDSA) {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initSign(pair.getPrivate());
                signature.update(bytes);
                return base64Url(signature.sign());
            }
            JWSHeader header = new JWSHeader(JWSAlgorithm.parse(algorithm.headerName()));
            return signer().sign(header, bytes).toString();
        } catch (GeneralSecurityException | JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private JWSSigner signer() throws JOSEException {
        return pair.getPrivate() instanceof ECPrivateKey key
                ? new ECDSASigner(key)
                : new RSASSASigner(pair.getPrivate());
    }

    static byte[] unsigned(BigInteger number) {
        return fixed(number, (number.bitLength() + 7) / 8);
    }

    static byte[] fixed(BigInteger number, int length) {
        byte[] signed = number.toByteArray();
        byte[] result = new byte[length];
        int bytes = Math.min(signed.length, length);
        System.arraycopy(signed, signed.length - bytes, result, length - bytes, bytes);
        return result;
    }

    static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
