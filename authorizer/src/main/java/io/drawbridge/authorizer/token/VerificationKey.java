package io.drawbridge.authorizer.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.util.Base64URL;
import io.drawbridge.registry.SigningAlgorithm;
import java.util.Optional;
import java.util.Set;

/**
 * A public key of an issuer that passed every rule.
 *
 * @param keyId its {@code kid}, if it has one
 * @param algorithms what it may verify: the algorithms of its kind and curve, or the one that its {@code alg} names
 * @param thumbprint RFC 7638, SHA-256: what the key is, whatever it is called
 * @param verifier the cryptography
 */
record VerificationKey(
        Optional<String> keyId, Set<SigningAlgorithm> algorithms, String thumbprint, JWSVerifier verifier) {

    boolean fits(SigningAlgorithm algorithm) {
        return algorithms.contains(algorithm);
    }

    /** Whether this key made the token's signature; the caller has asked {@link #fits} before. */
    boolean verifies(UnverifiedToken token) {
        // A header of ours with nothing but the algorithm: the library never parses what a stranger wrote.
        JWSHeader header = new JWSHeader(JWSAlgorithm.parse(token.algorithm().headerName()));
        try {
            return verifier.verify(header, token.signingInput(), Base64URL.encode(token.signature()));
        } catch (JOSEException e) {
            throw new IllegalStateException("The key fits its algorithm", e);
        }
    }
}
