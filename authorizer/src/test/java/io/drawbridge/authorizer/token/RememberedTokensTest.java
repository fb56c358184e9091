package io.drawbridge.authorizer.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.Issuer;
import java.math.BigInteger;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RememberedTokensTest {

    private static final Issuer ACME = TestIssuers.acme();

    private final AtomicLong nanos = new AtomicLong();
    private final RememberedTokens tokens = new RememberedTokens(32_000, nanos::get);

    @Test
    void a_token_is_remembered_until_it_expires() {
        tokens.add(signature(1), TestIssuers.NOW.plusSeconds(60), TestIssuers.NOW);

        nanos.set(Duration.ofSeconds(60).toNanos() - 1);
        assertThat(tokens.contains(signature(1))).isTrue();
        nanos.set(Duration.ofSeconds(60).toNanos());
        assertThat(tokens.contains(signature(1))).isFalse();
    }

    @Test
    void a_token_within_its_skew_is_not_remembered() {
        tokens.add(signature(1), TestIssuers.NOW.minusSeconds(1), TestIssuers.NOW);

        assertThat(tokens.contains(signature(1))).isFalse();
    }

    @Test
    void what_is_remembered_is_bounded() {
        for (int i = 0; i < 10_000; i++) {
            tokens.add(signature(i), TestIssuers.NOW.plusSeconds(60), TestIssuers.NOW);
        }

        assertThat(IntStream.range(0, 10_000)
                        .filter(i -> tokens.contains(signature(i)))
                        .count())
                .isLessThanOrEqualTo(100);
    }

    private static RememberedTokens.Signature signature(int digest) {
        return new RememberedTokens.Signature(ACME, "thumbprint", BigInteger.valueOf(digest));
    }
}
