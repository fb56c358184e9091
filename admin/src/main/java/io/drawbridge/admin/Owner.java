package io.drawbridge.admin;

import io.drawbridge.registry.Change;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.Platform;
import io.drawbridge.registry.RouteRule;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TenantStore.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Whose issuers, route rules, revocations and audit a request is about: the platform's, or a tenant's.
 *
 * @param id the tenant; empty for the platform
 * @param issuers its own issuers
 * @param routeRules its own rules
 * @param delegatesIssuers whether a tenant's own administrators may write its issuers
 * @param platform the settings, read when they are asked for
 * @param etag the version of what holds its issuers and rules
 * @param current reads which version is there by now
 * @param writing replaces that version
 */
record Owner(
        Optional<TenantId> id,
        List<Issuer> issuers,
        List<RouteRule> routeRules,
        boolean delegatesIssuers,
        Supplier<Platform> platform,
        ETag etag,
        Supplier<Optional<ETag>> current,
        Writing writing) {

    /** Replaces what an owner says for itself. */
    interface Writing {
        Outcome write(List<Issuer> issuers, List<RouteRule> rules, Change change);
    }

    Owner {
        issuers = List.copyOf(issuers);
        routeRules = List.copyOf(routeRules);
    }

    static Owner platform(TenantStore store) {
        Stored<Platform> stored = store.platform();
        Platform platform = stored.value();
        return new Owner(
                Optional.empty(),
                platform.issuers(),
                platform.routeRules(),
                false,
                () -> platform,
                stored.etag(),
                () -> Optional.of(store.platform().etag()),
                (issuers, rules, change) -> store.replacePlatform(
                        new Platform(issuers, rules, platform.monitorUntil(), platform.usagePlans()),
                        stored.etag(),
                        change));
    }

    static Owner tenant(TenantStore store, Stored<Tenant> stored) {
        Tenant tenant = stored.value();
        return new Owner(
                Optional.of(tenant.id()),
                tenant.issuers(),
                tenant.routeRules(),
                tenant.delegateIssuers(),
                () -> store.platform().value(),
                stored.etag(),
                () -> store.tenant(tenant.id()).map(Stored::etag),
                (issuers, rules, change) ->
                        store.replaceTenant(tenant.withPolicy(issuers, rules), stored.etag(), change));
    }

    /** Replaces its issuers. */
    Outcome writeIssuers(List<Issuer> replacement, Change change) {
        return writing.write(replacement, routeRules, change);
    }

    /** Replaces its rules. */
    Outcome writeRules(List<RouteRule> replacement, Change change) {
        return writing.write(issuers, replacement, change);
    }

    /** Every issuer whose tokens can be used in its name: its own and the platform's. */
    List<Issuer> known() {
        return id.isEmpty()
                ? issuers
                : Stream.concat(issuers.stream(), platform.get().issuers().stream())
                        .toList();
    }

    /** The rules that its own may only narrow; empty where anything goes. */
    List<RouteRule> widestRules() {
        return id.isEmpty() ? List.of() : platform.get().routeRules();
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
