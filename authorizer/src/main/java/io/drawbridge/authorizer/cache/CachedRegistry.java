package io.drawbridge.authorizer.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.drawbridge.registry.Origin;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.RegistryReader;
import io.drawbridge.registry.RegistryUnavailableException;
import io.drawbridge.registry.Revocations;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A registry that remembers its answers, by the wall clock: a Lambda instance freezes between requests, and only the wall
 * clock goes on.
 */
public final class CachedRegistry implements RegistryReader {

    private static final int MISSES_AT_ONCE = 200;
    private static final Duration MISS_REFILL = Duration.ofMillis(50);
    /** After a failed read of one entry, the time until it is tried again: an outage must not slow every request. */
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final RegistryReader registry;
    private final Clock clock;
    private final Duration fresh;
    private final Duration stale;
    private final Map<Kind, Cache<Object, Entry>> rooms = new EnumMap<>(Kind.class);
    private final MissBudget budget;
    private final RevocationCache revocations;

    /**
     * A cache in front of a registry.
     *
     * @param fresh how long an entry serves without being read again, counted from the start of its read
     * @param stale how long it serves while the registry cannot be read
     */
    public CachedRegistry(RegistryReader registry, Clock clock, Duration fresh, Duration stale) {
        this.registry = registry;
        this.clock = clock;
        this.fresh = fresh;
        this.stale = stale;
        this.budget = new MissBudget(MISSES_AT_ONCE, MISS_REFILL, clock.instant());
        this.revocations = new RevocationCache(registry, clock, fresh, RETRY);
        for (Kind kind : Kind.values()) {
            rooms.put(kind, Caffeine.newBuilder().maximumSize(kind.most).build());
        }
    }

    /** How many keys of a kind strangers can make up decides where their entries are kept and who pays for their reads. */
    private enum Kind {
        /** As many as are registered: an exact origin, a tenant, an issuer. */
        NAMED(10_000),
        /** Without end, below a registered wildcard: few are kept, so that refreshing them stays cheap. */
        MATCHED(1_000),
        /** Without end. */
        UNKNOWN(10_000);

        private final int most;

        Kind(int most) {
            this.most = most;
        }
    }

    private record TenantKey(TenantId tenant, Optional<Origin> origin) {}

    private record OriginKey(Origin origin) {}

    private record IssuerKey(String iss) {}

    @Override
    public Reading readTenant(TenantId tenant, Optional<Origin> origin) {
        return read(new TenantKey(tenant, origin), (before, now) -> {
            Reading reading = registry.readTenant(tenant, origin);
            Kind kind = reading.tenant().isEmpty()
                    ? Kind.UNKNOWN
                    : origin.map(o -> kindOf(reading, o, now)).orElse(Kind.NAMED);
            return new Answer(reading, kind);
        });
    }

    /**
     * The claims of an origin.
     *
     * <p>A remembered reading is dropped early when a registration in it has expired since and so another one, perhaps of
     * another tenant, is now the most specific.
     *
     * @param expected not used: the remembered reading knows the tenant better
     */
    @Override
    public Reading readOrigin(Origin origin, Instant now, Optional<TenantId> expected) {
        OriginKey key = new OriginKey(origin);
        Reading reading = read(key, (before, at) -> readOrigin(origin, before, at));
        if (!namesItsTenant(reading, origin, now)) {
            rooms.values().forEach(room -> room.invalidate(key));
            return read(key, (before, at) -> readOrigin(origin, before, at));
        }
        return reading;
    }

    private Answer readOrigin(Origin origin, Optional<Reading> before, Instant now) {
        Optional<TenantId> expected = before.flatMap(Reading::tenant).map(Tenant::id);
        Reading reading = registry.readOrigin(origin, now, expected);
        return new Answer(reading, kindOf(reading, origin, now));
    }

    @Override
    public Reading readIssuer(String iss) {
        return read(new IssuerKey(iss), (before, now) -> {
            Reading reading = registry.readIssuer(iss);
            boolean shared =
                    reading.platform().issuers().stream().anyMatch(i -> i.iss().equals(iss));
            return new Answer(reading, shared || reading.tenant().isPresent() ? Kind.NAMED : Kind.UNKNOWN);
        });
    }

    @Override
    public Revocations readRevocations(Optional<TenantId> owner, long sequence) {
        return revocations.read(owner, sequence);
    }

    private static Kind kindOf(Reading reading, Origin origin, Instant now) {
        return RegisteredOrigin.mostSpecific(reading.candidates(), origin, now)
                .map(r -> r.pattern() instanceof OriginPattern.Exact ? Kind.NAMED : Kind.MATCHED)
                .orElse(Kind.UNKNOWN);
    }

    private static boolean namesItsTenant(Reading reading, Origin origin, Instant now) {
        Optional<TenantId> named =
                RegisteredOrigin.mostSpecific(reading.candidates(), origin, now).map(RegisteredOrigin::tenant);
        return named.isEmpty()
                || reading.tenant().map(t -> t.id().equals(named.get())).orElse(true);
    }

    /** What a read found, and of which kind its key is. */
    private record Answer(Reading reading, Kind kind) {}

    private interface Read {
        Answer from(Optional<Reading> before, Instant now);
    }

    private Reading read(Object key, Read read) {
        Entry entry = room(Kind.NAMED).getIfPresent(key);
        if (entry == null) {
            entry = room(Kind.MATCHED).getIfPresent(key);
        }
        if (entry == null) {
            entry = room(Kind.UNKNOWN).get(key, k -> new Entry());
        }
        synchronized (entry) {
            Instant now = clock.instant();
            if (entry.mayServe(now)) {
                return entry.orThrow(now);
            }
            return refresh(key, entry, read, now);
        }
    }

    private Reading refresh(Object key, Entry entry, Read read, Instant now) {
        Kind before = entry.kind;
        if (before == Kind.UNKNOWN && isBudgetExhausted(now)) {
            throw new RegistryUnavailableException("the budget of reads for unknown names is used up");
        }
        try {
            Answer answer = read.from(Optional.ofNullable(entry.reading), now);
            entry.keep(answer, now);
            if (before == Kind.UNKNOWN && answer.kind() != Kind.NAMED) {
                charge();
            }
            if (before != answer.kind()) {
                room(answer.kind()).put(key, entry);
                room(before).invalidate(key);
            }
            return answer.reading();
        } catch (RegistryUnavailableException e) {
            entry.failed(e, now);
            return entry.orThrow(now);
        }
    }

    private Cache<Object, Entry> room(Kind kind) {
        return Objects.requireNonNull(rooms.get(kind));
    }

    private void charge() {
        synchronized (budget) {
            budget.charge();
        }
    }

    private boolean isBudgetExhausted(Instant now) {
        synchronized (budget) {
            return budget.isExhausted(now);
        }
    }

    /** One remembered answer. Guarded by its own monitor, so that one key is read by one thread at a time. */
    private final class Entry {
        private @Nullable Reading reading;
        private @Nullable RegistryUnavailableException failure;
        private Instant readAt = Instant.MIN;
        private Instant failedAt = Instant.MIN;
        private Kind kind = Kind.UNKNOWN;

        /** Whether it can answer without asking: it is fresh, or has just failed. */
        boolean mayServe(Instant now) {
            return isWithin(readAt, fresh, now) || (failure != null && isWithin(failedAt, RETRY, now));
        }

        /** The reading while it may serve; else the failure that keeps it from being read again. */
        Reading orThrow(Instant now) {
            if (reading != null && isWithin(readAt, failure == null ? fresh : stale, now)) {
                return reading;
            }
            String message = "the registry cannot be read and nothing recent is remembered";
            throw failure == null
                    ? new RegistryUnavailableException(message)
                    : new RegistryUnavailableException(message, failure);
        }

        void keep(Answer answer, Instant now) {
            reading = answer.reading();
            kind = answer.kind();
            readAt = now;
            failure = null;
        }

        void failed(RegistryUnavailableException e, Instant now) {
            failure = e;
            failedAt = now;
        }
    }

    /** Whether {@code now} is at most {@code most} after {@code then}; never when the clock was set back before it. */
    static boolean isWithin(Instant then, Duration most, Instant now) {
        return !then.equals(Instant.MIN) && !now.isBefore(then) && now.isBefore(then.plus(most));
    }
}
