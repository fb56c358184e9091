package io.drawbridge.authorizer.token;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/** A verifier that remembers no token, so that each one is a first one. In this package because nobody else should have it. */
public final class ForgetfulVerifier {

    private ForgetfulVerifier() {}

    /** Keys are remembered as ever. */
    public static TokenVerifier with(JwksSource source, CryptoProvider crypto) {
        return new TokenVerifier(source, Duration.ZERO, crypto, new RememberedTokens(0, Ticker.systemTicker()));
    }
}
