package io.drawbridge.keycloak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks several times a second, each time with another valid token, and notes when the answer becomes another. */
final class Watch implements AutoCloseable {

    private final Drawbridge drawbridge;
    private final List<IssuedToken> tokens;
    private final String origin;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final List<Phase> phases = new ArrayList<>();
    private final Future<?> running;
    private volatile boolean stopping;

    /** A time in which every answer was the same; the last one grows. */
    static final class Phase {

        private final Answer first;
        private Answer last;
        private Duration slowest = Duration.ZERO;
        private int count;

        private Phase(Answer first) {
            this.first = first;
            this.last = first;
        }

        private void add(Answer answer) {
            last = answer;
            count++;
            Duration took = Duration.between(answer.sentAt(), answer.receivedAt());
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
        }

        Answer first() {
            return first;
        }

        Answer last() {
            return last;
        }

        Duration slowest() {
            return slowest;
        }

        int count() {
            return count;
        }
    }

    private Watch(Drawbridge drawbridge, List<IssuedToken> tokens, String origin) {
        this.drawbridge = drawbridge;
        this.tokens = List.copyOf(tokens);
        this.origin = origin;
        this.running = thread.submit(this::run);
    }

    static Watch start(Drawbridge drawbridge, List<IssuedToken> tokens, String origin) {
        return new Watch(drawbridge, tokens, origin);
    }

    private void run() {
        for (int i = 0; !stopping; i++) {
            note(drawbridge.ask(tokens.get(i % tokens.size()), origin));
            Waiting.pause();
        }
    }

    private synchronized void note(Answer answer) {
        if (phases.isEmpty() || !current().first().summary().equals(answer.summary())) {
            phases.add(new Phase(answer));
        }
        current().add(answer);
    }

    private Phase current() {
        return phases.get(phases.size() - 1);
    }

    /** The phases so far. */
    synchronized List<Phase> phases() {
        return List.copyOf(phases);
    }

    /** What each phase was, in order. */
    List<String> summary() {
        return phases().stream().map(phase -> phase.first().summary()).toList();
    }

    /** Waits until there have been so many phases. */
    void awaitPhase(int count, Duration patience) {
        Waiting.until("phase " + count + " after " + summary(), patience, () -> {
            if (running.isDone()) {
                throw new AssertionError("The watch ended early: " + running);
            }
            return phases().size() >= count;
        });
    }

    @Override
    public void close() {
        stopping = true;
        thread.shutdown();
    }
}
