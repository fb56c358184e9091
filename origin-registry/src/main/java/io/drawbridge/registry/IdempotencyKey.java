package io.drawbridge.registry;

import java.time.Duration;

/**
 * What makes a creation safe to repeat: of two with one key, the second is not done.
 *
 * @param hash a hash of the key that the caller chose
 * @param fingerprint a hash of all that the request says, so that another request with the same key is recognised
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The Idempotency-Key header</a>
 */
public record IdempotencyKey(String hash, String fingerprint) {

    /** How long a key is remembered. */
    public static final Duration KEPT = Duration.ofHours(24);
}
