package io.drawbridge.issuer;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Optional;

/**
 * One private key for one algorithm, kept as a JWK whose {@code kid} is its thumbprint (RFC 7638).
 *
 * <p>Signs with the JDK's providers: Nimbus signs Ed25519 only through Tink, which would be a second crypto library.
 *
 * @param algorithm the only algorithm the key is used with
 * @param jwk the private JWK, {@code use}, {@code alg} and {@code kid} filled in
 */
record SigningKey(SigningAlgorithm algorithm, JWK jwk) {

    private static final int ED25519_KEY_BYTES = 32;

    static SigningKey generate(SigningAlgorithm algorithm) {
        try {
            return new SigningKey(algorithm, generateJwk(algorithm));
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException("This Java runtime cannot make a key for " + algorithm, e);
        }
    }

    private static JWK generateJwk(SigningAlgorithm algorithm) throws GeneralSecurityException, JOSEException {
        return switch (algorithm) {
            case RS256, PS256 -> rsa(algorithm);
            case ES256 -> ec(algorithm, Curve.P_256);
            case ES384 -> ec(algorithm, Curve.P_384);
            case ES512 -> ec(algorithm, Curve.P_521);
            case EdDSA -> ed25519(algorithm);
        };
    }

    private static JWK rsa(SigningAlgorithm algorithm) throws GeneralSecurityException, JOSEException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                .privateKey(pair.getPrivate())
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(Algorithm.parse(algorithm.name()))
                .keyIDFromThumbprint()
                .build();
    }

    private static JWK ec(SigningAlgorithm algorithm, Curve curve) throws GeneralSecurityException, JOSEException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve.getStdName()));
        KeyPair pair = generator.generateKeyPair();
        return new ECKey.Builder(curve, (ECPublicKey) pair.getPublic())
                .privateKey(pair.getPrivate())
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(Algorithm.parse(algorithm.name()))
                .keyIDFromThumbprint()
                .build();
    }

    private static JWK ed25519(SigningAlgorithm algorithm) throws GeneralSecurityException, JOSEException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] secret = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
        return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(encoded((EdECPublicKey) pair.getPublic())))
                .d(Base64URL.encode(secret))
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(Algorithm.parse(algorithm.name()))
                .keyIDFromThumbprint()
                .build();
    }

    /** The public key's 32 bytes: y little-endian, the sign of x in the highest bit (RFC 8032, section 5.1.2). */
    private static byte[] encoded(EdECPublicKey key) {
        byte[] bigEndian = key.getPoint().getY().toByteArray();
        byte[] encoded = new byte[ED25519_KEY_BYTES];
        for (int i = 0; i < Math.min(bigEndian.length, encoded.length); i++) {
            encoded[i] = bigEndian[bigEndian.length - 1 - i];
        }
        if (key.getPoint().isXOdd()) {
            encoded[ED25519_KEY_BYTES - 1] |= (byte) 0x80;
        }
        return encoded;
    }

    /** The signature in JOSE form: for ECDSA the two numbers side by side (RFC 7518, section 3.4). */
    byte[] sign(byte[] input) {
        try {
            Signature signature = Signature.getInstance(algorithm.jdkName());
            Optional<AlgorithmParameterSpec> parameters = algorithm.parameters();
            if (parameters.isPresent()) {
                signature.setParameter(parameters.get());
            }
            signature.initSign(privateKey());
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException("This Java runtime cannot sign with " + algorithm, e);
        }
    }

    private PrivateKey privateKey() throws GeneralSecurityException, JOSEException {
        return switch (algorithm) {
            case RS256, PS256 -> jwk.toRSAKey().toPrivateKey();
            case ES256, ES384, ES512 -> jwk.toECKey().toPrivateKey();
            case EdDSA ->
                KeyFactory.getInstance("Ed25519")
                        .generatePrivate(new EdECPrivateKeySpec(
                                NamedParameterSpec.ED25519, jwk.toOctetKeyPair().getDecodedD()));
        };
    }
}
