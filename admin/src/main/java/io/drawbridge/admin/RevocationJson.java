package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Revocation;

/** The wire form of a revocation: the fields of the registry file and its id. */
final class RevocationJson {

    private RevocationJson() {}

    static ObjectNode write(Revocation revocation) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", revocation.id());
        revocation.issuer().ifPresent(v -> node.put("issuer", v));
        revocation.subject().ifPresent(v -> node.put("subject", v));
        revocation.tokenId().ifPresent(v -> node.put("tokenId", v));
        revocation.issuedBefore().ifPresent(v -> node.put("issuedBefore", v.toString()));
        node.put("expiresAt", revocation.expiresAt().toString());
        return node;
    }
}
