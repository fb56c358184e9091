package io.drawbridge.issuer;

import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;

/**
 * The signature algorithms that the local issuer knows, under their JOSE names (RFC 7518, section 3.1; RFC 8037, section
 * 3.1).
 */
public enum SigningAlgorithm {
    RS256("SHA256withRSA"),
    PS256("RSASSA-PSS"),
    ES256("SHA256withECDSAinP1363Format"),
    ES384("SHA384withECDSAinP1363Format"),
    ES512("SHA512withECDSAinP1363Format"),
    EdDSA("Ed25519");

    private final String jdkName;

    SigningAlgorithm(String jdkName) {
        this.jdkName = jdkName;
    }

    /** The name under which {@link java.security.Signature} knows it. */
    String jdkName() {
        return jdkName;
    }

    /** What the JDK needs to be told beside the name: the parameters that RFC 7518, section 3.5, fixes for PS256. */
    Optional<AlgorithmParameterSpec> parameters() {
        return this == PS256
                ? Optional.of(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1))
                : Optional.empty();
    }
}
