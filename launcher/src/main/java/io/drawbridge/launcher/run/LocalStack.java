package io.drawbridge.launcher.run;

import io.drawbridge.gateway.GatewaySettings;
import io.drawbridge.gateway.LocalGateway;
import io.drawbridge.gateway.api.RestApi;
import io.drawbridge.issuer.IssuerName;
import io.drawbridge.issuer.KeyStore;
import io.drawbridge.issuer.LocalIssuer;
import io.drawbridge.issuer.SignIn;
import io.drawbridge.launcher.demo.DemoSettings;
import io.drawbridge.launcher.demo.DemoTokens;
import io.drawbridge.launcher.demo.FrontEnd;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.dynamodb.DynamoDbTenantStore;
import io.drawbridge.registry.dynamodb.RegistryTable;
import io.drawbridge.registry.json.RegistrySeed;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Everything that {@code ./drawbridge up} runs.
 *
 * <p>Independent parts start side by side. {@link #close} stops what was started, at any time, also while starting.
 */
public final class LocalStack implements AutoCloseable {

    /** What {@code drawbridge token} mints for unless told otherwise, too. */
    private static final Duration SIGNED_IN = Duration.ofMinutes(10);

    private final LaunchPlan plan;
    private final KeyStore keys;
    private final Clock clock;
    private final Supplier<String> ids;
    private final Gateways gateways;
    private final Parts parts = new Parts();

    /**
     * A stack that is not started yet.
     *
     * @param gateways how the gateways run
     */
    public LocalStack(LaunchPlan plan, KeyStore keys, Clock clock, Supplier<String> ids, Gateways gateways) {
        this.plan = plan;
        this.keys = keys;
        this.clock = clock;
        this.ids = ids;
        this.gateways = gateways;
    }

    /** How gateways run: there are some beside the one that works, for the outages that the demo shows. */
    @FunctionalInterface
    public interface Gateways {

        /**
         * The settings of one gateway.
         *
         * @param port its port
         * @param name what to call it in the log; empty for the one that works
         */
        GatewaySettings on(int port, String name);
    }

    /**
     * What runs where.
     *
     * @param apiPort the gateway's port
     * @param dynamoDb where DynamoDB Local answers, such as {@code http://127.0.0.1:41231}; empty without our authorizer
     * @param table what became of the table, in words; empty without our authorizer
     * @param fronts the front ends; none without our authorizer
     */
    public record Running(int apiPort, String dynamoDb, String table, List<DemoSettings.Front> fronts) {
        public Running {
            fronts = List.copyOf(fronts);
        }
    }

    /**
     * Starts everything and returns when all of it answers.
     *
     * @throws LaunchException in the user's words, if something prevents it
     */
    public Running start() {
        boolean demo = plan.seed().isPresent();
        PortCheck.requireFree(plan.ports().uses(demo));
        ExecutorService side = Executors.newCachedThreadPool();
        try {
            return demo ? startAll(side, plan.seed().get()) : startGatewayAlone();
        } finally {
            side.shutdownNow();
        }
    }

    @Override
    public void close() {
        parts.close();
    }

    private Running startGatewayAlone() {
        int port = listen(prepare(plan.api(), gateways.on(plan.ports().api(), "")));
        return new Running(port, "", "", List.of());
    }

    private Running startAll(ExecutorService side, SeedFile seed) {
        Future<LocalIssuer> issuer = side.submit(() -> startIssuer(seed));
        Future<Integer> withoutRegistry =
                side.submit(() -> outage(LocalEnvironment.withoutRegistry(plan.api(), plan.tenantSource()), "row 15"));
        Future<Integer> withoutAuthorizer = side.submit(
                () -> outage(LocalEnvironment.withoutAuthorizer(plan.api(), plan.tenantSource()), "row 18"));
        LocalDynamoDb dynamoDb = parts.keep(LocalDynamoDb.start(dataFolder()));
        Future<LocalGateway> gateway = side.submit(() -> prepare(
                LocalEnvironment.withSignIn(
                        LocalEnvironment.of(plan.api(), dynamoDb.endpoint(), plan.tenantSource()), platformIssuer()),
                // Most runs never administer anything, and a process is 100 MB.
                gateways.on(plan.ports().api(), "").withPrewarm(function -> !LaunchPlan.isAdminApi(function))));
        String table = fillTable(dynamoDb, seed);
        // Not before: the authorizer remembers for a while that an origin is not registered.
        int port = listen(result(gateway));
        DemoSettings demo = new DemoSettings(
                plan.effectiveSource().name().toLowerCase(Locale.ROOT),
                Integer.parseInt(plan.authorizerSetting("UNAUTHENTICATED_STATUS", "401")),
                Map.of(
                        DemoSettings.MAIN, port,
                        DemoSettings.WITHOUT_REGISTRY, result(withoutRegistry),
                        DemoSettings.WITHOUT_AUTHORIZER, result(withoutAuthorizer)),
                fronts());
        startFrontEnds(demo);
        letPeopleSignIn(result(issuer), seed, port);
        return new Running(port, dynamoDb.endpoint(), table, demo.fronts());
    }

    private List<DemoSettings.Front> fronts() {
        LocalPorts ports = plan.ports();
        return List.of(
                new DemoSettings.Front(Optional.of("acme"), "globex", "http://localhost:" + ports.acme()),
                new DemoSettings.Front(Optional.of("globex"), "acme", "http://localhost:" + ports.globex()),
                new DemoSettings.Front(Optional.empty(), "globex", "http://localhost:" + ports.nobody()));
    }

    private LocalIssuer startIssuer(SeedFile seed) throws IOException {
        Set<IssuerName> names = new HashSet<>(Set.of(IssuerName.PLATFORM, IssuerName.OFFLINE));
        seed.tenantIds().forEach(tenant -> names.add(IssuerName.tenant(tenant)));
        LocalIssuer issuer = parts.keep(LocalIssuer.start(
                new LocalIssuer.Settings(
                        plan.ports().issuer(), Optional.of(plan.ports().issuerUrl()), names),
                keys));
        // Now rather than in the authorizer's two seconds for fetching them.
        names.forEach(keys::keysOf);
        return issuer;
    }

    private String platformIssuer() {
        return IssuerName.PLATFORM.url(plan.ports().issuerUrl());
    }

    /** Only now is it known where the admin page is, by both names that people call this machine by. */
    private void letPeopleSignIn(LocalIssuer issuer, SeedFile seed, int apiPort) {
        Set<URI> pages = Stream.of("127.0.0.1", "localhost")
                .map(host -> URI.create("http://" + host + ":" + apiPort + "/admin"))
                .collect(Collectors.toSet());
        issuer.serve(new SignIn(
                new SignIn.Settings(platformIssuer(), pages, seed.tenantIds(), SIGNED_IN),
                keys.keysOf(IssuerName.PLATFORM),
                clock,
                ids,
                new SecureRandom()));
    }

    private Optional<Path> dataFolder() {
        // A table that was filled in one mode cannot be used in another: only origin mode has claims.
        Optional<Path> folder = plan.data()
                .map(data -> data.resolve(plan.effectiveSource().name().toLowerCase(Locale.ROOT)));
        folder.ifPresent(path -> {
            try {
                Files.createDirectories(path);
            } catch (IOException e) {
                throw new LaunchException(
                        "The folder " + path + " cannot be made (" + e + "). Name another with --data.", e);
            }
        });
        return folder;
    }

    private String fillTable(LocalDynamoDb dynamoDb, SeedFile seed) {
        String name = plan.authorizerSetting("TABLE_NAME", "");
        if (name.isEmpty()) {
            throw new LaunchException("The authorizer of " + plan.template()
                    + " has no environment variable TABLE_NAME. It reads the registry from that table: set it.");
        }
        try (DynamoDbClient client = dynamoDb.client()) {
            RegistryTable.createIfAbsent(client, name);
            TenantStore store = new DynamoDbTenantStore(
                    client,
                    name,
                    plan.effectiveSource(),
                    PublicSuffixList.bundled(),
                    ETag.incarnations(new SecureRandom()));
            String place = plan.data().map(folder -> "kept in " + folder).orElse("in memory");
            if (RegistrySeed.isEmpty(store)) {
                seed.load(store, clock.instant());
                return place + ", filled from " + seed.file();
            }
            if (plan.seedIsAsked()) {
                throw new LaunchException("The table " + place + " already holds a registry, so " + seed.file()
                        + " was not loaded. Leave out --registry to use the table as it is, or name an empty folder"
                        + " with --data.");
            }
            return place + ", as an earlier run left it";
        }
    }

    private int outage(RestApi api, String name) {
        // Functions of an outage start with the first request that shows it: most runs never need them.
        return listen(prepare(api, gateways.on(0, name).withMaxProcesses(1)));
    }

    private LocalGateway prepare(RestApi api, GatewaySettings how) {
        try {
            return parts.keep(LocalGateway.prepare(api, how));
        } catch (IOException e) {
            throw doesNotStart(e);
        }
    }

    private static int listen(LocalGateway gateway) {
        try {
            gateway.listen();
            return gateway.port();
        } catch (IOException e) {
            throw doesNotStart(e);
        }
    }

    private static LaunchException doesNotStart(IOException e) {
        return new LaunchException("The local gateway does not start: " + e.getMessage(), e);
    }

    private void startFrontEnds(DemoSettings demo) {
        DemoTokens tokens = new DemoTokens(keys, clock, ids, plan.ports().issuerUrl());
        List<String> problems = new ArrayList<>();
        for (DemoSettings.Front front : demo.fronts()) {
            try {
                parts.keep(FrontEnd.start(demo, front, tokens));
            } catch (IOException e) {
                problems.add(front.origin() + ": " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new LaunchException("The demo's front ends do not start:", problems);
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LaunchException known) {
                throw known;
            }
            throw new LaunchException("A part does not start: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("Stopped while starting.", e);
        }
    }
}
