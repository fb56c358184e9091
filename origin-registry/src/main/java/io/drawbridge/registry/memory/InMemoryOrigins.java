package io.drawbridge.registry.memory;

import io.drawbridge.registry.Change;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.ImportDifference;
import io.drawbridge.registry.ImportOutcome;
import io.drawbridge.registry.Origin;
import io.drawbridge.registry.OriginFilter;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.Page;
import io.drawbridge.registry.PageRequest;
import io.drawbridge.registry.PendingOrigin;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Stamps;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TenantStore.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The registrations of an {@link InMemoryTenantStore}, which guards them by its own monitor. */
final class InMemoryOrigins {

    private final TenantSource source;
    private final PublicSuffixList suffixes;
    /** By tenant, then by the pattern's key. */
    private final Map<TenantId, NavigableMap<String, Stored<RegisteredOrigin>>> origins = new HashMap<>();
    /** Since when what waits does. */
    private final Map<String, Instant> since = new HashMap<>();

    InMemoryOrigins(TenantSource source, PublicSuffixList suffixes) {
        this.source = source;
        this.suffixes = suffixes;
    }

    Optional<Stored<RegisteredOrigin>> find(TenantId tenant, OriginPattern pattern) {
        return Optional.ofNullable(room(tenant).get(pattern.key()));
    }

    Page<Stored<RegisteredOrigin>> page(TenantId tenant, OriginFilter filter, PageRequest page) {
        Page<Stored<RegisteredOrigin>> all = Pages.of(Pages.below(room(tenant), filter.prefix()), page);
        return new Page<>(
                all.items().stream().filter(o -> filter.takes(o.value())).toList(), all.next());
    }

    Outcome compare(TenantId tenant, OriginPattern pattern, ETag etag) {
        return find(tenant, pattern)
                .map(o -> o.etag().equals(etag) ? Outcome.DONE : Outcome.STALE)
                .orElse(Outcome.ABSENT);
    }

    RegisteredOrigin remove(TenantId tenant, OriginPattern pattern) {
        Stored<RegisteredOrigin> removed = find(tenant, pattern).orElseThrow();
        room(tenant).remove(pattern.key());
        since.remove(waiting(removed.value()));
        return removed.value();
    }

    /** Writes a registration if its claim and its buckets allow it. */
    Outcome put(Stored<RegisteredOrigin> stored) {
        RegisteredOrigin origin = stored.value();
        List<RegisteredOrigin> others = all().filter(
                        o -> !o.tenant().equals(origin.tenant()) || !o.pattern().equals(origin.pattern()))
                .toList();
        if (holdsClaim(origin)
                && others.stream().anyMatch(o -> holdsClaim(o) && o.pattern().equals(origin.pattern()))) {
            return Outcome.CLAIMED;
        }
        if (isFull(origin, others, o -> o.tenant().equals(origin.tenant()))
                || (holdsClaim(origin) && isFull(origin, others, this::holdsClaim))) {
            return Outcome.FULL;
        }
        room(origin.tenant()).put(origin.pattern().key(), stored);
        if (origin.status() == RegisteredOrigin.Status.PENDING) {
            since.putIfAbsent(
                    waiting(origin), stored.stamps().orElseThrow().updated().at());
        } else {
            since.remove(waiting(origin));
        }
        return Outcome.DONE;
    }

    /** Makes every change of an import, or none. */
    ImportOutcome apply(TenantId tenant, ImportDifference difference, Change change, Supplier<ETag> first) {
        NavigableMap<String, Stored<RegisteredOrigin>> before = new TreeMap<>(room(tenant));
        Map<String, Instant> sinceBefore = new HashMap<>(since);
        difference.items().stream().filter(i -> i.after().isEmpty()).forEach(i -> remove(tenant, i.pattern()));
        List<OriginPattern> conflicts = new ArrayList<>();
        Outcome outcome = Outcome.DONE;
        for (ImportDifference.Item item : difference.items()) {
            if (item.after().isPresent()) {
                RegisteredOrigin origin = item.after().get();
                Outcome put = put(item.before()
                        .map(b -> b.next(origin, change))
                        .orElseGet(() -> new Stored<>(origin, first.get(), Optional.of(Stamps.created(change)))));
                if (put != Outcome.DONE) {
                    conflicts.add(item.pattern());
                    outcome = put;
                }
            }
        }
        if (outcome != Outcome.DONE) {
            origins.put(tenant, before);
            since.clear();
            since.putAll(sinceBefore);
        }
        return new ImportOutcome(outcome, conflicts, difference.counts());
    }

    private static boolean isFull(
            RegisteredOrigin origin, List<RegisteredOrigin> others, Predicate<RegisteredOrigin> inBucket) {
        if (!(origin.pattern() instanceof OriginPattern.PartialLabel partial)) {
            return false;
        }
        long neighbours = others.stream()
                .filter(inBucket)
                .filter(o -> o.pattern() instanceof OriginPattern.PartialLabel other
                        && other.parent().equals(partial.parent()))
                .count();
        return neighbours >= TenantStore.MAX_PARTIAL_LABELS;
    }

    /** What waits, of all tenants. In the other modes nothing does. */
    Page<PendingOrigin> pending(PageRequest page) {
        NavigableMap<String, PendingOrigin> waiting = new TreeMap<>();
        if (source.claims()) {
            origins.values()
                    .forEach(room -> room.values().stream()
                            .filter(o -> o.value().status() == RegisteredOrigin.Status.PENDING)
                            .forEach(o -> waiting.put(waiting(o.value()), pending(o.value()))));
        }
        return Pages.of(waiting, page);
    }

    private static String waiting(RegisteredOrigin origin) {
        return origin.tenant() + "#" + origin.pattern().key();
    }

    private PendingOrigin pending(RegisteredOrigin origin) {
        Optional<TenantId> holder = all().filter(
                        o -> holdsClaim(o) && o.pattern().equals(origin.pattern()))
                .map(RegisteredOrigin::tenant)
                .findFirst();
        return new PendingOrigin(
                origin.tenant(),
                origin.pattern(),
                suffixes.approvalDomain(origin.pattern()),
                Objects.requireNonNull(since.get(waiting(origin))),
                holder);
    }

    private boolean holdsClaim(RegisteredOrigin origin) {
        return source.claims() && origin.status() != RegisteredOrigin.Status.PENDING;
    }

    /** The registrations of a tenant that could match an origin. */
    List<RegisteredOrigin> ofTenant(Origin origin, TenantId tenant) {
        return candidates(origin, r -> r.tenant().equals(tenant));
    }

    /** The claims that could match an origin. */
    List<RegisteredOrigin> claims(Origin origin) {
        return candidates(origin, this::holdsClaim);
    }

    private List<RegisteredOrigin> candidates(Origin origin, Predicate<RegisteredOrigin> eligible) {
        Set<OriginPattern> keys = new HashSet<>(OriginPattern.candidates(origin, suffixes));
        List<RegisteredOrigin> found = new ArrayList<>();
        all().filter(eligible).forEach(registered -> {
            OriginPattern pattern = registered.pattern();
            boolean lookedUp = keys.contains(pattern) || pattern instanceof OriginPattern.PartialLabel;
            if (lookedUp && pattern.matches(origin)) {
                found.add(registered);
            }
        });
        return found;
    }

    private Stream<RegisteredOrigin> all() {
        return origins.values().stream().flatMap(room -> room.values().stream()).map(Stored::value);
    }

    private NavigableMap<String, Stored<RegisteredOrigin>> room(TenantId tenant) {
        return origins.computeIfAbsent(tenant, t -> new TreeMap<>());
    }
}
