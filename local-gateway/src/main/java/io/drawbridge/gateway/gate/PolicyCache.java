package io.drawbridge.gateway.gate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Remembers what authorizers returned, per authorizer and identity values; the least recently used go first. */
final class PolicyCache {

    private static final int MAX_ENTRIES = 10_000;

    private record Key(String authorizer, List<String> identity) {}

    private record Entry(AuthorizerAnswer answer, Instant expires) {}

    private final Clock clock;
    private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Entry> eldest) {
            return size() > MAX_ENTRIES;
        }
    };

    PolicyCache(Clock clock) {
        this.clock = clock;
    }

    synchronized Optional<AuthorizerAnswer> get(String authorizer, List<String> identity) {
        Key key = new Key(authorizer, identity);
        Entry entry = entries.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (!clock.instant().isBefore(entry.expires())) {
            entries.remove(key);
            return Optional.empty();
        }
        return Optional.of(entry.answer());
    }

    synchronized void put(String authorizer, List<String> identity, AuthorizerAnswer answer, Duration timeToLive) {
        entries.put(
                new Key(authorizer, identity), new Entry(answer, clock.instant().plus(timeToLive)));
    }
}
