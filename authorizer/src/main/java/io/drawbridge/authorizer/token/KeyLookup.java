package io.drawbridge.authorizer.token;

import java.time.Duration;
import java.util.function.Function;

/** What came of asking for an issuer's keys. */
sealed interface KeyLookup {

    /** Goes on with the keys; without keys the verification ends here. */
    Verification then(Function<KeySet, Verification> use);

    /** Keys that may be used. */
    record Found(KeySet keys) implements KeyLookup {
        @Override
        public Verification then(Function<KeySet, Verification> use) {
            return use.apply(keys);
        }
    }

    /**
     * No keys.
     *
     * @param retryAfter when to ask again, in whole seconds, at least one
     * @param detail why, for the log
     */
    record Unavailable(Duration retryAfter, String detail) implements KeyLookup {
        @Override
        public Verification then(Function<KeySet, Verification> use) {
            return new Verification.KeysUnavailable(retryAfter, detail);
        }
    }
}
