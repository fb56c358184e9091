package io.drawbridge.registry;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sound things to test with. */
public final class Sample {

    public static final TenantId ACME = new TenantId("acme");
    public static final TenantId GLOBEX = new TenantId("globex");
    public static final Instant NOW = Instant.parse("2027-01-31T12:00:00Z");

    /** The change of whoever tests. */
    public static final Change CHANGE = changeAt(NOW);

    private Sample() {}

    /** What was created and last written by {@link #CHANGE}. */
    public static Stored<RegisteredOrigin> stored(RegisteredOrigin origin, ETag etag) {
        return new Stored<>(origin, etag, Optional.of(Stamps.created(CHANGE)));
    }

    public static Change changeAt(Instant at) {
        return new Change(new Actor("https://id.example.com", "admin"), at, "request-1");
    }

    public static Origin origin(String text) {
        return Origin.parse(text).orElseThrow();
    }

    public static OriginPattern pattern(String text) {
        return OriginPattern.parse(text).orThrow();
    }

    public static RegisteredOrigin registered(TenantId tenant, String pattern) {
        return registered(tenant, pattern, RegisteredOrigin.Status.ACTIVE);
    }

    public static RegisteredOrigin registered(TenantId tenant, String pattern, RegisteredOrigin.Status status) {
        return new RegisteredOrigin(tenant, pattern(pattern), status, CorsSettings.NONE, Optional.empty(), "");
    }

    public static RegisteredOrigin expiring(TenantId tenant, String pattern, Instant expiresAt) {
        return new RegisteredOrigin(
                tenant,
                pattern(pattern),
                RegisteredOrigin.Status.ACTIVE,
                CorsSettings.NONE,
                Optional.of(expiresAt),
                "");
    }

    public static Tenant tenant(TenantId id, Issuer... issuers) {
        return new Tenant(
                id,
                id.value(),
                Tenant.Status.ACTIVE,
                CorsSettings.NONE,
                List.of(issuers),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    public static Platform platform(Issuer... issuers) {
        return new Platform(List.of(issuers), List.of(), Optional.empty(), false);
    }

    public static Issuer issuer(TenantId owner, String id, String iss) {
        return issuer(Optional.of(owner), id, iss);
    }

    public static Issuer platformIssuer(String id, String iss) {
        return issuer(Optional.empty(), id, iss);
    }

    private static Issuer issuer(Optional<TenantId> owner, String id, String iss) {
        return new Issuer(
                owner,
                id,
                iss,
                URI.create(iss + "/jwks.json"),
                TokenProfile.DEFAULT
                        .withAudiences(List.of("orders"))
                        .withTenantClaim(owner.isPresent() ? Optional.empty() : Optional.of("tenant")),
                true);
    }

    /** A tenant that says everything. */
    public static Tenant fullTenant(TenantId id) {
        return new Tenant(
                id,
                "Acme \"Ltd\" \u00fc",
                Tenant.Status.SUSPENDED,
                new CorsSettings(
                        Optional.of(List.of("GET", "PUT")),
                        Optional.of(List.of("Authorization")),
                        Optional.of(List.of()),
                        Optional.of(true),
                        Optional.of(0)),
                List.of(
                        new Issuer(
                                Optional.of(id),
                                "one",
                                "https://one.example/realms/a",
                                URI.create("https://one.example:443/keys?x=1"),
                                new TokenProfile(
                                        "client_id",
                                        List.of("a", "b"),
                                        Set.of(SigningAlgorithm.ES384),
                                        true,
                                        true,
                                        Map.of("token_use", "access", "https://claims.example/~a", "\u00fc \"x\""),
                                        Optional.of("https://claims.example/tenant"),
                                        Optional.of("permissions"),
                                        Duration.ZERO,
                                        Duration.ofSeconds(1)),
                                false),
                        issuer(id, "two", "https://two.example")),
                List.of(
                        new RouteRule(List.of("GET", "HEAD"), "/orders/{id}", List.of("a:b"), List.of("c", "d")),
                        new RouteRule(
                                List.of("GET"),
                                "/{proxy+}",
                                PathPattern.parse("/a/*/**").value(),
                                List.of("a"),
                                List.of()),
                        new RouteRule(List.of("*"), "/", List.of(), List.of())),
                Optional.of(NOW),
                Optional.of("0123456789abcdefghij"),
                false);
    }

    /** A registration that says everything. */
    public static RegisteredOrigin fullOrigin(TenantId tenant, String pattern) {
        return new RegisteredOrigin(
                tenant,
                pattern(pattern),
                RegisteredOrigin.Status.DISABLED,
                new CorsSettings(
                        Optional.of(List.of("PATCH")),
                        Optional.of(List.of()),
                        Optional.of(List.of("etag", "x-total")),
                        Optional.of(false),
                        Optional.of(86400)),
                Optional.of(NOW.plusNanos(1)),
                "\u00dcber \"alles\"");
    }
}
