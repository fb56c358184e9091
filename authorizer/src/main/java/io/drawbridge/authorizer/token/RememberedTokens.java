package io.drawbridge.authorizer.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.drawbridge.registry.Issuer;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/**
 * Which exact tokens were found signed by which key of which issuer record: nothing else is remembered, and nothing that a
 * sender controls takes space here.
 *
 * <p>An entry is dropped when its token expires. That saves memory only: whether a token has expired is checked at every
 * request.
 */
final class RememberedTokens {

    /** Key, digest, duration, table entry and the cache's own node: 237 measured (see the test), and a third more. */
    static final int ENTRY_BYTES = 320;

    private final Cache<Signature, Duration> tokens;

    RememberedTokens(long maxBytes, Ticker ticker) {
        tokens = Caffeine.newBuilder()
                .maximumSize(maxBytes / ENTRY_BYTES)
                .ticker(ticker)
                .executor(Runnable::run)
                .expireAfter(Expiry.creating((Signature signature, Duration left) -> left))
                .build();
    }

    /**
     * A signature that was right.
     *
     * @param issuer the whole record
     * @param thumbprint of the key
     * @param digest SHA-256 of the exact token
     */
    record Signature(Issuer issuer, String thumbprint, BigInteger digest) {
        static Signature of(Issuer issuer, VerificationKey key, UnverifiedToken token) {
            return new Signature(issuer, key.thumbprint(), new BigInteger(1, token.digest()));
        }
    }

    boolean contains(Signature signature) {
        return tokens.getIfPresent(signature) != null;
    }

    long size() {
        return tokens.estimatedSize();
    }

    void add(Signature signature, Instant expiresAt, Instant now) {
        tokens.put(signature, Duration.between(now, expiresAt));
    }
}
