package io.drawbridge.authorizer;

import io.drawbridge.authorizer.cache.CachedRegistry;
import io.drawbridge.authorizer.golden.GoldenCase.World;
import io.drawbridge.authorizer.golden.Placeholders;
import io.drawbridge.authorizer.golden.RegistrySource;
import io.drawbridge.authorizer.token.CryptoProvider;
import io.drawbridge.authorizer.token.JwksSource;
import io.drawbridge.authorizer.token.TokenVerifier;
import io.drawbridge.issuer.IssuerName;
import io.drawbridge.issuer.KeyStore;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.Origin;
import io.drawbridge.registry.PatternRules;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.RegistryReader;
import io.drawbridge.registry.RegistryUnavailableException;
import io.drawbridge.registry.Revocations;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.json.RegistryFile;
import io.drawbridge.registry.json.RegistrySeed;
import io.drawbridge.registry.memory.InMemoryTenantStore;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** One authorizer for each world of the golden cases: the product's own parts over a registry in memory. */
final class GoldenAuthorizers {

    private final Placeholders placeholders;
    private final KeyStore keys;
    private final Map<World, Authorizer> authorizers = new ConcurrentHashMap<>();

    GoldenAuthorizers(Placeholders placeholders, KeyStore keys) {
        this.placeholders = placeholders;
        this.keys = keys;
    }

    /**
     * The authorizer of a world.
     *
     * @throws IllegalArgumentException if it refuses to start with the world's environment
     */
    Authorizer of(World world) {
        return authorizers.computeIfAbsent(world, this::start);
    }

    private Authorizer start(World world) {
        AuthorizerConfig config = AuthorizerConfig.fromEnvironment(environment(world));
        Clock clock = Clock.systemUTC();
        RegistryReader registry = new CachedRegistry(
                registry(world.registry(), config.tenantSource()),
                clock,
                config.registryCache(),
                config.registryStale());
        return new Authorizer(
                config, registry, new TokenVerifier(this::fetch, config.jwksStale(), CryptoProvider.jdk()), clock);
    }

    /** What the templates give the authorizer, and what a local run puts over that. */
    private static Map<String, String> environment(World world) {
        Map<String, String> environment = new HashMap<>();
        environment.put("TABLE_NAME", "registry");
        environment.put("LOCAL_MODE", "true");
        environment.put(
                "NOT_FOUND_RESOURCES",
                world.tenantSource().equals("path") ? "/ /{tenant} /{tenant}/{proxy+}" : "/ /{proxy+}");
        if (world.isCached()) {
            environment.put("UNAUTHENTICATED_STATUS", "403");
            environment.put(
                    "POLICY_ROUTES",
                    "GET /orders, POST /orders, GET /orders/{id}, DELETE /orders/{id}, GET /orders/slow, GET /orders/broken,"
                            + " ANY /{proxy+}, ANY /");
        }
        environment.putAll(world.environment());
        return environment;
    }

    private RegistryReader registry(RegistrySource source, TenantSource tenantSource) {
        if (!(source instanceof RegistrySource.Document document)) {
            return new UnreadableRegistry();
        }
        PublicSuffixList suffixes = PublicSuffixList.bundled();
        TenantStore store = new InMemoryTenantStore(tenantSource, suffixes, ETag.incarnations(new Random(1)));
        var registry =
                RegistryFile.read(placeholders.fill(document.json()), new PatternRules(suffixes, tenantSource, true));
        if (!registry.problems().isEmpty()) {
            throw new IllegalStateException(
                    "The registry " + document.name() + " has problems: " + registry.problems());
        }
        List<RegistrySeed.Refusal> refusals =
                RegistrySeed.load(registry.orThrow(), store, Change.ofRegistryFile(Instant.EPOCH));
        if (!refusals.isEmpty()) {
            throw new IllegalStateException("The registry " + document.name() + " cannot be stored: " + refusals);
        }
        return store;
    }

    /** The local issuers without their HTTP: the run over HTTP has that. */
    private JwksSource.Answer fetch(Issuer issuer) {
        String place =
                issuer.jwksUri().toString().substring(placeholders.issuer().length() + 1);
        IssuerName name = new IssuerName(place.substring(0, place.length() - "/jwks.json".length()));
        return name.equals(IssuerName.OFFLINE)
                ? new JwksSource.Failure("the issuer is offline")
                : new JwksSource.Document(keys.keysOf(name).toPublicJson(), "");
    }

    /** Row 15. */
    private static final class UnreadableRegistry implements RegistryReader {
        @Override
        public Reading readTenant(TenantId tenant, Optional<Origin> origin) {
            throw unreadable();
        }

        @Override
        public Reading readOrigin(Origin origin, Instant now, Optional<TenantId> expected) {
            throw unreadable();
        }

        @Override
        public Reading readIssuer(String iss) {
            throw unreadable();
        }

        @Override
        public Revocations readRevocations(Optional<TenantId> owner, long sequence) {
            throw unreadable();
        }

        private static RegistryUnavailableException unreadable() {
            return new RegistryUnavailableException("the golden case wants it so");
        }
    }
}
