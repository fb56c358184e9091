package io.drawbridge.authorizer.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.drawbridge.registry.RegistryReader;
import io.drawbridge.registry.RegistryUnavailableException;
import io.drawbridge.registry.Revocations;
import io.drawbridge.registry.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers each owner's revocations with the sequence number they were read for, and reads them again when a reading of the
 * registry shows another number: once for each change, and not at all where nobody ever revoked anything.
 *
 * <p>A change that is known and cannot be read is a fault: serving without it would accept what was revoked.
 */
final class RevocationCache {

    /** The revocations of one owner, all of the longest kind, take less than 40 MB. */
    private static final int MAX_KILOBYTES = 64 << 10;

    private static final int KILOBYTE = 1024;

    private final RegistryReader registry;
    private final Clock clock;
    private final Duration fresh;
    private final Duration retry;
    private final Cache<Optional<TenantId>, Entry> entries = Caffeine.newBuilder()
            .maximumWeight(MAX_KILOBYTES)
            .weigher((Optional<TenantId> owner, Entry entry) -> entry.kilobytes())
            .build();

    RevocationCache(RegistryReader registry, Clock clock, Duration fresh, Duration retry) {
        this.registry = registry;
        this.clock = clock;
        this.fresh = fresh;
        this.retry = retry;
    }

    Revocations read(Optional<TenantId> owner, long sequence) {
        if (sequence == 0) {
            return Revocations.NONE;
        }
        Entry entry = entries.get(owner, o -> new Entry());
        synchronized (entry) {
            Instant now = clock.instant();
            return entry.serves(sequence, now) ? entry.orThrow(sequence) : refresh(owner, entry, sequence, now);
        }
    }

    private Revocations refresh(Optional<TenantId> owner, Entry entry, long sequence, Instant now) {
        try {
            entry.keep(registry.readRevocations(owner, sequence), sequence, now);
            // Once more, because its weight is another one now.
            entries.put(owner, entry);
        } catch (RegistryUnavailableException e) {
            entry.failed(e, now);
        }
        return entry.orThrow(sequence);
    }

    /** One owner's. Guarded by its own monitor, so that it is read by one thread at a time. */
    private final class Entry {
        private Revocations revocations = Revocations.NONE;
        private long sequence;
        private Instant readAt = Instant.MIN;
        private @Nullable RegistryUnavailableException failure;
        private Instant failedAt = Instant.MIN;

        /**
         * Whether it answers without being read.
         *
         * <p>Readings of several names are refreshed at different times, so an older number may be asked for after a newer one:
         * what is newer serves both, and for a while only, in case the number was set back by restoring a table.
         */
        boolean serves(long asked, Instant now) {
            return sequence == asked
                    || (sequence > asked && CachedRegistry.isWithin(readAt, fresh, now))
                    || (failure != null && CachedRegistry.isWithin(failedAt, retry, now));
        }

        Revocations orThrow(long asked) {
            if (sequence >= asked) {
                return revocations;
            }
            String message = "revocations have changed and cannot be read";
            throw failure == null
                    ? new RegistryUnavailableException(message)
                    : new RegistryUnavailableException(message, failure);
        }

        void keep(Revocations read, long asked, Instant now) {
            revocations = read;
            sequence = asked;
            readAt = now;
            failure = null;
        }

        void failed(RegistryUnavailableException e, Instant now) {
            failure = e;
            failedAt = now;
        }

        int kilobytes() {
            return (int) (revocations.bytes() / KILOBYTE) + 1;
        }
    }
}
