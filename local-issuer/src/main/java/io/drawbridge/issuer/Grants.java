package io.drawbridge.issuer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Things that are handed out under a secret and taken back by it until they expire: authorization codes and sessions.
 *
 * @param <T> what stands behind a secret
 */
final class Grants<T> {

    /** More than one developer can use, and a bound on what a page that reloads for ever can fill. */
    private static final int MOST = 100;

    private static final int SECRET_BYTES = 32;

    private final Clock clock;
    private final RandomGenerator random;
    private final Duration lifetime;
    private final Map<String, Held<T>> held = new LinkedHashMap<>();

    private record Held<T>(T value, Instant until) {}

    Grants(Clock clock, RandomGenerator random, Duration lifetime) {
        this.clock = clock;
        this.random = random;
        this.lifetime = lifetime;
    }

    /** A new secret for this. */
    synchronized String issue(T value) {
        held.values().removeIf(h -> !clock.instant().isBefore(h.until));
        if (held.size() >= MOST) {
            Iterator<String> oldest = held.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        held.put(secret, new Held<>(value, clock.instant().plus(lifetime)));
        return secret;
    }

    /** What stands behind a secret, which is good no longer. */
    synchronized Optional<T> redeem(String secret) {
        Optional<T> value = find(secret);
        held.remove(secret);
        return value;
    }

    /** What stands behind a secret, which stays good. */
    synchronized Optional<T> find(String secret) {
        return Optional.ofNullable(held.get(secret))
                .filter(h -> clock.instant().isBefore(h.until))
                .map(Held::value);
    }
}
