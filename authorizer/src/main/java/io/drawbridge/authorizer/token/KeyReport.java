package io.drawbridge.authorizer.token;

import io.drawbridge.registry.SigningAlgorithm;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the rules for keys make of a JWK Set, for whoever saves an issuer.
 *
 * @param fitting how many keys could verify tokens of the issuer's algorithms
 * @param ignored why others are not used, with how many each
 */
public record KeyReport(int fitting, Map<String, Integer> ignored) {

    public KeyReport {
        ignored = Collections.unmodifiableMap(new TreeMap<>(ignored));
    }

    /** The report; empty if the document is not a JWK Set of at most 100 keys. */
    public static Optional<KeyReport> of(String json, Set<SigningAlgorithm> algorithms) {
        return KeySetReader.read(json).map(keys -> keys.reportFor(algorithms));
    }
}
