package io.drawbridge.benchmarks;

import io.drawbridge.authorizer.token.TokenCorpus;
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

/** The same of the peers, which remember nothing: each token is a first one to them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"})
public class PeerBenchmark {

    /** The header's alg; the peers have no more than these in common. */
    @Param({"RS256", "PS256", "ES256", "ES384", "ES512"})
    public String algorithm = "";

    /** The beginning of the peer's name. */
    @Param({"auth0", "fusionauth", "jjwt", "jose4j", "Nimbus"})
    public String peer = "";

    private String token = "";
    private Peer asked = Peers.all().get(0);

    /** One token of the issuer's key of this algorithm. */
    @Setup
    public void prepare() {
        token = TokenCorpus.right(algorithm, Instant.now());
        asked = Peers.all().stream()
                .filter(p -> p.name().startsWith(peer))
                .findFirst()
                .orElseThrow();
        if (first() != Peer.Answer.ACCEPTED) {
            throw new IllegalStateException(asked.name() + " refuses " + algorithm);
        }
    }

    /** A right token. */
    @Benchmark
    public Peer.Answer first() {
        return asked.ask(token);
    }
}
