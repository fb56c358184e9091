package io.drawbridge.authorizer.token;

/** Why a token is refused, in the words that its sender may read. */
public enum TokenReason {
    /** There is no bearer token at all. */
    MISSING_TOKEN("missing_token"),
    /** The token's form is not one that any issuer may use. */
    INVALID_TOKEN("invalid_token"),
    /** No key of the issuer made the signature. */
    INVALID_SIGNATURE("invalid_signature"),
    /** The signature is right (or was not looked at, for a token of a wrong issuer), but a claim is not. */
    INVALID_CLAIMS("invalid_claims"),
    /** The token was right until it expired: its sender should renew it. */
    TOKEN_EXPIRED("token_expired"),
    /** The token is right, and somebody took it back: another sign-in may give another one. */
    TOKEN_REVOKED("token_revoked");

    private final String code;

    TokenReason(String code) {
        this.code = code;
    }

    /** The reason as answers and log lines spell it. */
    public String code() {
        return code;
    }
}
