package io.drawbridge.authorizer.token;

import io.drawbridge.registry.SigningAlgorithm;
import java.time.Instant;
import java.util.List;

/**
 * Malformed and hostile tokens, each with the section that refuses it, and unusual ones that are right.
 *
 * <p>The tests hold the authorizer to it, and the comparison in {@code benchmarks} asks other libraries the same.
 */
public final class TokenCorpus {

    /** What the tokens claim to come from. */
    public static final String ISSUER = TestIssuers.ISS;

    /** Whom they are for. */
    public static final String AUDIENCE = "orders-api";

    private TokenCorpus() {}

    /** The issuer's public keys, one of each algorithm, as its JWKS URL serves them. */
    public static String jwks() {
        return CorpusForge.jwks();
    }

    /** A right token of an algorithm, which is the name of the header's {@code alg}. */
    public static String right(String algorithm, Instant now) {
        TestKey key = TestKey.of(SigningAlgorithm.ofHeader(algorithm).orElseThrow());
        return key.sign(TestIssuers.header(key), TestIssuers.claims(now, ""));
    }

    /** Every token of the corpus, as sent at a time. */
    public static List<CorpusToken> at(Instant now) {
        CorpusForge forge = new CorpusForge(now);
        CorpusForms.addTo(forge);
        CorpusHeaders.addTo(forge);
        CorpusKeys.addTo(forge);
        CorpusSignatures.addTo(forge);
        CorpusClaims.addTo(forge);
        return forge.tokens();
    }
}
