package io.drawbridge.authorizer.token;

import com.github.benmanes.caffeine.cache.Ticker;
import io.drawbridge.registry.Issuer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Verifies tokens against the issuer record that the caller chose, in this order: issuer, algorithm and type, signature,
 * times, audience, subject, tenant, scopes. Form comes before ({@link UnverifiedToken#parse}); what the tenant and the scopes
 * are good for is the caller's to decide.
 *
 * <p>Thread-safe. Keys and right signatures are remembered in here; make one and keep it.
 */
public final class TokenVerifier {

    /** 16 MB: 50 000 tokens in a function of 512 MB. */
    private static final long REMEMBERED_BYTES = 16L << 20;

    private final IssuerKeys keys;
    private final RememberedTokens remembered;

    /**
     * A verifier that has no keys yet.
     *
     * @param source where keys come from
     * @param staleLimit how long keys that are due for a fetch are used on while fetches fail
     * @param crypto who computes signatures
     */
    public TokenVerifier(JwksSource source, Duration staleLimit, CryptoProvider crypto) {
        this(source, staleLimit, crypto, new RememberedTokens(REMEMBERED_BYTES, Ticker.systemTicker()));
    }

    TokenVerifier(JwksSource source, Duration staleLimit, CryptoProvider crypto, RememberedTokens remembered) {
        this.keys = new IssuerKeys(source, staleLimit, crypto);
        this.remembered = remembered;
    }

    /**
     * Verifies a token for one request. May fetch keys, which takes about 2 s at most, twice in the worst case.
     *
     * @param token its form is right already
     * @param issuer the record to hold it against
     * @param now the request's time
     */
    public Verification verify(UnverifiedToken token, Issuer issuer, Instant now) {
        Optional<TokenRule> broken = brokenForIssuer(token, issuer);
        if (broken.isPresent()) {
            return new Verification.Refused(TokenRefusal.of(broken.get()));
        }
        RecordKeys record = keys.of(issuer);
        SignatureCheck check = new SignatureCheck(remembered, token, issuer);
        return record.current(now).then(known -> {
            SignatureCheck.Result result = check.with(known);
            return result.mayBeNewerKey()
                    ? record.newerThan(known, now)
                            .then(newer -> conclude(newer == known ? result : check.with(newer), token, issuer, now))
                    : conclude(result, token, issuer, now);
        });
    }

    private static Optional<TokenRule> brokenForIssuer(UnverifiedToken token, Issuer issuer) {
        if (!issuer.enabled()) {
            return Optional.of(TokenRule.ISSUER_DISABLED);
        }
        if (!token.iss().equals(issuer.iss())) {
            return Optional.of(TokenRule.ISSUER_MISMATCH);
        }
        if (!issuer.profile().algorithms().contains(token.algorithm())) {
            return Optional.of(TokenRule.ALGORITHM_NOT_ACCEPTED);
        }
        return issuer.profile().accessTokenTypeRequired() && !token.saysAccessToken()
                ? Optional.of(TokenRule.TYPE_REQUIRED)
                : Optional.empty();
    }

    /** Claims are looked at only now: before, a stranger could have written them. */
    private Verification conclude(SignatureCheck.Result result, UnverifiedToken token, Issuer issuer, Instant now) {
        if (result.refusal().isPresent()) {
            return new Verification.Refused(result.refusal().get());
        }
        Verification verification = ClaimRules.check(token.payload(), issuer, now);
        // A token that is refused for its claims is not worth the room.
        if (verification instanceof Verification.Verified verified) {
            result.signature().ifPresent(s -> remembered.add(s, verified.token().expiresAt(), now));
        }
        return verification;
    }
}
