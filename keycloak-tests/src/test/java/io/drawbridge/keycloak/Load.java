package io.drawbridge.keycloak;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Requests without a pause, a thread for each algorithm: a token that was issued this moment, then one that was issued before
 * by a key that still counts, and so on.
 */
final class Load implements AutoCloseable {

    private final Realm realm;
    private final Drawbridge drawbridge;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> running = new ArrayList<>();
    private final Map<String, List<IssuedToken>> held = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> rounds = new ConcurrentHashMap<>();
    private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
    private volatile boolean stopping;

    /** One request and its answer. */
    record Sample(IssuedToken token, Answer answer) {

        Duration latency() {
            return Duration.between(answer.sentAt(), answer.receivedAt());
        }
    }

    private Load(Realm realm, Drawbridge drawbridge) {
        this.realm = realm;
        this.drawbridge = drawbridge;
    }

    static Load start(Realm realm, Drawbridge drawbridge, List<String> algorithms) {
        Load load = new Load(realm, drawbridge);
        for (String algorithm : algorithms) {
            load.rounds.put(algorithm, new AtomicInteger());
            load.running.add(load.threads.submit(() -> load.run(algorithm)));
        }
        return load;
    }

    private void run(String algorithm) {
        Random random = new Random(1);
        while (!stopping) {
            IssuedToken fresh = realm.token(algorithm);
            ask(fresh);
            List<IssuedToken> earlier = held.computeIfAbsent(algorithm, key -> new ArrayList<>());
            synchronized (earlier) {
                if (!earlier.isEmpty()) {
                    ask(earlier.get(random.nextInt(earlier.size())));
                }
                earlier.add(fresh);
            }
            counter(algorithm).incrementAndGet();
        }
    }

    private AtomicInteger counter(String algorithm) {
        return rounds.computeIfAbsent(algorithm, key -> new AtomicInteger());
    }

    private void ask(IssuedToken token) {
        samples.add(new Sample(token, drawbridge.ask(token, realm.origin())));
    }

    /** Sends no token of a key any more, and returns when none is on its way. */
    void forget(String keyId) {
        held.values().forEach(tokens -> {
            synchronized (tokens) {
                tokens.removeIf(token -> token.keyId().equals(keyId));
            }
        });
        awaitRounds(2);
    }

    /** Waits until each thread has been round so often. */
    void awaitRounds(int count) {
        Map<String, Integer> goal = new ConcurrentHashMap<>();
        rounds.forEach((algorithm, done) -> goal.put(algorithm, done.get() + count));
        Waiting.until("requests of each thread", Duration.ofMinutes(2), () -> {
            requireRunning();
            return goal.entrySet().stream().allMatch(g -> counter(g.getKey()).get() >= g.getValue());
        });
    }

    /** The first answer to a token of a key; waits for it. */
    Sample first(String keyId) {
        Waiting.until("a token of key " + keyId, Duration.ofMinutes(2), () -> {
            requireRunning();
            return of(keyId).findFirst().isPresent();
        });
        return of(keyId).min(Comparator.comparing(s -> s.answer().sentAt())).orElseThrow();
    }

    private Stream<Sample> of(String keyId) {
        return samples.stream().filter(sample -> sample.token().keyId().equals(keyId));
    }

    /** How many requests a key's tokens made after a moment. */
    long count(String keyId, Instant after) {
        return of(keyId).filter(s -> s.answer().sentAt().isAfter(after)).count();
    }

    /** Everything so far. */
    List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** What was not answered as a valid token must be. */
    List<Answer> refusals() {
        return samples.stream()
                .map(Sample::answer)
                .filter(answer -> !answer.accepted())
                .toList();
    }

    /** The latency that so many of all requests stayed below, such as 0.5. */
    Duration latency(double part) {
        List<Duration> sorted = samples.stream().map(Sample::latency).sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1L, (long) (part * sorted.size())));
    }

    /** A thread that ended has failed: a test that went on would prove nothing. */
    private void requireRunning() {
        Optional<Future<?>> ended = running.stream().filter(Future::isDone).findFirst();
        if (ended.isPresent() && !stopping) {
            throw new AssertionError("A thread of the load ended early: " + ended.get());
        }
    }

    @Override
    public void close() {
        requireRunning();
        stopping = true;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(2, TimeUnit.MINUTES)) {
                throw new AssertionError("The load does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
