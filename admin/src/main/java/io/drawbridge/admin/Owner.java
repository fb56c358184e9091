package io.drawbridge.admin;

import io.drawbridge.registry.Change;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.Platform;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TenantStore.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Whose issuers and revocations a request is about: the platform's, or a tenant's.
 *
 * @param id the tenant; empty for the platform
 * @param issuers its own issuers
 * @param shared the platform's issuers, whose tokens can be used in every tenant's name; read when they are asked for
 * @param etag the version of what holds the issuers
 * @param write replaces the issuers of that version
 */
record Owner(
        Optional<TenantId> id,
        List<Issuer> issuers,
        Supplier<List<Issuer>> shared,
        ETag etag,
        BiFunction<List<Issuer>, Change, Outcome> write) {

    Owner {
        issuers = List.copyOf(issuers);
    }

    static Owner platform(TenantStore store) {
        Stored<Platform> stored = store.platform();
        Platform platform = stored.value();
        return new Owner(
                Optional.empty(),
                platform.issuers(),
                List::of,
                stored.etag(),
                (issuers, change) -> store.replacePlatform(
                        new Platform(issuers, platform.routeRules(), platform.monitorUntil(), platform.usagePlans()),
                        stored.etag(),
                        change));
    }

    static Owner tenant(TenantStore store, Stored<Tenant> stored) {
        Tenant tenant = stored.value();
        return new Owner(
                Optional.of(tenant.id()),
                tenant.issuers(),
                () -> store.platform().value().issuers(),
                stored.etag(),
                (issuers, change) -> store.replaceTenant(with(tenant, issuers), stored.etag(), change));
    }

    private static Tenant with(Tenant tenant, List<Issuer> issuers) {
        return new Tenant(
                tenant.id(),
                tenant.displayName(),
                tenant.status(),
                tenant.cors(),
                issuers,
                tenant.routeRules(),
                tenant.monitorUntil(),
                tenant.usageIdentifierKey(),
                tenant.delegateIssuers());
    }

    /** Every issuer whose tokens can be used in its name: its own and the platform's. */
    List<Issuer> known() {
        return Stream.concat(issuers.stream(), shared.get().stream()).toList();
    }

    /** Its issuer of an id. */
    Optional<Issuer> issuer(String issuerId) {
        return issuers.stream().filter(i -> i.id().equals(issuerId)).findFirst();
    }

    /** Its issuers without the one of an id. */
    List<Issuer> without(String issuerId) {
        return issuers.stream().filter(i -> !i.id().equals(issuerId)).toList();
    }
}
