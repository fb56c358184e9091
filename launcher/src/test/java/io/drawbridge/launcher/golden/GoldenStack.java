package io.drawbridge.launcher.golden;

import io.drawbridge.authorizer.golden.GoldenCase.HeaderNames;
import io.drawbridge.authorizer.golden.GoldenCase.World;
import io.drawbridge.authorizer.golden.Placeholders;
import io.drawbridge.authorizer.golden.RegistrySource;
import io.drawbridge.authorizer.golden.TokenForge;
import io.drawbridge.gateway.GatewaySettings;
import io.drawbridge.gateway.LocalGateway;
import io.drawbridge.gateway.api.FunctionDefinition;
import io.drawbridge.gateway.api.RestApi;
import io.drawbridge.gateway.template.TemplateReader;
import io.drawbridge.gateway.template.TemplateResult;
import io.drawbridge.issuer.IssuerName;
import io.drawbridge.issuer.KeyStore;
import io.drawbridge.issuer.LocalIssuer;
import io.drawbridge.issuer.TokenMinter;
import io.drawbridge.issuer.TokenRequest;
import io.drawbridge.launcher.run.LocalDynamoDb;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.PatternRules;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.dynamodb.DynamoDbTenantStore;
import io.drawbridge.registry.dynamodb.RegistryTable;
import io.drawbridge.registry.json.RegistryFile;
import io.drawbridge.registry.json.RegistrySeed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One DynamoDB Local and one set of issuers for all cases, and a gateway with a table of its own for each world. */
final class GoldenStack implements AutoCloseable {

    private static final Path TEMPLATE = Path.of("../template.yaml");
    private static final Path CACHED_TEMPLATE = Path.of("../examples/cached/template.yaml");
    private static final Path PATH_TEMPLATE = Path.of("../examples/path-tenants/template.yaml");
    private static final Set<IssuerName> ISSUERS = Set.of(
            IssuerName.PLATFORM,
            IssuerName.OFFLINE,
            IssuerName.tenant("acme"),
            IssuerName.tenant("globex"),
            IssuerName.tenant("initech"),
            IssuerName.tenant("umbrella"),
            IssuerName.tenant("hooli"),
            // Those of registries/providers.json.
            IssuerName.tenant("cognito"),
            IssuerName.tenant("auth0"),
            IssuerName.tenant("auth0-rbac"),
            IssuerName.tenant("auth0-rfc9068"),
            IssuerName.tenant("okta"),
            IssuerName.tenant("entra"),
            IssuerName.tenant("entra-apps"),
            IssuerName.tenant("entra-v1"),
            IssuerName.tenant("keycloak"),
            IssuerName.tenant("google"));

    private final KeyStore keys;
    private final LocalDynamoDb dynamoDb;
    private final LocalIssuer issuer;
    private final AtomicInteger tables = new AtomicInteger();

    private GoldenStack(KeyStore keys, LocalDynamoDb dynamoDb, LocalIssuer issuer) {
        this.keys = keys;
        this.dynamoDb = dynamoDb;
        this.issuer = issuer;
    }

    static GoldenStack start() throws IOException {
        KeyStore keys = KeyStore.inMemory();
        LocalIssuer issuer = LocalIssuer.start(new LocalIssuer.Settings(0, Optional.empty(), ISSUERS), keys);
        // Now rather than in the authorizer's two seconds for fetching them.
        ISSUERS.forEach(keys::keysOf);
        return new GoldenStack(keys, LocalDynamoDb.start(Optional.empty()), issuer);
    }

    Placeholders placeholders() {
        return new Placeholders(issuer.baseUrl());
    }

    TokenForge forge() {
        return new TokenForge(keys, placeholders());
    }

    /** A sound token of the shared issuer that names this tenant. */
    String token(String tenant) {
        return new TokenMinter(
                        keys.keysOf(IssuerName.PLATFORM),
                        Clock.systemUTC(),
                        () -> UUID.randomUUID().toString())
                .mint(TokenRequest.from(IssuerName.PLATFORM.url(issuer.baseUrl()))
                        .withTenant(tenant));
    }

    /** A platform administrator's token. */
    String administrator() {
        return token(
                IssuerName.PLATFORM,
                TokenRequest.from(IssuerName.PLATFORM.url(issuer.baseUrl()))
                        .withScopes(List.of(TokenRequest.ADMIN_SCOPE)),
                UUID.randomUUID().toString());
    }

    /** A token with this id, as its issuer would make it. */
    String token(IssuerName name, TokenRequest request, String tokenId) {
        return new TokenMinter(keys.keysOf(name), Clock.systemUTC(), () -> tokenId).mint(request);
    }

    /** The registry of the first world that was given a gateway. */
    TenantStore storeOfFirst(TenantSource source) {
        return new DynamoDbTenantStore(
                dynamoDb.client(), "registry-1", source, PublicSuffixList.bundled(), ETag.incarnations(new Random(2)));
    }

    /** Starts the gateway of a world; its functions start with the first request. */
    LocalGateway gateway(World world, Witness witness) throws IOException {
        return gateway(
                world,
                api(world),
                GatewaySettings.defaults(0)
                        .withMaxProcesses(1)
                        .withPrewarm(function -> !function.handler().contains(".admin."))
                        .withFunctionLog(witness)
                        .withListener(witness)
                        .withHeaderNames(
                                world.headerNames() == HeaderNames.LOWER_CASE
                                        ? io.drawbridge.gateway.call.HeaderNames.LOWER_CASE
                                        : io.drawbridge.gateway.call.HeaderNames.AS_RECEIVED));
    }

    /** Starts the gateway of any template in a world. */
    LocalGateway gateway(World world, RestApi api, GatewaySettings settings) throws IOException {
        String table = table(world);
        return LocalGateway.start(api.withEnvironments(function -> environment(function, world, table)), settings);
    }

    private static RestApi api(World world) {
        Path template =
                world.isCached() ? CACHED_TEMPLATE : world.tenantSource().equals("path") ? PATH_TEMPLATE : TEMPLATE;
        TemplateResult result = TemplateReader.read(template, Map.of());
        if (result instanceof TemplateResult.Invalid invalid) {
            throw new IllegalStateException(template + " has problems: " + invalid.problems());
        }
        return ((TemplateResult.Valid) result).api();
    }

    private Map<String, String> environment(FunctionDefinition function, World world, String table) {
        Map<String, String> environment = new HashMap<>(function.environment());
        if (environment.containsKey("TABLE_NAME")) {
            environment.put("TABLE_NAME", table);
            environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint());
            environment.put("AWS_ACCESS_KEY_ID", "local");
            environment.put("AWS_SECRET_ACCESS_KEY", "local");
            environment.put("LOCAL_MODE", "true");
            environment.putAll(world.environment());
        }
        return environment;
    }

    /** The name of a table that holds the world's registry; for an unreadable one, of no table. */
    private String table(World world) {
        String name = "registry-" + tables.incrementAndGet();
        if (world.registry() instanceof RegistrySource.Document document) {
            TenantSource source = TenantSource.valueOf(world.tenantSource().toUpperCase(Locale.ROOT));
            PublicSuffixList suffixes = PublicSuffixList.bundled();
            var registry =
                    RegistryFile.read(placeholders().fill(document.json()), new PatternRules(suffixes, source, true));
            if (!registry.problems().isEmpty()) {
                throw new IllegalStateException(document.name() + " has problems: " + registry.problems());
            }
            try (DynamoDbClient client = dynamoDb.client()) {
                RegistryTable.createIfAbsent(client, name);
                List<RegistrySeed.Refusal> refusals = RegistrySeed.load(
                        registry.orThrow(),
                        new DynamoDbTenantStore(client, name, source, suffixes, ETag.incarnations(new Random(1))),
                        Change.ofRegistryFile(Instant.EPOCH));
                if (!refusals.isEmpty()) {
                    throw new IllegalStateException(document.name() + " cannot be stored: " + refusals);
                }
            }
        }
        return name;
    }

    @Override
    public void close() {
        issuer.close();
        dynamoDb.close();
    }
}
