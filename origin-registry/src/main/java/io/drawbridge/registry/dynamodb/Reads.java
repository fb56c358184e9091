package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.Origin;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.RegistryReader;
import io.drawbridge.registry.Revocations;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What a request reads: every key that could matter at once, then at most the profile that they name. */
final class Reads implements RegistryReader {

    private final Table table;
    private final TenantSource source;
    private final PublicSuffixList suffixes;

    Reads(Table table, TenantSource source, PublicSuffixList suffixes) {
        this.table = table;
        this.source = source;
        this.suffixes = suffixes;
    }

    @Override
    public Reading readTenant(TenantId tenant, Optional<Origin> origin) {
        Set<Key> keys = new LinkedHashSet<>(List.of(Keys.SETTINGS, Keys.profile(tenant)));
        origin.ifPresent(o -> {
            OriginPattern.candidates(o, suffixes).forEach(p -> keys.add(Keys.origin(tenant, p)));
            OriginPattern.parent(o).ifPresent(p -> keys.add(Keys.bucket(tenant, p)));
        });
        Map<Key, Attributes> items = table.readAll(keys);
        Optional<Attributes> profile = Optional.ofNullable(items.get(Keys.profile(tenant)));
        long generation = profile.map(Staged::generation).orElse(0L);
        return reading(
                items,
                profile,
                origin.map(o -> candidates(items, o, t -> generation)).orElse(List.of()));
    }

    @Override
    public Reading readOrigin(Origin origin, Instant now, Optional<TenantId> expected) {
        Set<Key> keys = new LinkedHashSet<>(List.of(Keys.SETTINGS));
        OriginPattern.candidates(origin, suffixes).forEach(p -> keys.add(Keys.claim(p)));
        OriginPattern.parent(origin).ifPresent(p -> keys.add(Keys.claimBucket(p)));
        expected.ifPresent(t -> keys.add(Keys.profile(t)));
        Map<Key, Attributes> items = new HashMap<>(table.readAll(keys));
        items.putAll(holders(items, expected));
        List<RegisteredOrigin> candidates = candidates(
                items,
                origin,
                t -> Optional.ofNullable(items.get(Keys.profile(t)))
                        .map(Staged::generation)
                        .orElse(0L));
        Optional<TenantId> named =
                RegisteredOrigin.mostSpecific(candidates, origin, now).map(RegisteredOrigin::tenant);
        Optional<Attributes> profile = named.map(Keys::profile)
                .flatMap(key -> items.containsKey(key)
                        ? Optional.of(items.get(key))
                        : named.equals(expected) ? Optional.empty() : table.read(key));
        return reading(items, profile, candidates);
    }

    /**
     * The profiles that say which side of what imports have staged is in force: none where nothing is staged, or by the expected
     * tenant alone; else all that the claims could name, so that there is no third round trip.
     */
    private Map<Key, Attributes> holders(Map<Key, Attributes> items, Optional<TenantId> expected) {
        Set<Key> holders = new LinkedHashSet<>();
        boolean isStaged = false;
        for (Attributes entry : items.values().stream().flatMap(Reads::entries).toList()) {
            TenantId holder = entry.decode(() -> new TenantId(entry.text(OriginItem.TENANT)));
            if (!expected.equals(Optional.of(holder))) {
                holders.add(Keys.profile(holder));
                isStaged |= Staged.isIn(entry);
            }
        }
        return isStaged ? table.readAll(holders) : Map.of();
    }

    private static Stream<Attributes> entries(Attributes item) {
        if (Keys.isOrigin(item.key())) {
            return Stream.of(item);
        }
        return Keys.isBucket(item.key()) ? BucketItem.entries(item).stream() : Stream.empty();
    }

    @Override
    public Reading readIssuer(String iss) {
        Key claim = Keys.issuer(iss);
        Map<Key, Attributes> items = table.readAll(List.of(Keys.SETTINGS, claim));
        // Between the two reads the tenant may have given the issuer up.
        Optional<Attributes> profile = Optional.ofNullable(items.get(claim))
                .flatMap(item -> IssuerItem.holder(item, iss))
                .flatMap(t -> table.read(Keys.profile(t)))
                .filter(p -> hasIssuer(TenantItem.read(p).value(), iss));
        return reading(items, profile, List.of());
    }

    @Override
    public Revocations readRevocations(Optional<TenantId> owner, long sequence) {
        return Revocations.of(table.query(Keys.revocations(owner), "").stream()
                .map(item -> RevocationItem.read(item, owner))
                .toList());
    }

    private Reading reading(
            Map<Key, Attributes> items, Optional<Attributes> profile, List<RegisteredOrigin> candidates) {
        Optional<Attributes> settings = Optional.ofNullable(items.get(Keys.SETTINGS));
        return new Reading(
                PlatformItem.read(settings, source).value(),
                profile.map(TenantItem::read).map(Stored::value),
                candidates,
                settings.map(RevocationItem::sequence).orElse(0L),
                profile.map(RevocationItem::sequence).orElse(0L));
    }

    private static boolean hasIssuer(Tenant tenant, String iss) {
        return tenant.issuers().stream().anyMatch(i -> i.iss().equals(iss));
    }

    /** The registrations among the items that match; which key found them says nothing about that. */
    private static List<RegisteredOrigin> candidates(
            Map<Key, Attributes> items, Origin origin, ToLongFunction<TenantId> generations) {
        List<RegisteredOrigin> found = new ArrayList<>();
        items.forEach((key, item) -> {
            if (Keys.isOrigin(key)) {
                Staged.inForce(item, generations).map(OriginItem::read).ifPresent(found::add);
            } else if (Keys.isBucket(key)) {
                found.addAll(BucketItem.read(item, generations));
            }
        });
        found.removeIf(r -> !r.pattern().matches(origin));
        return found;
    }
}
