package io.drawbridge.benchmarks;

import io.drawbridge.authorizer.token.TokenCorpus;
import io.drawbridge.authorizer.token.TokenVerifier;
import io.drawbridge.authorizer.token.Verification;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Verification alone, with keys at hand: from the token's text to the verdict. The compiler is as on Lambda, tier one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"})
public class VerificationBenchmark {

    /** The header's alg. */
    @Param({"RS256", "PS256", "ES256", "ES384", "ES512", "EdDSA"})
    public String algorithm = "";

    /** Who computes signatures. */
    @Param({"jdk", "corretto"})
    public String crypto = "";

    private final Instant now = Instant.now();
    private String token = "";
    private TokenVerifier remembering = Drawbridge.remembering(Drawbridge.crypto("jdk"));
    private TokenVerifier forgetful = Drawbridge.forgetful(Drawbridge.crypto("jdk"));

    /** One token of the issuer's key of this algorithm. */
    @Setup
    public void prepare() {
        token = TokenCorpus.right(algorithm, now);
        remembering = Drawbridge.remembering(Drawbridge.crypto(crypto));
        forgetful = Drawbridge.forgetful(Drawbridge.crypto(crypto));
        if (!(first() instanceof Verification.Verified) || !(repeated() instanceof Verification.Verified)) {
            throw new IllegalStateException("the token is not verified");
        }
    }

    /** A token that was never seen before. */
    @Benchmark
    public Verification first() {
        return Drawbridge.verify(forgetful, token, now);
    }

    /** A token whose signature was found right before. */
    @Benchmark
    public Verification repeated() {
        return Drawbridge.verify(remembering, token, now);
    }
}
