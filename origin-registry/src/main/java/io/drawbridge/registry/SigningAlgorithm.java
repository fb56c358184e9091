package io.drawbridge.registry;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The signature algorithms an issuer may use (RFC 7518, section 3.1; RFC 8037): asymmetric ones only. */
public enum SigningAlgorithm {
    RS256("RS256"),
    PS256("PS256"),
    ES256("ES256"),
    ES384("ES384"),
    ES512("ES512"),
    EDDSA("EdDSA");

    /** What an issuer accepts that lists nothing. */
    public static final Set<SigningAlgorithm> DEFAULTS = Set.of(RS256, PS256, ES256, EDDSA);

    private final String headerName;

    SigningAlgorithm(String headerName) {
        this.headerName = headerName;
    }

    /** The value of a token's {@code alg} header. */
    public String headerName() {
        return headerName;
    }

    /** The algorithm of an {@code alg} value, compared case-sensitively. */
    public static Optional<SigningAlgorithm> ofHeader(String alg) {
        return Arrays.stream(values()).filter(a -> a.headerName.equals(alg)).findFirst();
    }
}
