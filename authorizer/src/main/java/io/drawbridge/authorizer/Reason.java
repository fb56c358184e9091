package io.drawbridge.authorizer;

import io.drawbridge.authorizer.token.TokenReason;
import java.util.Locale;

/**
 * Why a request was decided as it was.
 *
 * <p>The code and its one constant sentence are all that a stranger ever sees; nothing of the request, the registry or a
 * library's exception is in them.
 */
public enum Reason {
    ALLOWED("The request is allowed."),
    PREFLIGHT("The preflight is answered."),
    ORIGIN_NOT_ALLOWED("This origin is not allowed to call this API."),
    MISSING_TOKEN("This request needs a bearer token."),
    INVALID_TOKEN("The bearer token is malformed."),
    INVALID_SIGNATURE("The bearer token's signature is not valid."),
    INVALID_CLAIMS("The bearer token is not meant for this API."),
    TOKEN_EXPIRED("The bearer token has expired."),
    TOKEN_REVOKED("The bearer token has been revoked."),
    INSUFFICIENT_SCOPE("The bearer token lacks a scope that this request needs."),
    FORBIDDEN("This request is not allowed."),
    JWKS_UNAVAILABLE("The keys that sign tokens cannot be fetched now. Try again later."),
    REGISTRY_UNAVAILABLE("The origin registry cannot be read now. Try again later."),
    BAD_REQUEST("The request has a form that is not accepted."),
    URI_TOO_LONG("The request's path is too long."),
    INTERNAL_ERROR("The request could not be decided.");

    private final String sentence;

    Reason(String sentence) {
        this.sentence = sentence;
    }

    /** The reason for refusing a token. */
    static Reason of(TokenReason reason) {
        return switch (reason) {
            case MISSING_TOKEN -> MISSING_TOKEN;
            case INVALID_TOKEN -> INVALID_TOKEN;
            case INVALID_SIGNATURE -> INVALID_SIGNATURE;
            case INVALID_CLAIMS -> INVALID_CLAIMS;
            case TOKEN_EXPIRED -> TOKEN_EXPIRED;
            case TOKEN_REVOKED -> TOKEN_REVOKED;
        };
    }

    /** The code as it stands in bodies, contexts and logs, such as {@code token_expired}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The sentence for strangers. */
    public String sentence() {
        return sentence;
    }
}
