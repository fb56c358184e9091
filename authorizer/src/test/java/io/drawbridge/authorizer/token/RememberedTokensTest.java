package io.drawbridge.authorizer.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.Issuer;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RememberedTokensTest {

    private static final Issuer ACME = TestIssuers.acme();

    /** Of RFC 7638, appendix A: as long as any. */
    private static final String THUMBPRINT = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";

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

    /** 100 000 entries as the verifier makes them; the figure stands in the report of the run. */
    @Test
    void an_entry_takes_no_more_room_than_it_is_counted_for() {
        int count = 100_000;
        RememberedTokens many = new RememberedTokens((long) count * RememberedTokens.ENTRY_BYTES, nanos::get);
        Random random = new Random(1);
        byte[] digest = new byte[32];
        long before = usedHeap();

        for (int i = 0; i < count; i++) {
            random.nextBytes(digest);
            many.add(
                    new RememberedTokens.Signature(ACME, THUMBPRINT, new BigInteger(1, digest)),
                    TestIssuers.NOW.plusSeconds(60 + i % 86_000),
                    TestIssuers.NOW);
        }
        long bytes = (usedHeap() - before) / count;

        System.out.println("a remembered token takes " + bytes + " bytes");
        assertThat(many.size()).isEqualTo(count);
        assertThat(bytes).isBetween(50L, (long) RememberedTokens.ENTRY_BYTES);
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static RememberedTokens.Signature signature(int digest) {
        return new RememberedTokens.Signature(ACME, "thumbprint", BigInteger.valueOf(digest));
    }
}
