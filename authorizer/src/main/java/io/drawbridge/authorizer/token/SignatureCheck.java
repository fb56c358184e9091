package io.drawbridge.authorizer.token;

import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.SigningAlgorithm;
import java.util.List;
import java.util.Optional;

/** Looks for the key that made a token's signature. */
final class SignatureCheck {

    /** How many keys a token without {@code kid} may be tried with. */
    private static final int MAX_TRIED = 4;

    private final RememberedTokens remembered;
    private final UnverifiedToken token;
    private final Issuer issuer;

    SignatureCheck(RememberedTokens remembered, UnverifiedToken token, Issuer issuer) {
        this.remembered = remembered;
        this.token = token;
        this.issuer = issuer;
    }

    /**
     * What came of it.
     *
     * @param signature the right one, if one key made it
     * @param refusal else why not
     * @param mayBeNewerKey whether keys that the issuer has added since could change the result
     */
    record Result(
            Optional<RememberedTokens.Signature> signature, Optional<TokenRefusal> refusal, boolean mayBeNewerKey) {

        static Result signed(RememberedTokens.Signature signature) {
            return new Result(Optional.of(signature), Optional.empty(), false);
        }

        /** No other key of the issuer can be meant. */
        static Result refused(TokenRule rule) {
            return new Result(Optional.empty(), Optional.of(TokenRefusal.of(rule)), false);
        }

        static Result refusedByAll(TokenRule rule, KeySet keys) {
            return new Result(Optional.empty(), Optional.of(TokenRefusal.of(rule, keys.summary())), true);
        }
    }

    Result with(KeySet keys) {
        return token.keyId().map(keyId -> withNamedKey(keys, keyId)).orElseGet(() -> withAnyKey(keys));
    }

    private Result withNamedKey(KeySet keys, String keyId) {
        Optional<VerificationKey> key = keys.key(keyId);
        if (key.isEmpty()) {
            return Result.refusedByAll(TokenRule.KEY_UNKNOWN, keys);
        }
        // The key says what it is for, never the token (RFC 8725, section 3.1).
        if (!key.get().fits(token.algorithm())) {
            return Result.refused(TokenRule.KEY_ALGORITHM);
        }
        return signedBy(key.get()).map(Result::signed).orElseGet(() -> Result.refused(TokenRule.SIGNATURE));
    }

    private Result withAnyKey(KeySet keys) {
        SigningAlgorithm algorithm = token.algorithm();
        List<VerificationKey> candidates = keys.keysFor(algorithm);
        if (candidates.size() > MAX_TRIED) {
            return Result.refused(TokenRule.KEY_AMBIGUOUS);
        }
        return candidates.stream()
                .map(this::signedBy)
                .flatMap(Optional::stream)
                .findFirst()
                .map(Result::signed)
                .orElseGet(() -> Result.refusedByAll(TokenRule.SIGNATURE, keys));
    }

    private Optional<RememberedTokens.Signature> signedBy(VerificationKey key) {
        RememberedTokens.Signature signature = RememberedTokens.Signature.of(issuer, key, token);
        return remembered.contains(signature) || key.verifies(token) ? Optional.of(signature) : Optional.empty();
    }
}
