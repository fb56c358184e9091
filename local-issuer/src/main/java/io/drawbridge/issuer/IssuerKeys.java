package io.drawbridge.issuer;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The keys of one issuer: one for each {@link SigningAlgorithm}, never changed once made. */
public final class IssuerKeys {

    private final Map<SigningAlgorithm, SigningKey> keys;

    private IssuerKeys(Map<SigningAlgorithm, SigningKey> keys) {
        this.keys = keys;
    }

    /** New keys from the JDK's secure random source. Takes a few tenths of a second: two of them are RSA. */
    public static IssuerKeys generate() {
        return new IssuerKeys(Arrays.stream(SigningAlgorithm.values())
                .collect(Collectors.toMap(
                        Function.identity(),
                        SigningKey::generate,
                        (a, b) -> a,
                        () -> new EnumMap<>(SigningAlgorithm.class))));
    }

    /**
     * Keys as {@link #toPrivateJson} wrote them.
     *
     * @return empty if the text is not a JWK set with exactly one private key for each algorithm
     */
    static Optional<IssuerKeys> parse(String json) {
        List<JWK> jwks;
        try {
            jwks = JWKSet.parse(json).getKeys();
        } catch (ParseException e) {
            return Optional.empty();
        }
        Map<SigningAlgorithm, SigningKey> keys = new EnumMap<>(SigningAlgorithm.class);
        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            jwks.stream()
                    .filter(jwk -> jwk.isPrivate()
                            && jwk.getAlgorithm() != null
                            && algorithm.name().equals(jwk.getAlgorithm().getName()))
                    .forEach(jwk -> keys.put(algorithm, new SigningKey(algorithm, jwk)));
        }
        boolean complete = keys.size() == SigningAlgorithm.values().length && jwks.size() == keys.size();
        return complete ? Optional.of(new IssuerKeys(keys)) : Optional.empty();
    }

    /** The {@code kid} under which the key for an algorithm is published. */
    public String keyId(SigningAlgorithm algorithm) {
        return key(algorithm).jwk().getKeyID();
    }

    /** The JWK set (RFC 7517, section 5) that verifiers fetch: public parts only. */
    public String toPublicJson() {
        // toString(true) of Nimbus means: public parameters only.
        return set().toString(true);
    }

    /** The JWK set with the private parts, for the key folder. */
    String toPrivateJson() {
        return set().toString(false);
    }

    SigningKey key(SigningAlgorithm algorithm) {
        SigningKey key = keys.get(algorithm);
        if (key == null) {
            throw new IllegalStateException("No key for " + algorithm);
        }
        return key;
    }

    private JWKSet set() {
        return new JWKSet(keys.values().stream().map(SigningKey::jwk).toList());
    }
}
