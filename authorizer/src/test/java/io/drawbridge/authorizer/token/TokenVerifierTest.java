package io.drawbridge.authorizer.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.SigningAlgorithm;
import io.drawbridge.registry.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenVerifierTest {

    private static final TestKey KEY = TestKey.of(SigningAlgorithm.ES256);
    private final FakeJwks jwks = FakeJwks.serving(KEY);
    private final TokenVerifier verifier = new TokenVerifier(jwks, Duration.ofHours(1));

    @ParameterizedTest
    @EnumSource
    void a_token_of_each_algorithm_is_verified(SigningAlgorithm algorithm) {
        TestKey key = TestKey.of(algorithm);
        jwks.serve(key);

        Verification verification = verify(key.sign(TestIssuers.header(key), TestIssuers.claims("\"scope\":\"b a\"")));

        assertThat(verification)
                .isEqualTo(new Verification.Verified(new VerifiedToken(
                        TestIssuers.acme(),
                        "alice",
                        Optional.of(new TenantId("acme")),
                        Set.of("b", "a"),
                        TestIssuers.NOW,
                        TestIssuers.NOW.plusSeconds(600))));
    }

    private Verification verify(String token) {
        return verify(token, TestIssuers.acme(), TestIssuers.NOW);
    }

    private Verification verify(String token, Issuer issuer, Instant now) {
        return verifier.verify(TestIssuers.parsed(token), issuer, now);
    }
}
