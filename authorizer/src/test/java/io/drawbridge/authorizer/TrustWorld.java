package io.drawbridge.authorizer;

import io.drawbridge.authorizer.cache.CachedRegistry;
import io.drawbridge.authorizer.token.CryptoProvider;
import io.drawbridge.authorizer.token.JwksSource;
import io.drawbridge.authorizer.token.TokenVerifier;
import io.drawbridge.issuer.IssuerName;
import io.drawbridge.issuer.KeyStore;
import io.drawbridge.issuer.TokenMinter;
import io.drawbridge.issuer.TokenRequest;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.CorsSettings;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.Origin;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.Platform;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.RegistryReader;
import io.drawbridge.registry.RegistryUnavailableException;
import io.drawbridge.registry.Revocations;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TokenProfile;
import io.drawbridge.registry.memory.InMemoryTenantStore;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** A whole authorizer over a registry in memory, with a clock that is moved by hand and keys per key server. */
final class TrustWorld {

    static final TenantId ACME = new TenantId("acme");
    static final TenantId GLOBEX = new TenantId("globex");
    static final Duration CACHE = Duration.ofSeconds(10);
    static final Duration STALE = Duration.ofMinutes(5);

    private static final KeyStore KEYS = KeyStore.inMemory();
    private static final String KEY_SERVER = "https://keys.example/";

    final HandClock clock = new HandClock();
    final Counting registry;
    final AtomicInteger fetches = new AtomicInteger();

    private final TenantSource source;
    private final Authorizer authorizer;

    TrustWorld(TenantSource source) {
        this.source = source;
        this.registry = new Counting(
                new InMemoryTenantStore(source, PublicSuffixList.bundled(), ETag.incarnations(new Random(1))));
        AuthorizerConfig config = AuthorizerConfig.fromEnvironment(
                Map.of("TABLE_NAME", "registry", "TENANT_SOURCE", source.name().toLowerCase(Locale.ROOT)));
        this.authorizer = new Authorizer(
                config,
                new CachedRegistry(registry, clock, CACHE, STALE),
                new TokenVerifier(this::fetch, Duration.ofHours(1), CryptoProvider.jdk()),
                clock);
    }

    TenantStore store() {
        return registry.store;
    }

    private JwksSource.Answer fetch(Issuer issuer) {
        fetches.incrementAndGet();
        String name = issuer.jwksUri().toString().substring(KEY_SERVER.length());
        return new JwksSource.Document(KEYS.keysOf(new IssuerName(name)).toPublicJson(), "");
    }

    /** A record that trusts the keys of a key server, which need not be the one that the {@code iss} stands for. */
    static Issuer record(Optional<TenantId> owner, String iss, IssuerName keys) {
        TokenProfile profile = TokenProfile.DEFAULT
                .withAudiences(List.of(TokenRequest.DEFAULT_AUDIENCE))
                .withTenantClaim(owner.isPresent() ? Optional.empty() : Optional.of("tenant"));
        return new Issuer(owner, "main", iss, URI.create(KEY_SERVER + keys.path()), withTokenIds(profile), true);
    }

    private static TokenProfile withTokenIds(TokenProfile profile) {
        return new TokenProfile(
                profile.audienceClaim(),
                profile.audiences(),
                profile.algorithms(),
                false,
                true,
                Map.of(),
                profile.tenantClaim(),
                Optional.empty(),
                profile.clockSkew(),
                profile.longestLifetime());
    }

    /** Creates or replaces a tenant, whose origin is {@code https://app.ID.example}. */
    void tenant(TenantId id, Tenant.Status status, Issuer... issuers) {
        Tenant tenant = new Tenant(
                id,
                id.value(),
                status,
                CorsSettings.NONE,
                List.of(issuers),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false);
        Optional<ETag> before = store().tenant(id).map(s -> s.etag());
        if (before.isPresent()) {
            done(store().replaceTenant(tenant, before.get(), Change.ofRegistryFile(Instant.EPOCH)));
            return;
        }
        done(store().createTenant(tenant, Change.ofRegistryFile(Instant.EPOCH)));
        done(store().addOrigin(
                        new RegisteredOrigin(
                                id,
                                OriginPattern.parse(origin(id)).orThrow(),
                                RegisteredOrigin.Status.ACTIVE,
                                CorsSettings.NONE,
                                Optional.empty(),
                                ""),
                        Change.ofRegistryFile(Instant.EPOCH)));
    }

    void platform(Issuer... issuers) {
        Platform platform = new Platform(List.of(issuers), List.of(), Optional.empty(), false);
        done(store().replacePlatform(platform, store().platform().etag(), Change.ofRegistryFile(Instant.EPOCH)));
    }

    static void done(TenantStore.Outcome outcome) {
        if (outcome != TenantStore.Outcome.DONE) {
            throw new IllegalStateException(outcome.toString());
        }
    }

    static String origin(TenantId tenant) {
        return "https://app." + tenant + ".example";
    }

    /** A token signed by the keys of a key server, whatever it says. */
    String token(IssuerName signedBy, String tokenId, TokenRequest request) {
        return new TokenMinter(KEYS.keysOf(signedBy), clock, () -> tokenId).mint(request);
    }

    /** The decision about a request in a tenant's name, as far as the tenant source can name one without the token. */
    Decision decide(TenantId tenant, boolean withOrigin, String token) {
        String resource = source == TenantSource.PATH ? "/{tenant}/orders" : "/orders";
        String path = source == TenantSource.PATH ? "/" + tenant + "/orders" : "/orders";
        return decide(resource, path, Map.of("tenant", tenant.value()), tenant, withOrigin, token);
    }

    Decision administer(TenantId tenant, String token) {
        return decide(
                "/admin/tenants/{tenant}",
                "/admin/tenants/" + tenant,
                Map.of("tenant", tenant.value()),
                tenant,
                false,
                token);
    }

    /** The answer to one who asks for the list of tenants, at a host of the tenant. */
    Decision listTenants(TenantId tenant, String token) {
        return decide("/admin/tenants", "/admin/tenants", Map.of(), tenant, false, token);
    }

    private Decision decide(
            String resource,
            String path,
            Map<String, String> parameters,
            TenantId tenant,
            boolean withOrigin,
            String token) {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("authorization", List.of("Bearer " + token));
        if (withOrigin) {
            headers.put("origin", List.of(origin(tenant)));
        }
        String arn = "arn:aws:execute-api:eu-central-1:123456789012:api/prod/GET" + path;
        return authorizer.decide(new AuthorizerRequest(
                MethodArn.parse(arn),
                resource,
                "GET",
                path,
                parameters,
                new HeaderLines(Map.of(), headers),
                tenant + ".api.example.com",
                "id"));
    }

    /** A clock that is moved by hand. */
    static final class HandClock extends Clock {
        private Instant now = Instant.parse("2026-03-01T12:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** A registry that counts its queries and can fail. */
    static final class Counting implements RegistryReader {
        private final TenantStore store;
        boolean failing;
        boolean failingQueries;
        int queries;

        Counting(TenantStore store) {
            this.store = store;
        }

        private void read(boolean fails) {
            if (fails) {
                throw new RegistryUnavailableException("down");
            }
        }

        @Override
        public Reading readTenant(TenantId tenant, Optional<Origin> origin) {
            read(failing);
            return store.readTenant(tenant, origin);
        }

        @Override
        public Reading readOrigin(Origin origin, Instant now, Optional<TenantId> expected) {
            read(failing);
            return store.readOrigin(origin, now, expected);
        }

        @Override
        public Reading readIssuer(String iss) {
            read(failing);
            return store.readIssuer(iss);
        }

        @Override
        public Revocations readRevocations(Optional<TenantId> owner, long sequence) {
            queries++;
            read(failing || failingQueries);
            return store.readRevocations(owner, sequence);
        }
    }
}
