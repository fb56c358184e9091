package io.drawbridge.gateway.gate;

/** What the gate makes of a request. */
public enum Verdict {
    /** The policy allows this method ARN. */
    ALLOWED,
    /** A Deny statement matches. */
    EXPLICIT_DENY,
    /** No statement matches. */
    IMPLICIT_DENY,
    /** An identity source is missing or empty: the authorizer was not invoked. */
    MISSING_IDENTITY,
    /** The authorizer threw exactly {@code Unauthorized}. */
    UNAUTHORIZED,
    /** The authorizer may not be invoked, failed, or returned what API Gateway does not accept. */
    BROKEN
}
