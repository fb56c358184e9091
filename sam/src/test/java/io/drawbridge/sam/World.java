package io.drawbridge.sam;

import io.drawbridge.authorizer.golden.GoldenCase;
import io.drawbridge.authorizer.golden.GoldenEvent;
import io.drawbridge.authorizer.golden.Placeholders;
import io.drawbridge.authorizer.golden.RegistrySource;
import io.drawbridge.authorizer.golden.TokenForge;
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
import io.drawbridge.registry.dynamodb.DynamoDbTenantStore;
import io.drawbridge.registry.dynamodb.RegistryTable;
import io.drawbridge.registry.json.RegistryFile;
import io.drawbridge.registry.json.RegistrySeed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What functions in Docker meet on this machine: DynamoDB Local with a registry, and issuers that sign. */
final class World implements AutoCloseable {

    /** SAM CLI gives a reference to a resource that is not there its logical name. */
    static final String TABLE = "RegistryTable";

    private static final Set<IssuerName> ISSUERS = Stream.of("acme", "globex", "initech", "umbrella", "hooli")
            .map(IssuerName::tenant)
            .collect(Collectors.toSet());

    /** This machine as Docker's own network has it. */
    private static final String DOCKER_HOST = Command.run(new ProcessBuilder(
                    "docker", "network", "inspect", "bridge", "--format", "{{(index .IPAM.Config 0).Gateway}}"))
            .out()
            .strip();

    private final Set<String> images = new HashSet<>();
    private final KeyStore keys;
    private final LocalIssuer issuer;
    private final LocalDynamoDb dynamoDb;
    private final List<Relay> relays;

    private World(KeyStore keys, LocalIssuer issuer, LocalDynamoDb dynamoDb) {
        this.keys = keys;
        this.issuer = issuer;
        this.dynamoDb = dynamoDb;
        // Both listen on loopback alone, where nothing in Docker reaches them.
        this.relays = Stream.of(dynamoDb.endpoint(), issuer.baseUrl())
                .map(url -> URI.create(url).getPort())
                .map(port -> Relay.start(
                        new InetSocketAddress(DOCKER_HOST, port),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port)))
                .toList();
    }

    /** Starts it with the registry of a golden case. */
    static World of(RegistrySource registry) {
        KeyStore keys = KeyStore.inMemory();
        Set<IssuerName> names = Stream.concat(ISSUERS.stream(), Stream.of(IssuerName.PLATFORM, IssuerName.OFFLINE))
                .collect(Collectors.toSet());
        try {
            LocalIssuer issuer = LocalIssuer.start(new LocalIssuer.Settings(0, Optional.empty(), names), keys);
            // Now rather than in the authorizer's two seconds for fetching them.
            names.forEach(keys::keysOf);
            LocalDynamoDb dynamoDb = LocalDynamoDb.start(Optional.empty());
            fill(dynamoDb, ((RegistrySource.Document) registry).json(), issuer.baseUrl());
            return new World(keys, issuer, dynamoDb);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fill(LocalDynamoDb dynamoDb, String registry, String issuer) {
        PublicSuffixList suffixes = PublicSuffixList.bundled();
        try (DynamoDbClient client = dynamoDb.client()) {
            RegistryTable.createIfAbsent(client, TABLE);
            List<RegistrySeed.Refusal> refusals = RegistrySeed.load(
                    RegistryFile.read(
                                    new Placeholders(issuer).fill(registry),
                                    new PatternRules(suffixes, TenantSource.ORIGIN, true))
                            .orThrow(),
                    new DynamoDbTenantStore(
                            client, TABLE, TenantSource.ORIGIN, suffixes, ETag.incarnations(new Random(1))),
                    Change.ofRegistryFile(Instant.EPOCH));
            if (!refusals.isEmpty()) {
                throw new IllegalStateException(refusals.toString());
            }
        }
    }

    /** Builds the image of functions that meet this world, by the command that a user has, and returns its name. */
    synchronized String image(boolean withIssuer) {
        String dynamoDbPort = String.valueOf(URI.create(dynamoDb.endpoint()).getPort());
        String name = "drawbridge-test-" + dynamoDbPort + (withIssuer ? "-issuer" : "");
        List<String> command = new ArrayList<>(List.of("sh", "image", name, dynamoDbPort));
        if (images.contains(name)) {
            return name;
        }
        if (withIssuer) {
            command.add(String.valueOf(URI.create(issuer.baseUrl()).getPort()));
        }
        Command made = Command.run(new ProcessBuilder(command));
        if (made.code() != 0) {
            throw new IllegalStateException(made.err());
        }
        images.add(name);
        return name;
    }

    Placeholders placeholders() {
        return new Placeholders(issuer.baseUrl());
    }

    TokenForge forge() {
        return new TokenForge(keys, placeholders());
    }

    /** A token of the platform's issuer. */
    String token(TokenRequest request) {
        return new TokenMinter(
                        keys.keysOf(IssuerName.PLATFORM),
                        Clock.systemUTC(),
                        () -> UUID.randomUUID().toString())
                .mint(request);
    }

    /** The event of a golden case, with a token made now. */
    GoldenEvent event(GoldenCase golden) {
        return GoldenEvent.of(golden, placeholders(), golden.request().token().map(forge()::authorization));
    }

    DynamoDbClient client() {
        return dynamoDb.client();
    }

    /** And what SAM CLI builds on it under the same name. */
    private static void remove(String image) {
        String ids = Command.run(new ProcessBuilder("docker", "image", "ls", "--quiet", image))
                .out();
        List<String> command = new ArrayList<>(List.of("docker", "image", "rm", "--force"));
        ids.lines().distinct().forEach(command::add);
        Command.run(new ProcessBuilder(command));
    }

    @Override
    public void close() {
        images.forEach(World::remove);
        relays.forEach(Relay::close);
        issuer.close();
        dynamoDb.close();
    }
}
