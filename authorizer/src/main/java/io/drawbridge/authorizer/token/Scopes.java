package io.drawbridge.authorizer.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Reads the scope claim: scope-tokens joined by single spaces (RFC 8693, section 4.2), or an array of them. */
final class Scopes {

    private Scopes() {}

    /**
     * The scopes in the token's order; none if there is no such claim; empty if the claim is not a list of scope-tokens.
     *
     * @param claim the claim's name; without one, {@code scope}, else {@code scp}, which Okta and Entra ID use
     */
    static Optional<Set<String>> of(ObjectNode claims, Optional<String> claim) {
        JsonNode node = claims.path(claim.orElseGet(() -> claims.has("scope") ? "scope" : "scp"));
        if (node.isMissingNode() || (node.isTextual() && node.textValue().isEmpty())) {
            return Optional.of(Set.of());
        }
        if (node.isTextual()) {
            return tokens(Arrays.asList(node.textValue().split(" ", -1)));
        }
        boolean isList = node.isArray()
                && StreamSupport.stream(node.spliterator(), false).allMatch(JsonNode::isTextual);
        return isList
                ? tokens(StreamSupport.stream(node.spliterator(), false)
                        .map(JsonNode::textValue)
                        .toList())
                : Optional.empty();
    }

    private static Optional<Set<String>> tokens(List<String> tokens) {
        return tokens.stream().allMatch(ClaimText::isPlainAscii)
                ? Optional.of(Collections.unmodifiableSet(new LinkedHashSet<>(tokens)))
                : Optional.empty();
    }
}
