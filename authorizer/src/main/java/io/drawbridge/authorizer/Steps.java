package io.drawbridge.authorizer;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Where the time of a decision goes.
 *
 * <p>Whoever begins a step says so, and the time up to the next step is its own; waiting for the registry or for an issuer's
 * keys is counted beside that. Each thread has its own count, because one instance may decide several requests at a time.
 */
final class Steps {

    /** The steps of a decision, in the order in which a request goes through them; a refusal leaves out those after it. */
    enum Step {
        /** Reading the event. */
        EVENT,
        /** Who asks: origin, tenant, form. */
        ORIGIN,
        /** What the token says, and whether that is true. */
        TOKEN,
        /** Whether the route is allowed. */
        ROUTE,
        /** Writing the policy. */
        ANSWER;

        /** As it stands in the log. */
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final LongSupplier nanoTime;
    private final ThreadLocal<Run> runs = ThreadLocal.withInitial(Run::new);

    /** Steps timed by a clock of nanoseconds that never goes back, such as {@link System#nanoTime}. */
    Steps(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** For whoever does not want to know. */
    static Steps untimed() {
        return new Steps(() -> 0);
    }

    /** A new request begins, with its first step. */
    void begin() {
        runs.get().begin(nanoTime.getAsLong());
    }

    /** The step before this one is over. */
    void enter(Step step) {
        runs.get().enter(step, nanoTime.getAsLong());
    }

    /** The last step is over. */
    Times end() {
        return runs.get().end(nanoTime.getAsLong());
    }

    long now() {
        return nanoTime.getAsLong();
    }

    /** The table was read, or could not be, since {@code start}. */
    void registryRead(long start) {
        Run run = runs.get();
        run.registryReads++;
        run.registryNanos += now() - start;
    }

    /** An issuer's keys were fetched, or could not be, since {@code start}. */
    void keysFetched(long start) {
        Run run = runs.get();
        run.keyFetches++;
        run.keyNanos += now() - start;
    }

    /**
     * The times of one decision.
     *
     * @param nanos of each step that there was
     * @param registryReads calls to the table; none when everything was remembered
     * @param registryNanos how long they took
     * @param keyFetches requests to issuers
     * @param keyNanos how long they took
     */
    record Times(Map<Step, Long> nanos, int registryReads, long registryNanos, int keyFetches, long keyNanos) {

        Times {
            nanos = Map.copyOf(nanos);
        }

        long nanos(Step step) {
            return nanos.getOrDefault(step, 0L);
        }

        long totalNanos() {
            return nanos.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private static final class Run {
        private final Map<Step, Long> nanos = new EnumMap<>(Step.class);
        private Step current = Step.EVENT;
        private long since;
        private int registryReads;
        private long registryNanos;
        private int keyFetches;
        private long keyNanos;

        void begin(long now) {
            nanos.clear();
            current = Step.EVENT;
            since = now;
            registryReads = 0;
            registryNanos = 0;
            keyFetches = 0;
            keyNanos = 0;
        }

        void enter(Step step, long now) {
            nanos.merge(current, now - since, Long::sum);
            current = step;
            since = now;
        }

        Times end(long now) {
            enter(current, now);
            return new Times(nanos, registryReads, registryNanos, keyFetches, keyNanos);
        }
    }
}
