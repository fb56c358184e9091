package io.drawbridge.issuer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An authorization request (RFC 6749, section 4.1.1; OpenID Connect Core 1.0, section 3.1.2.1) whose client and redirect URI are known.
 *
 * @param parameters as they came
 */
record AuthorizationRequest(Parameters parameters) {

    /** base64url of 32 bytes (RFC 7636, section 4.2). */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** RFC 7636, section 4.1. */
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    /** What is wrong with it, as an error code (RFC 6749, section 4.1.2.1) and a sentence. */
    Optional<Problem> problem() {
        if (!parameters.get("response_type").equals("code")) {
            return problem("unsupported_response_type", "Only response_type=code is served here.");
        }
        if (!scopes().contains("openid")) {
            return problem("invalid_scope", "The scope lacks openid.");
        }
        // "plain" would hand the verifier to whoever sees the request (RFC 9700, section 2.1.1).
        if (!parameters.get("code_challenge_method").equals("S256")
                || !CHALLENGE.matcher(parameters.get("code_challenge")).matches()) {
            return problem("invalid_request", "PKCE with code_challenge_method=S256 is required.");
        }
        return Optional.empty();
    }

    private static Optional<Problem> problem(String code, String description) {
        return Optional.of(new Problem(code, description));
    }

    record Problem(String code, String description) {}

    String redirect() {
        return parameters.get("redirect_uri");
    }

    String nonce() {
        return parameters.get("nonce");
    }

    /** Whether the user must not be asked anything (OpenID Connect Core 1.0, section 3.1.2.1). */
    boolean isSilent() {
        return parameters.get("prompt").equals("none");
    }

    private List<String> scopes() {
        return Arrays.asList(parameters.get("scope").split(" ", -1));
    }

    /** Whether a code verifier is the one of the challenge (RFC 7636, section 4.6). */
    boolean isProvedBy(String verifier) {
        return VERIFIER.matcher(verifier).matches()
                && MessageDigest.isEqual(ascii(challenge(verifier)), ascii(parameters.get("code_challenge")));
    }

    static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(ascii(verifier)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
