package io.drawbridge.benchmarks;

import io.drawbridge.authorizer.token.CryptoProvider;
import io.drawbridge.authorizer.token.ForgetfulVerifier;
import io.drawbridge.authorizer.token.JwksSource;
import io.drawbridge.authorizer.token.ParsedToken;
import io.drawbridge.authorizer.token.TokenCorpus;
import io.drawbridge.authorizer.token.TokenVerifier;
import io.drawbridge.authorizer.token.UnverifiedToken;
import io.drawbridge.authorizer.token.Verification;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.SigningAlgorithm;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TokenProfile;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Our own verifier, asked as the peers are. */
final class Drawbridge {

    private static final JwksSource KEYS = issuer -> new JwksSource.Document(TokenCorpus.jwks(), "");
    private static final Issuer ISSUER = new Issuer(
            Optional.of(new TenantId("acme")),
            "main",
            TokenCorpus.ISSUER,
            URI.create("https://id.example.com/jwks.json"),
            new TokenProfile(
                    TokenProfile.AUD,
                    List.of(TokenCorpus.AUDIENCE),
                    EnumSet.allOf(SigningAlgorithm.class),
                    false,
                    false,
                    Map.of(),
                    Optional.empty(),
                    Optional.empty(),
                    TokenProfile.DEFAULT_CLOCK_SKEW,
                    TokenProfile.DEFAULT_LIFETIME),
            true);

    private Drawbridge() {}

    static CryptoProvider crypto(String name) {
        CryptoProvider crypto = name.equals("corretto")
                ? CryptoProvider.corretto(Drawbridge.class.getClassLoader())
                : CryptoProvider.jdk();
        if (name.equals("corretto") != crypto.description().startsWith("AmazonCorretto")) {
            throw new IllegalStateException("asked for " + name + ", got " + crypto.description());
        }
        return crypto;
    }

    static TokenVerifier remembering(CryptoProvider crypto) {
        return new TokenVerifier(KEYS, Duration.ZERO, crypto);
    }

    static TokenVerifier forgetful(CryptoProvider crypto) {
        return ForgetfulVerifier.with(KEYS, crypto);
    }

    /** From the header's text to the verdict. */
    static Verification verify(TokenVerifier verifier, String token, Instant now) {
        ParsedToken parsed = UnverifiedToken.parse(token);
        if (parsed instanceof ParsedToken.Malformed malformed) {
            return new Verification.Refused(malformed.refusal());
        }
        return verifier.verify(((ParsedToken.WellFormed) parsed).token(), ISSUER, now);
    }
}
