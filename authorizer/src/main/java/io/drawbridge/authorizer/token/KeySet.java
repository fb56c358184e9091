package io.drawbridge.authorizer.token;

import io.drawbridge.registry.SigningAlgorithm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The keys of an issuer that may verify tokens, as one fetch found them: each {@code kid} at most once. */
final class KeySet {

    private final List<VerificationKey> keys;
    private final Map<String, Integer> ignored;

    /**
     * A set of its own identity, so that two fetches can be told apart.
     *
     * @param keys the usable ones
     * @param ignored why others are not, with how many each
     */
    KeySet(List<VerificationKey> keys, Map<String, Integer> ignored) {
        this.keys = List.copyOf(keys);
        this.ignored = new TreeMap<>(ignored);
    }

    List<VerificationKey> keys() {
        return keys;
    }

    Optional<VerificationKey> key(String keyId) {
        return keys.stream()
                .filter(key -> key.keyId().equals(Optional.of(keyId)))
                .findFirst();
    }

    /** What a token without {@code kid} could mean. */
    List<VerificationKey> keysFor(SigningAlgorithm algorithm) {
        return keys.stream().filter(key -> key.fits(algorithm)).toList();
    }

    /** What an administrator should know. */
    KeyReport reportFor(Set<SigningAlgorithm> accepted) {
        long fitting = keys.stream()
                .filter(key -> accepted.stream().anyMatch(key::fits))
                .count();
        return new KeyReport((int) fitting, ignored);
    }

    /** For the log. */
    String summary() {
        return keys.size() + " usable" + (ignored.isEmpty() ? "" : ", ignored " + ignored);
    }
}
