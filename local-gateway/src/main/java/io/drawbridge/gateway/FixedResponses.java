package io.drawbridge.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drawbridge.gateway.http.Body;
import io.drawbridge.gateway.http.Header;
import io.drawbridge.gateway.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** Answers of the API that no gateway response can change. */
final class FixedResponses {

    private FixedResponses() {}

    static HttpResponse uriTooLong() {
        return json(414, "RequestUriTooLongException", "Request-URI Too Long");
    }

    /**
     * What IAM's signature parser says of a header that is no signature. The header itself is not repeated, only its hash,
     * as on AWS.
     */
    static HttpResponse notASignature(String authorization) {
        return json(
                403,
                "IncompleteSignatureException",
                "Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with"
                        + " Base64): '" + hash(authorization) + "'.");
    }

    private static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder().encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static HttpResponse json(int status, String errorType, String message) {
        String body =
                JsonNodeFactory.instance.objectNode().put("message", message).toString();
        return new HttpResponse(
                status,
                List.of(new Header("x-amzn-ErrorType", errorType), new Header("Content-Type", "application/json")),
                Body.of(body));
    }
}
