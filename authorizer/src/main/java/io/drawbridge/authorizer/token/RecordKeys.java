package io.drawbridge.authorizer.token;

import io.drawbridge.registry.Issuer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The keys of one issuer record: fetched when a request needs them, by one request at a time, while the others wait for it.
 *
 * <p>All times are the clock's and counted from the start of a fetch, because a Lambda function is frozen between requests.
 */
final class RecordKeys {

    /** How long a failure is remembered: an outage must not cost each request a time-out. */
    static final Duration FAILURE_MEMORY = Duration.ofSeconds(30);

    /** A request may have begun a little before another one's fetch. What lies further back is a clock that was set back. */
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    private final Issuer issuer;
    private final JwksSource source;
    private final Duration staleLimit;
    private final CryptoProvider crypto;
    private final ReentrantLock fetching = new ReentrantLock();
    private final RefreshBudget budget = new RefreshBudget();
    private volatile State state =
            new State(Optional.empty(), Instant.MIN, Instant.MIN, Instant.MIN, "not fetched yet");

    RecordKeys(Issuer issuer, JwksSource source, Duration staleLimit, CryptoProvider crypto) {
        this.issuer = issuer;
        this.source = source;
        this.staleLimit = staleLimit;
        this.crypto = crypto;
    }

    /**
     * What is known at one time.
     *
     * @param keys the last good set
     * @param since when the last fetch began
     * @param freshUntil until when the set is used without asking again
     * @param failedUntil until when the last failure is remembered
     * @param failure why the last fetch failed
     */
    private record State(
            Optional<KeySet> keys, Instant since, Instant freshUntil, Instant failedUntil, String failure) {

        boolean isFresh(Instant now) {
            return keys.isPresent() && now.isBefore(freshUntil) && !isSetBack(now);
        }

        boolean isFailing(Instant now) {
            return now.isBefore(failedUntil) && !isSetBack(now);
        }

        /** Whether the clock was set back since: none of the times here means anything then. */
        boolean isSetBack(Instant now) {
            return now.plus(OVERLAP).isBefore(since);
        }
    }

    /** The keys as of now: fresh ones, or in an outage stale ones within their limit. */
    KeyLookup current(Instant now) {
        State seen = state;
        if (seen.isFresh(now)) {
            return found(seen);
        }
        fetching.lock();
        try {
            if (!state.isFresh(now) && !state.isFailing(now)) {
                fetch(now);
            }
            seen = state;
        } finally {
            fetching.unlock();
        }
        boolean isUsable = seen.isFresh(now) || now.isBefore(staleEnd(seen));
        return isUsable ? found(seen) : unavailable(seen, now);
    }

    /**
     * The keys after {@code known} turned out not to hold the one that is needed: newer ones if there are or if the budget
     * allows a fetch; unavailable if nobody can be asked now; else {@code known} again.
     */
    KeyLookup newerThan(KeySet known, Instant now) {
        fetching.lock();
        try {
            boolean isLatest = state.keys().filter(keys -> keys == known).isPresent();
            if (isLatest && !state.isFailing(now) && budget.take(now)) {
                fetch(now);
            }
            return state.isFailing(now) ? unavailable(state, now) : found(state);
        } finally {
            fetching.unlock();
        }
    }

    private static KeyLookup found(State state) {
        return new KeyLookup.Found(state.keys().orElseThrow());
    }

    private Instant staleEnd(State seen) {
        return seen.keys().isPresent() ? seen.freshUntil().plus(staleLimit) : Instant.MIN;
    }

    private static KeyLookup unavailable(State state, Instant now) {
        Duration wait = Duration.between(now, state.failedUntil());
        // Rounded up, so that who obeys does not come too early.
        Duration seconds =
                Duration.ofSeconds(Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
        return new KeyLookup.Unavailable(seconds, state.failure());
    }

    private void fetch(Instant now) {
        JwksSource.Answer answer = source.fetch(issuer);
        if (answer instanceof JwksSource.Document document) {
            Optional<KeySet> keys = KeySetReader.read(document.json()).map(crypto::use);
            state = keys.isPresent()
                    ? new State(keys, now, now.plus(CacheControl.age(document.cacheControl())), Instant.MIN, "")
                    : failed(now, "the answer is not a JWK Set of at most 100 keys");
        } else if (answer instanceof JwksSource.Failure failure) {
            state = failed(now, failure.detail());
        }
    }

    private State failed(Instant now, String detail) {
        // How old the keys are is unknown once the clock was set back: from now on they count as stale.
        Instant freshUntil = state.isSetBack(now) ? now : state.freshUntil();
        return new State(state.keys(), now, freshUntil, now.plus(FAILURE_MEMORY), detail);
    }
}
