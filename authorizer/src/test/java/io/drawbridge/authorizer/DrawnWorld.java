package io.drawbridge.authorizer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.authorizer.cache.CachedRegistry;
import io.drawbridge.authorizer.token.CryptoProvider;
import io.drawbridge.authorizer.token.JwksSource;
import io.drawbridge.authorizer.token.TokenVerifier;
import io.drawbridge.gateway.http.Header;
import io.drawbridge.issuer.IssuerName;
import io.drawbridge.issuer.KeyStore;
import io.drawbridge.issuer.SigningAlgorithm;
import io.drawbridge.issuer.TokenMinter;
import io.drawbridge.issuer.TokenRequest;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.PatternRules;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.json.RegistryFile;
import io.drawbridge.registry.json.RegistrySeed;
import io.drawbridge.registry.memory.InMemoryTenantStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A registry in memory with two tenants and some route rules, and tokens of its platform issuer. */
final class DrawnWorld {

    /** One origin of each tenant. */
    static final Map<String, String> ORIGINS =
            Map.of("acme", "https://app.acme.example", "globex", "https://app.globex.example");

    private static final String ISSUERS = "http://localhost:4000";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final KeyStore KEYS = KeyStore.inMemory();
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private final String registry;

    /**
     * A world.
     *
     * @param platform the platform's rules
     * @param tenants the rules of each tenant by its id
     */
    DrawnWorld(List<Draws.Rule> platform, Map<String, List<Draws.Rule>> tenants) {
        ObjectNode document = JSON.objectNode();
        ObjectNode owner = document.putObject("platform");
        owner.putArray("issuers")
                .addObject()
                .put("id", "platform")
                .put("iss", IssuerName.PLATFORM.url(ISSUERS))
                .put("jwksUri", ISSUERS + "/platform/jwks.json")
                .put("tenantClaim", "tenant")
                .putArray("audiences")
                .add(TokenRequest.DEFAULT_AUDIENCE);
        rules(owner, platform);
        ArrayNode list = document.putArray("tenants");
        ORIGINS.keySet().stream().sorted().forEach(id -> {
            ObjectNode tenant = list.addObject().put("id", id);
            tenant.putArray("origins").addObject().put("pattern", ORIGINS.getOrDefault(id, ""));
            rules(tenant, tenants.getOrDefault(id, List.of()));
        });
        this.registry = document.toString();
    }

    private static void rules(ObjectNode owner, List<Draws.Rule> rules) {
        ArrayNode list = owner.putArray("routeRules");
        for (Draws.Rule rule : rules) {
            ObjectNode node = list.addObject().put("resource", rule.resource());
            rule.methods().forEach(node.putArray("methods")::add);
            if (!rule.path().isEmpty()) {
                node.put("path", rule.path());
            }
            ObjectNode scopes = node.putObject("scopes");
            rule.all().forEach(scopes.putArray("all")::add);
            rule.any().forEach(scopes.putArray("any")::add);
        }
    }

    /**
     * A fresh authorizer over this registry that remembers nothing yet.
     *
     * @param settings what its environment has beside the table and local mode
     */
    Authorizer authorizer(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("TABLE_NAME", "registry");
        environment.put("LOCAL_MODE", "true");
        AuthorizerConfig config = AuthorizerConfig.fromEnvironment(environment);
        TenantSource source = config.tenantSource();
        PublicSuffixList suffixes = PublicSuffixList.bundled();
        TenantStore store = new InMemoryTenantStore(source, suffixes, ETag.incarnations(new Random(1)));
        var document = RegistryFile.read(registry, new PatternRules(suffixes, source, true));
        RegistrySeed.load(document.orThrow(), store, Change.ofRegistryFile(Instant.EPOCH));
        Clock clock = Clock.systemUTC();
        return new Authorizer(
                config,
                new CachedRegistry(store, clock, config.registryCache(), config.registryStale()),
                new TokenVerifier(DrawnWorld::fetch, config.jwksStale(), CryptoProvider.jdk()),
                clock);
    }

    /** An Authorization line with a token of the platform's issuer. */
    static Header token(String tenant, Set<String> scopes) {
        String token = TOKENS.computeIfAbsent(
                tenant + scopes.stream().sorted().toList(),
                any -> new TokenMinter(
                                KEYS.keysOf(IssuerName.PLATFORM),
                                Clock.systemUTC(),
                                () -> UUID.randomUUID().toString())
                        .mint(TokenRequest.from(IssuerName.PLATFORM.url(ISSUERS))
                                .withTenant(tenant)
                                .withAlgorithm(SigningAlgorithm.ES256)
                                .withScopes(List.copyOf(scopes))
                                .withExpiresIn(Duration.ofHours(2))));
        return new Header("authorization", "Bearer " + token);
    }

    private static JwksSource.Answer fetch(Issuer issuer) {
        return new JwksSource.Document(KEYS.keysOf(IssuerName.PLATFORM).toPublicJson(), "");
    }
}
