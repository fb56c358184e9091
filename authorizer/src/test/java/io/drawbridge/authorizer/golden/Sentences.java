package io.drawbridge.authorizer.golden;

import java.util.Map;
import java.util.Optional;

/**
 * What a stranger reads: one constant sentence for each error. Written out here a second time on purpose: whoever changes
 * one changes what clients see.
 */
public final class Sentences {

    private static final Map<String, String> OF_AUTHORIZER = Map.ofEntries(
            Map.entry("allowed", "The request is allowed."),
            Map.entry("preflight", "The preflight is answered."),
            Map.entry("origin_not_allowed", "This origin is not allowed to call this API."),
            Map.entry("missing_token", "This request needs a bearer token."),
            Map.entry("invalid_token", "The bearer token is malformed."),
            Map.entry("invalid_signature", "The bearer token's signature is not valid."),
            Map.entry("invalid_claims", "The bearer token is not meant for this API."),
            Map.entry("token_expired", "The bearer token has expired."),
            Map.entry("token_revoked", "The bearer token has been revoked."),
            Map.entry("insufficient_scope", "The bearer token lacks a scope that this request needs."),
            Map.entry("forbidden", "This request is not allowed."),
            Map.entry("jwks_unavailable", "The keys that sign tokens cannot be fetched now. Try again later."),
            Map.entry("registry_unavailable", "The origin registry cannot be read now. Try again later."),
            Map.entry("bad_request", "The request has a form that is not accepted."),
            Map.entry("uri_too_long", "The request's path is too long."));

    private static final Map<String, String> OF_GATEWAY = Map.of(
            "unauthorized", "A valid access token is required. Renew the token and send the request again.",
            "internal_error", "The request could not be authorized. Try again later.",
            "not_found", "There is no such route.",
            "integration_timeout", "The backend did not answer in time. Try again later.",
            "integration_failure", "The backend failed to answer. Try again later.");

    private Sentences() {}

    /** What the authorizer's context says beside a reason. */
    public static Optional<String> ofReason(String reason) {
        return Optional.ofNullable(OF_AUTHORIZER.get(reason));
    }

    /** What a refusal's body says beside an error. */
    public static Optional<String> ofError(String error) {
        return Optional.ofNullable(OF_GATEWAY.get(error)).or(() -> ofReason(error));
    }
}
