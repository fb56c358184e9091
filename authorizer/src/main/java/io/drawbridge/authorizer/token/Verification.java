package io.drawbridge.authorizer.token;

import java.time.Duration;

/** What came of verifying a token. */
public sealed interface Verification {

    /** The token is its issuer's, for us, now. */
    record Verified(VerifiedToken token) implements Verification {}

    /** The token breaks a rule. */
    record Refused(TokenRefusal refusal) implements Verification {}

    /**
     * Nobody can tell: the issuer's keys cannot be fetched, and none that fits is cached.
     *
     * @param retryAfter when the keys are tried again, at least 1 s, in whole seconds
     * @param detail for the log: why the keys cannot be had
     */
    record KeysUnavailable(Duration retryAfter, String detail) implements Verification {}
}
