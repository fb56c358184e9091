package io.drawbridge.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The registry in this process's memory: for tests, golden cases and trying things out. */
public final class InMemoryTenantStore implements TenantStore {

    private record Key(TenantId tenant, OriginPattern pattern) {
        static Key of(RegisteredOrigin origin) {
            return new Key(origin.tenant(), origin.pattern());
        }
    }

    private static final Comparator<Key> BY_TENANT_AND_TEXT = Comparator.comparing(
                    (Key k) -> k.tenant().value())
            .thenComparing(k -> k.pattern().text());

    private final TenantSource source;
    private final PublicSuffixList suffixes;
    private final Supplier<String> incarnations;
    private final Map<String, Stored<Tenant>> tenants = new TreeMap<>();
    private final Map<Key, Stored<RegisteredOrigin>> origins = new TreeMap<>(BY_TENANT_AND_TEXT);
    private final InMemoryRevocations revocations = new InMemoryRevocations();
    private Stored<Platform> platform = new Stored<>(Platform.EMPTY, ETag.NEVER);

    /**
     * An empty registry.
     *
     * @param source whether patterns and issuers are claimed
     * @param suffixes bounds the parents that an origin is looked up under
     * @param incarnations as {@link ETag#incarnations} makes them
     */
    public InMemoryTenantStore(TenantSource source, PublicSuffixList suffixes, Supplier<String> incarnations) {
        this.source = source;
        this.suffixes = suffixes;
        this.incarnations = incarnations;
    }

    @Override
    public synchronized Reading readTenant(TenantId tenant, Optional<Origin> origin) {
        List<RegisteredOrigin> candidates =
                origin.map(o -> candidates(o, r -> r.tenant().equals(tenant))).orElse(List.of());
        return reading(profile(tenant), candidates);
    }

    @Override
    public synchronized Reading readOrigin(Origin origin, Instant now, Optional<TenantId> expected) {
        List<RegisteredOrigin> candidates = candidates(origin, this::holdsClaim);
        Optional<Tenant> tenant = RegisteredOrigin.mostSpecific(candidates, origin, now)
                .map(RegisteredOrigin::tenant)
                .flatMap(this::profile);
        return reading(tenant, candidates);
    }

    @Override
    public synchronized Reading readIssuer(String iss) {
        List<Tenant> holders = tenants.values().stream()
                .map(Stored::value)
                .filter(t -> hasIssuer(t.issuers(), iss))
                .toList();
        return reading(holders.size() == 1 ? Optional.of(holders.get(0)) : Optional.empty(), List.of());
    }

    private Reading reading(Optional<Tenant> tenant, List<RegisteredOrigin> candidates) {
        long ofTenant =
                tenant.map(t -> revocations.sequence(Optional.of(t.id()))).orElse(0L);
        return new Reading(platform.value(), tenant, candidates, revocations.sequence(Optional.empty()), ofTenant);
    }

    @Override
    public synchronized Revocations readRevocations(Optional<TenantId> owner, long sequence) {
        return Revocations.of(revocations.of(owner));
    }

    @Override
    public synchronized Outcome revoke(Revocation revocation, Instant now) {
        boolean isOwnerThere = revocation
                .owner()
                .map(t -> tenant(t).isPresent())
                .orElse(!platform.etag().equals(ETag.NEVER));
        return isOwnerThere ? revocations.add(revocation, now) : Outcome.ABSENT;
    }

    @Override
    public synchronized Outcome liftRevocation(Optional<TenantId> owner, String id) {
        return revocations.remove(owner, id);
    }

    @Override
    public synchronized Stored<Platform> platform() {
        return platform;
    }

    @Override
    public synchronized Outcome replacePlatform(Platform replacement, ETag etag) {
        if (!platform.etag().equals(etag)) {
            return Outcome.STALE;
        }
        if (!tenants.values().stream().map(Stored::value).allMatch(replacement::takes)) {
            return Outcome.KEYLESS;
        }
        boolean claimed = tenants.values().stream()
                .flatMap(t -> t.value().issuers().stream())
                .anyMatch(i -> hasIssuer(replacement.issuers(), i.iss()));
        if (claimed) {
            return Outcome.CLAIMED;
        }
        platform = new Stored<>(replacement, etag.equals(ETag.NEVER) ? first() : etag.next());
        return Outcome.DONE;
    }

    @Override
    public synchronized Optional<Stored<Tenant>> tenant(TenantId id) {
        return Optional.ofNullable(tenants.get(id.value()));
    }

    @Override
    public synchronized List<TenantId> tenants() {
        return tenants.keySet().stream().map(TenantId::new).toList();
    }

    @Override
    public synchronized Outcome createTenant(Tenant tenant) {
        if (tenant(tenant.id()).isPresent()) {
            return Outcome.EXISTS;
        }
        if (!platform.value().takes(tenant)) {
            return Outcome.KEYLESS;
        }
        if (isAnyIssuerClaimed(tenant)) {
            return Outcome.CLAIMED;
        }
        tenants.put(tenant.id().value(), new Stored<>(tenant, first()));
        return Outcome.DONE;
    }

    @Override
    public synchronized Outcome replaceTenant(Tenant tenant, ETag etag) {
        Optional<Stored<Tenant>> current = tenant(tenant.id());
        if (current.isEmpty()) {
            return Outcome.ABSENT;
        }
        if (!current.get().etag().equals(etag)) {
            return Outcome.STALE;
        }
        if (!platform.value().takes(tenant)) {
            return Outcome.KEYLESS;
        }
        if (isAnyIssuerClaimed(tenant)) {
            return Outcome.CLAIMED;
        }
        tenants.put(tenant.id().value(), new Stored<>(tenant, etag.next()));
        return Outcome.DONE;
    }

    @Override
    public synchronized Optional<Stored<RegisteredOrigin>> origin(TenantId tenant, OriginPattern pattern) {
        return Optional.ofNullable(origins.get(new Key(tenant, pattern)));
    }

    @Override
    public synchronized List<Stored<RegisteredOrigin>> origins(TenantId tenant) {
        return origins.values().stream()
                .filter(o -> o.value().tenant().equals(tenant))
                .toList();
    }

    @Override
    public synchronized Outcome addOrigin(RegisteredOrigin origin) {
        if (tenant(origin.tenant()).isEmpty()) {
            return Outcome.ABSENT;
        }
        if (origins.containsKey(Key.of(origin))) {
            return Outcome.EXISTS;
        }
        return put(origin, first());
    }

    @Override
    public synchronized Outcome replaceOrigin(RegisteredOrigin origin, ETag etag) {
        Outcome possible = compare(Key.of(origin), etag);
        return possible == Outcome.DONE ? put(origin, etag.next()) : possible;
    }

    @Override
    public synchronized Outcome removeOrigin(TenantId tenant, OriginPattern pattern, ETag etag) {
        Key key = new Key(tenant, pattern);
        Outcome possible = compare(key, etag);
        if (possible == Outcome.DONE) {
            origins.remove(key);
        }
        return possible;
    }

    private Outcome compare(Key key, ETag etag) {
        Stored<RegisteredOrigin> current = origins.get(key);
        if (current == null) {
            return Outcome.ABSENT;
        }
        return current.etag().equals(etag) ? Outcome.DONE : Outcome.STALE;
    }

    /** Writes a registration if its claim and its buckets allow it. */
    private Outcome put(RegisteredOrigin origin, ETag etag) {
        List<RegisteredOrigin> others = origins.values().stream()
                .map(Stored::value)
                .filter(o -> !Key.of(o).equals(Key.of(origin)))
                .toList();
        if (holdsClaim(origin)
                && others.stream().anyMatch(o -> holdsClaim(o) && o.pattern().equals(origin.pattern()))) {
            return Outcome.CLAIMED;
        }
        if (isFull(origin, others, o -> o.tenant().equals(origin.tenant()))
                || (holdsClaim(origin) && isFull(origin, others, this::holdsClaim))) {
            return Outcome.FULL;
        }
        origins.put(Key.of(origin), new Stored<>(origin, etag));
        return Outcome.DONE;
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
        return neighbours >= MAX_PARTIAL_LABELS;
    }

    private boolean holdsClaim(RegisteredOrigin origin) {
        return source.claims() && origin.status() != RegisteredOrigin.Status.PENDING;
    }

    private boolean isAnyIssuerClaimed(Tenant tenant) {
        Set<String> taken = new HashSet<>();
        platform.value().issuers().forEach(i -> taken.add(i.iss()));
        if (source.claims()) {
            tenants.values().stream()
                    .filter(t -> !t.value().id().equals(tenant.id()))
                    .forEach(t -> t.value().issuers().forEach(i -> taken.add(i.iss())));
        }
        return tenant.issuers().stream().anyMatch(i -> taken.contains(i.iss()));
    }

    private List<RegisteredOrigin> candidates(Origin origin, Predicate<RegisteredOrigin> eligible) {
        Set<OriginPattern> keys = new HashSet<>(OriginPattern.candidates(origin, suffixes));
        List<RegisteredOrigin> found = new ArrayList<>();
        for (Stored<RegisteredOrigin> stored : origins.values()) {
            OriginPattern pattern = stored.value().pattern();
            boolean lookedUp = keys.contains(pattern) || pattern instanceof OriginPattern.PartialLabel;
            if (eligible.test(stored.value()) && lookedUp && pattern.matches(origin)) {
                found.add(stored.value());
            }
        }
        return found;
    }

    private Optional<Tenant> profile(TenantId id) {
        return tenant(id).map(Stored::value);
    }

    private static boolean hasIssuer(List<Issuer> issuers, String iss) {
        return issuers.stream().anyMatch(i -> i.iss().equals(iss));
    }

    private ETag first() {
        return ETag.first(incarnations.get());
    }
}
