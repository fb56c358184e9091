package io.drawbridge.authorizer.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads a JWK Set (RFC 7517, section 5).
 *
 * <p>A key that we do not understand or do not trust is left out and the others are used, as section 5 asks for; a document
 * that is no JWK Set, or a huge one, yields nothing.
 */
final class KeySetReader {

    private static final int MAX_KEYS = 100;
    private static final String DUPLICATE = "kid not unique";

    private KeySetReader() {}

    /** The keys; empty if the document is not a JWK Set of at most 100 keys. */
    static Optional<KeySet> read(String json) {
        Optional<ObjectNode> document = StrictJson.object(json.getBytes(StandardCharsets.UTF_8));
        JsonNode array = document.map(d -> d.path("keys")).orElse(null);
        if (array == null || !array.isArray() || array.size() > MAX_KEYS) {
            return Optional.empty();
        }
        List<VerificationKey> keys = new ArrayList<>();
        Map<String, Integer> ignored = new HashMap<>();
        for (JsonNode node : array) {
            KeyReader.Result result = KeyReader.read(node);
            result.key().ifPresent(keys::add);
            result.fault().ifPresent(fault -> ignored.merge(fault, 1, Integer::sum));
        }
        return Optional.of(new KeySet(withoutDuplicates(keys, ignored), ignored));
    }

    /** Which of two keys of one {@code kid} is meant is anybody's guess, so neither is used (RFC 7517, section 4.5). */
    private static List<VerificationKey> withoutDuplicates(List<VerificationKey> keys, Map<String, Integer> ignored) {
        Map<Optional<String>, Long> uses =
                keys.stream().collect(Collectors.groupingBy(VerificationKey::keyId, Collectors.counting()));
        List<VerificationKey> unique = keys.stream()
                .filter(key -> key.keyId().isEmpty() || uses.getOrDefault(key.keyId(), 0L) == 1)
                .toList();
        if (unique.size() < keys.size()) {
            ignored.merge(DUPLICATE, keys.size() - unique.size(), Integer::sum);
        }
        return unique;
    }
}
