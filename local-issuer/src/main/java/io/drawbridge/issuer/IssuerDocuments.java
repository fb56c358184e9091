package io.drawbridge.issuer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The JSON documents that the local issuer serves, keys apart. */
final class IssuerDocuments {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private IssuerDocuments() {}

    /**
     * Provider metadata (OpenID Connect Discovery 1.0, section 3). The endpoints that sign users in are absent because there
     * are none yet.
     */
    static String discovery(IssuerName name, String baseUrl) {
        ObjectNode document = JSON.objectNode().put("issuer", name.url(baseUrl)).put("jwks_uri", name.jwksUrl(baseUrl));
        document.putArray("response_types_supported").add("code");
        document.putArray("subject_types_supported").add("public");
        ArrayNode algorithms = document.putArray("id_token_signing_alg_values_supported");
        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            algorithms.add(algorithm.name());
        }
        return document.toString();
    }

    static String error(String code, String message) {
        return JSON.objectNode().put("error", code).put("message", message).toString();
    }
}
