package io.drawbridge.launcher.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.gateway.GatewaySettings;
import io.drawbridge.gateway.api.FunctionDefinition;
import io.drawbridge.gateway.api.RestApi;
import io.drawbridge.gateway.response.MissingValue;
import io.drawbridge.issuer.KeyStore;
import io.drawbridge.launcher.run.LaunchPlan;
import io.drawbridge.launcher.run.LocalPorts;
import io.drawbridge.launcher.run.LocalStack;
import io.drawbridge.launcher.run.SeedFile;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.CorsSettings;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.ImportJob;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.dynamodb.DynamoDbTenantStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What {@code ./drawbridge up} starts, running a template with the built jars and the registry of the proof. */
final class Product implements AutoCloseable {

    private static final Path TEMPLATE =
            Path.of("..", "template.yaml").toAbsolutePath().normalize();

    private static final Path WITH_PLANS = Path.of("..", "examples", "usage-plans", "template.yaml")
            .toAbsolutePath()
            .normalize();

    private static final Map<String, String> KEYS =
            Map.of("AcmeApiKey", "acme-0123456789abcdefghij", "GlobexApiKey", "globex-0123456789abcdefghij");

    /** Instead of ten seconds: what a check has to wait for a revocation to be in force. */
    private static final String CACHE_SECONDS = "1";

    private final LocalStack stack;
    private final DynamoDbClient client;
    private final TenantStore registry;
    private final String demo;
    private final Urls urls;
    private final Tokens tokens;
    private final Traffic traffic;

    private Product(LocalStack stack, LocalStack.Running running, RestApi api, Tokens tokens, Traffic traffic) {
        this.stack = stack;
        this.client = DynamoDbClient.builder()
                .endpointOverride(URI.create(running.dynamoDb()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        this.registry = new DynamoDbTenantStore(
                client,
                tableName(api),
                TenantSource.ORIGIN,
                PublicSuffixList.bundled(),
                ETag.incarnations(new SecureRandom()));
        this.demo = running.fronts().get(0).origin();
        JsonNode apis = config(demo).path("apis");
        this.urls = new Urls(running.apiPort(), port(apis, "registry"), port(apis, "internal"), new AtomicInteger());
        this.tokens = tokens;
        this.traffic = traffic;
    }

    /**
     * Starts it.
     *
     * @param missing what the gateways make of mapped headers without a value, which nobody knows of AWS's
     */
    static Product start(Sites sites, MissingValue missing) {
        return start(TEMPLATE, Map.of(), sites::registry, settings -> settings.withMissingValue(missing));
    }

    /** Starts it with the page that shows what goes through. */
    static Product withTrafficPage(Sites sites) {
        io.drawbridge.gateway.traffic.Traffic shown = new io.drawbridge.gateway.traffic.Traffic();
        return start(TEMPLATE, Map.of(), sites::registry, settings -> settings.withTraffic(shown));
    }

    /**
     * Starts it with a usage plan for each tenant.
     *
     * @param clock by which plans are counted
     */
    static Product withPlans(Sites sites, Clock clock) {
        return start(WITH_PLANS, KEYS, ports -> withKeys(sites.registry(ports)), settings -> settings.withClock(clock));
    }

    private static Product start(
            Path template,
            Map<String, String> parameters,
            Function<LocalPorts, String> registry,
            UnaryOperator<GatewaySettings> how) {
        LocalPorts ports = freePorts();
        KeyStore keys = KeyStore.inMemory();
        Traffic traffic = new Traffic();
        RestApi api = LaunchPlan.readTemplate(template, parameters).withEnvironments(Product::impatient);
        LaunchPlan plan = new LaunchPlan(
                template,
                api,
                Optional.of(SeedFile.read(write(registry.apply(ports)), TenantSource.ORIGIN)),
                true,
                Optional.empty(),
                Optional.empty(),
                ports);
        LocalStack stack = new LocalStack(
                plan,
                keys,
                Clock.systemUTC(),
                () -> UUID.randomUUID().toString(),
                (port, name) -> how.apply(GatewaySettings.defaults(port)
                        .withListener(traffic::record)
                        .withEnvironment(System.getenv())));
        try {
            return new Product(stack, stack.start(), api, new Tokens(keys, ports.issuerUrl()), traffic);
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /** The registry with usage plans on, in which every tenant has the key that the template gives it, or one of its own. */
    private static String withKeys(String registry) {
        try {
            JsonNode document = new ObjectMapper().readTree(registry);
            ((ObjectNode) document.path("platform")).put("usagePlans", true);
            for (JsonNode tenant : document.path("tenants")) {
                String id = tenant.path("id").textValue();
                ((ObjectNode) tenant).put("usageIdentifierKey", id + "-0123456789abcdefghij");
            }
            return document.toString();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> impatient(FunctionDefinition function) {
        Map<String, String> environment = new HashMap<>(function.environment());
        environment.replace("REGISTRY_CACHE_SECONDS", CACHE_SECONDS);
        return environment;
    }

    private static String tableName(RestApi api) {
        return Objects.requireNonNull(
                LaunchPlan.authorizerOf(api).orElseThrow().environment().get("TABLE_NAME"));
    }

    /** Takes an origin of acme's out of the registry. */
    void revoke(Site site) {
        TenantId tenant = new TenantId(site.tenant());
        OriginPattern pattern = OriginPattern.parse(site.origin()).value().orElseThrow();
        ETag etag = registry.origin(tenant, pattern).orElseThrow().etag();
        TenantStore.Outcome outcome =
                registry.removeOrigin(tenant, pattern, etag, Change.ofRegistryFile(Instant.EPOCH));
        if (outcome != TenantStore.Outcome.DONE) {
            throw new IllegalStateException(site.origin() + " was not revoked: " + outcome);
        }
    }

    /** Gives a tenant many origins and no others, {@code https://n0.DOMAIN} and so on, as an import does. */
    void register(TenantId tenant, String domain, int count) {
        Change change = Change.ofRegistryFile(Instant.now());
        Stored<Tenant> profile = registry.tenant(tenant).orElseThrow();
        String job = registry.beginImport(profile.value(), true, change, Optional.empty())
                .job()
                .orElseThrow()
                .id();
        List<RegisteredOrigin> all = IntStream.range(0, count)
                .mapToObj(i -> registration(tenant, "https://n" + i + "." + domain))
                .toList();
        for (int part = 0; part * ImportJob.MAX_PART < count; part++) {
            int from = part * ImportJob.MAX_PART;
            List<RegisteredOrigin> some = all.subList(from, Math.min(count, from + ImportJob.MAX_PART));
            demand(registry.putPart(tenant, job, part + 1, some, change));
        }
        TenantStore.Outcome outcome = TenantStore.Outcome.UNFINISHED;
        while (outcome == TenantStore.Outcome.UNFINISHED) {
            outcome = registry.commitImport(tenant, job, profile.etag(), change).outcome();
        }
        demand(outcome);
    }

    private static void demand(TenantStore.Outcome outcome) {
        if (outcome != TenantStore.Outcome.DONE) {
            throw new IllegalStateException("Not imported: " + outcome);
        }
    }

    private static RegisteredOrigin registration(TenantId tenant, String pattern) {
        return new RegisteredOrigin(
                tenant,
                OriginPattern.parse(pattern).value().orElseThrow(),
                RegisteredOrigin.Status.ACTIVE,
                CorsSettings.NONE,
                Optional.empty(),
                "One of very many");
    }

    /** Acme's demo page. */
    String demoPage() {
        return demo + "/";
    }

    Urls urls() {
        return urls;
    }

    Tokens tokens() {
        return tokens;
    }

    Traffic traffic() {
        return traffic;
    }

    @Override
    public void close() {
        client.close();
        stack.close();
    }

    /** The demo's front ends tell their page where the gateways are; that is how anybody learns the outages' ports. */
    private static JsonNode config(String frontEnd) {
        try (InputStream json = URI.create(frontEnd + "/config.json").toURL().openStream()) {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int port(JsonNode apis, String name) {
        return URI.create(apis.path(name).asText()).getPort();
    }

    private static Path write(String registry) {
        try {
            Path file = Files.createTempFile("browser-proof", ".json");
            file.toFile().deleteOnExit();
            return Files.writeString(file, registry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ports that are part of registered URLs must be known before the registry is; held together so that they differ. */
    private static LocalPorts freePorts() {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return new LocalPorts(
                    0,
                    held.get(0).getLocalPort(),
                    held.get(1).getLocalPort(),
                    held.get(2).getLocalPort(),
                    held.get(3).getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            held.forEach(Product::release);
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
