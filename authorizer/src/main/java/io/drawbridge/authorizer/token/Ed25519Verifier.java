package io.drawbridge.authorizer.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies EdDSA signatures (RFC 8037, section 3.1) with the JDK's Ed25519.
 *
 * <p>Nimbus has a verifier too, but it needs Tink: a second crypto library of megabytes for one algorithm.
 */
final class Ed25519Verifier implements JWSVerifier {

    private static final String NAME = "Ed25519";
    private static final int KEY_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;
    private static final BigInteger PRIME = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    /**
     * The y of the eight points of small order. RFC 8032 does not refuse them, because nobody has a private key for one; but as a
     * public key each makes signatures right that anybody can write down.
     */
    private static final Set<BigInteger> SMALL_ORDER = Set.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            PRIME.subtract(BigInteger.ONE),
            new BigInteger("05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16),
            new BigInteger("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16));

    private final PublicKey key;
    private final JCAContext context = new JCAContext();

    private Ed25519Verifier(PublicKey key) {
        this.key = key;
    }

    /**
     * A verifier for a public key as RFC 8032, section 5.1.5, writes it: 32 bytes, y little-endian, the sign of x in the
     * highest bit; empty if the bytes are no point of the curve, or one of small order.
     */
    static Optional<Ed25519Verifier> of(byte[] encoded) {
        if (encoded.length != KEY_BYTES) {
            return Optional.empty();
        }
        byte[] bigEndian = new byte[KEY_BYTES];
        for (int i = 0; i < KEY_BYTES; i++) {
            bigEndian[i] = encoded[KEY_BYTES - 1 - i];
        }
        boolean isXOdd = bigEndian[0] < 0;
        bigEndian[0] &= 0x7f;
        BigInteger y = new BigInteger(1, bigEndian);
        // Section 5.1.3, step 1. The JDK would reduce it, and one key would have two spellings.
        boolean isKey = y.compareTo(PRIME) < 0 && !SMALL_ORDER.contains(y);
        return isKey ? of(new EdECPoint(isXOdd, y)) : Optional.empty();
    }

    private static Optional<Ed25519Verifier> of(EdECPoint point) {
        try {
            PublicKey key = KeyFactory.getInstance(NAME)
                    .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
            // The JDK looks for the point on the curve only when the key is used.
            Signature.getInstance(NAME).initVerify(key);
            return Optional.of(new Ed25519Verifier(key));
        } catch (InvalidKeyException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime since 15 has Ed25519", e);
        }
    }

    @Override
    public boolean verify(JWSHeader header, byte[] signingInput, Base64URL signature) {
        byte[] bytes = signature.decode();
        if (!header.getAlgorithm().equals(JWSAlgorithm.EdDSA) || bytes.length != SIGNATURE_BYTES) {
            return false;
        }
        try {
            Provider provider = context.getProvider();
            Signature verifier = provider == null ? Signature.getInstance(NAME) : Signature.getInstance(NAME, provider);
            verifier.initVerify(key);
            verifier.update(signingInput);
            return verifier.verify(bytes);
        } catch (SignatureException e) {
            // What the JDK throws for a signature whose numbers are out of range.
            return false;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("The key was usable when it was read", e);
        }
    }

    @Override
    public Set<JWSAlgorithm> supportedJWSAlgorithms() {
        return Set.of(JWSAlgorithm.EdDSA);
    }

    @Override
    public JCAContext getJCAContext() {
        return context;
    }
}
