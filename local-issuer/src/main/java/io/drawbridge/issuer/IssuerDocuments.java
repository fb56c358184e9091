package io.drawbridge.issuer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The JSON documents that the local issuer serves, keys apart. */
final class IssuerDocuments {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private IssuerDocuments() {}

    /**
     * Provider metadata (OpenID Connect Discovery 1.0, section 3).
     *
     * @param signsIn whether it has the endpoints that sign people in
     */
    static String discovery(IssuerName name, String baseUrl, boolean signsIn) {
        ObjectNode document = JSON.objectNode().put("issuer", name.url(baseUrl)).put("jwks_uri", name.jwksUrl(baseUrl));
        document.putArray("response_types_supported").add("code");
        document.putArray("subject_types_supported").add("public");
        ArrayNode algorithms = document.putArray("id_token_signing_alg_values_supported");
        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            algorithms.add(algorithm.name());
        }
        if (signsIn) {
            document.put("authorization_endpoint", name.url(baseUrl) + "/authorize")
                    .put("token_endpoint", name.url(baseUrl) + "/token")
                    .put("end_session_endpoint", name.url(baseUrl) + "/end-session")
                    .put("authorization_response_iss_parameter_supported", true);
            document.putArray("grant_types_supported").add("authorization_code");
            document.putArray("code_challenge_methods_supported").add("S256");
            document.putArray("token_endpoint_auth_methods_supported").add("none");
            document.putArray("scopes_supported").add("openid");
            document.putArray("prompt_values_supported").add("none");
        }
        return document.toString();
    }

    static String error(String code, String message) {
        return JSON.objectNode().put("error", code).put("message", message).toString();
    }
}
