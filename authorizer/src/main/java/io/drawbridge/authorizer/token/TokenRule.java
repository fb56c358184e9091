package io.drawbridge.authorizer.token;

import static io.drawbridge.authorizer.token.TokenReason.INVALID_CLAIMS;
import static io.drawbridge.authorizer.token.TokenReason.INVALID_SIGNATURE;
import static io.drawbridge.authorizer.token.TokenReason.INVALID_TOKEN;
import static io.drawbridge.authorizer.token.TokenReason.MISSING_TOKEN;

/**
 * Every rule that a token can break, in the order in which they are checked.
 *
 * <p>Rules without a section of a specification are this product's own, each a bound on work or a stricter reading.
 */
public enum TokenRule {
    AUTHORIZATION_MISSING(MISSING_TOKEN, "RFC 6750, section 3.1", "there is no Authorization header, or it is empty"),
    AUTHORIZATION_SCHEME(MISSING_TOKEN, "RFC 6750, section 3.1", "the Authorization scheme is not Bearer"),
    AUTHORIZATION_EMPTY(MISSING_TOKEN, "RFC 6750, section 2.1", "no token follows the Bearer scheme"),

    SIZE(INVALID_TOKEN, "RFC 7519, section 7.2", "the token is longer than 8192 characters"),
    PARTS(INVALID_TOKEN, "RFC 7515, section 7.1", "the token is not three non-empty parts joined by dots"),
    BASE64URL(INVALID_TOKEN, "RFC 7515, section 2", "a part is not canonical base64url without padding"),
    HEADER_JSON(INVALID_TOKEN, "RFC 7515, section 4", "the header is not a JSON object of unique names"),
    PAYLOAD_JSON(INVALID_TOKEN, "RFC 7519, section 4", "the payload is not a JSON object of unique names"),

    HEADER_CRIT(INVALID_TOKEN, "RFC 7515, section 4.1.11", "the header has crit, and no extension is supported"),
    HEADER_B64(INVALID_TOKEN, "RFC 7797, section 3", "the header has b64, an extension that is not supported"),
    HEADER_ENCRYPTED(INVALID_TOKEN, "RFC 7516, section 4.1", "the header has enc or zip, which only encryption knows"),
    HEADER_KEY(INVALID_TOKEN, "RFC 8725, section 3.10", "the header brings a key of its own (jwk)"),
    HEADER_NESTED(INVALID_TOKEN, "RFC 7519, section 5.2", "the header's cty announces a nested token"),
    HEADER_TYPE(INVALID_TOKEN, "RFC 8725, section 3.11", "the header's typ is not that of an access token"),
    HEADER_KID(INVALID_TOKEN, "RFC 7515, section 4.1.4", "the header's kid is not 1 to 256 printable characters"),
    ALGORITHM(INVALID_TOKEN, "RFC 8725, section 3.1", "the header's alg is none that any issuer may use"),
    ISSUER_FORM(INVALID_CLAIMS, "RFC 7519, section 4.1.1", "iss is not a URL of at most 1024 characters"),

    ISSUER_UNKNOWN(INVALID_CLAIMS, "RFC 8725, section 3.8", "iss is not one that is registered here"),
    ISSUER_MISMATCH(INVALID_CLAIMS, "RFC 8725, section 3.8", "iss is not the issuer record's"),
    ISSUER_DISABLED(INVALID_CLAIMS, "", "the issuer record is disabled"),
    ALGORITHM_NOT_ACCEPTED(INVALID_TOKEN, "RFC 8725, section 3.1", "the header's alg is none of the issuer record's"),
    TYPE_REQUIRED(INVALID_TOKEN, "RFC 9068, section 2.1", "the issuer record requires typ at+jwt"),

    KEY_UNKNOWN(INVALID_SIGNATURE, "RFC 7515, section 4.1.4", "the issuer has no usable key of this kid"),
    KEY_ALGORITHM(INVALID_SIGNATURE, "RFC 8725, section 3.1", "the key of this kid is not for the header's alg"),
    KEY_AMBIGUOUS(INVALID_SIGNATURE, "", "there is no kid, and more keys could be meant than are tried"),
    SIGNATURE(INVALID_SIGNATURE, "RFC 7515, section 5.2", "no key that could be meant made the signature"),

    EXPIRY_FORM(INVALID_CLAIMS, "RFC 7519, section 4.1.4", "exp is not a number of seconds up to the year 9999"),
    ISSUED_AT_FORM(INVALID_CLAIMS, "RFC 7519, section 4.1.6", "iat is not a number of seconds up to the year 9999"),
    NOT_BEFORE_FORM(INVALID_CLAIMS, "RFC 7519, section 4.1.5", "nbf is not a number of seconds up to the year 9999"),
    EXPIRED(TokenReason.TOKEN_EXPIRED, "RFC 7519, section 4.1.4", "exp has passed"),
    NOT_YET_VALID(INVALID_CLAIMS, "RFC 7519, section 4.1.5", "nbf has not come yet"),
    ISSUED_IN_FUTURE(INVALID_CLAIMS, "RFC 7519, section 4.1.6", "iat has not come yet"),
    LIFETIME(INVALID_CLAIMS, "", "exp is not after iat, or longer after it than the issuer record allows"),
    AUDIENCE_FORM(INVALID_CLAIMS, "RFC 7519, section 4.1.3", "aud is not a string or an array of strings"),
    AUDIENCE_CLAIM(INVALID_CLAIMS, "RFC 8725, section 3.9", "the issuer record's audience claim is not a string"),
    AUDIENCE(INVALID_CLAIMS, "RFC 8725, section 3.9", "the token is for none of the issuer record's audiences"),
    REQUIRED_CLAIM(INVALID_CLAIMS, "RFC 8725, section 3.12", "a claim lacks the value that the issuer record requires"),
    SUBJECT(INVALID_CLAIMS, "RFC 9068, section 2.2", "sub is not 1 to 255 harmless characters"),
    TOKEN_ID(INVALID_CLAIMS, "RFC 7519, section 4.1.7", "jti is not 1 to 255 harmless characters"),
    CLIENT(INVALID_CLAIMS, "RFC 9068, section 2.2", "client_id or azp is not 1 to 255 harmless characters"),
    TENANT(INVALID_CLAIMS, "", "the issuer record's tenant claim is not a tenant's id"),
    TENANT_FOREIGN(INVALID_CLAIMS, "", "the tenant claim names another tenant than the issuer record's owner"),
    SCOPE(INVALID_CLAIMS, "RFC 6749, section 3.3", "the scope claim is not a list of scope-tokens"),

    REVOKED(TokenReason.TOKEN_REVOKED, "", "a revocation of the platform or of the request's tenant meets the token");

    private final TokenReason reason;
    private final String section;
    private final String fault;

    TokenRule(TokenReason reason, String section, String fault) {
        this.reason = reason;
        this.section = section;
        this.fault = fault;
    }

    /** What the sender may learn. */
    public TokenReason reason() {
        return reason;
    }

    /** The sentence for the log: name, fault and section. */
    public String text() {
        return section.isEmpty() ? name() + ": " + fault : name() + ": " + fault + " (" + section + ")";
    }
}
