package io.drawbridge.benchmarks;

import io.drawbridge.authorizer.token.TokenCorpus;
import io.drawbridge.authorizer.token.TokenVerifier;
import io.drawbridge.authorizer.token.Verification;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Processor time of one verification, for a machine that others use too: JMH measures by the clock on the wall. */
public final class ProcessorTime {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final List<String> ALGORITHMS = List.of("RS256", "PS256", "ES256", "ES384", "ES512", "EdDSA");
    private static final Duration WARM_UP = Duration.ofMillis(500);
    private static final Duration ROUND = Duration.ofMillis(300);
    private static final int ROUNDS = 3;

    private ProcessorTime() {}

    /** Prints microseconds, a line for each library and provider, a column for each algorithm. */
    public static void main(String[] args) {
        Instant now = Instant.now();
        System.out.println("| µs of processor time | " + String.join(" | ", ALGORITHMS) + " |");
        System.out.println("| --- |" + " --- |".repeat(ALGORITHMS.size()));
        for (String crypto : List.of("jdk", "corretto")) {
            TokenVerifier forgetful = Drawbridge.forgetful(Drawbridge.crypto(crypto));
            TokenVerifier remembering = Drawbridge.remembering(Drawbridge.crypto(crypto));
            row("Drawbridge, first token, " + crypto, now, token -> verified(forgetful, token, now));
            row("Drawbridge, repeated token, " + crypto, now, token -> verified(remembering, token, now));
        }
        Peers.all().forEach(peer -> row(peer.name(), now, token -> peer.ask(token) == Peer.Answer.ACCEPTED));
    }

    /** What is measured, and whether the token was accepted. */
    private interface Step {
        boolean run(String token);
    }

    private static boolean verified(TokenVerifier verifier, String token, Instant now) {
        return Drawbridge.verify(verifier, token, now) instanceof Verification.Verified;
    }

    private static void row(String title, Instant now, Step step) {
        StringBuilder row = new StringBuilder("| " + title + " |");
        for (String algorithm : ALGORITHMS) {
            String token = TokenCorpus.right(algorithm, now);
            row.append(step.run(token) ? String.format(Locale.ROOT, " %.1f |", micros(step, token)) : " – |");
        }
        System.out.println(row);
    }

    /** The least of a few rounds: whatever else runs can only add. */
    private static double micros(Step step, String token) {
        round(step, token, WARM_UP);
        double least = Double.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            least = Math.min(least, round(step, token, ROUND));
        }
        return least;
    }

    private static double round(Step step, String token, Duration time) {
        long start = THREADS.getCurrentThreadCpuTime();
        long end = start + time.toNanos();
        long count = 0;
        while (THREADS.getCurrentThreadCpuTime() < end) {
            step.run(token);
            count++;
        }
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e3 / count;
    }
}
