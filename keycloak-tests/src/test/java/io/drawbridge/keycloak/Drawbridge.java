package io.drawbridge.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import io.drawbridge.gateway.GatewaySettings;
import io.drawbridge.gateway.LocalGateway;
import io.drawbridge.gateway.api.FunctionDefinition;
import io.drawbridge.gateway.api.RestApi;
import io.drawbridge.gateway.template.TemplateReader;
import io.drawbridge.gateway.template.TemplateResult;
import io.drawbridge.launcher.run.LocalDynamoDb;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.dynamodb.DynamoDbTenantStore;
import io.drawbridge.registry.dynamodb.RegistryTable;
import io.drawbridge.registry.json.Registry;
import io.drawbridge.registry.json.RegistrySeed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The product as it is deployed: {@code template.yaml} served by the local gateway, its functions from their jars in JVMs of
 * their own, the registry in DynamoDB Local. Local mode, since the provider is on loopback.
 */
final class Drawbridge implements AutoCloseable {

    static final String ORDERS = "/orders";

    private static final Path TEMPLATE = Path.of("../template.yaml");

    private final LocalDynamoDb dynamoDb;
    private final DynamoDbClient client;
    private final TenantStore store;
    private final LocalGateway gateway;
    private final Map<String, JsonNode> log;

    private Drawbridge(
            LocalDynamoDb dynamoDb,
            DynamoDbClient client,
            TenantStore store,
            LocalGateway gateway,
            Map<String, JsonNode> log) {
        this.dynamoDb = dynamoDb;
        this.client = client;
        this.store = store;
        this.gateway = gateway;
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @param parameters of the template
     * @param processes how many instances of each function there may be: each has keys of its own
     */
    static Drawbridge start(Tenants tenants, TenantSource source, Map<String, String> parameters, int processes) {
        Map<String, String> all = new HashMap<>(parameters);
        if (source != TenantSource.ORIGIN) {
            all.put("TenantSource", source.name().toLowerCase(Locale.ROOT));
        }
        var api = ((TemplateResult.Valid) TemplateReader.read(TEMPLATE, all)).api();
        String table = api.functions().stream()
                .map(function -> function.environment().get("TABLE_NAME"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        LocalDynamoDb dynamoDb = LocalDynamoDb.start(Optional.empty());
        DynamoDbClient client = dynamoDb.client();
        RegistryTable.createIfAbsent(client, table);
        TenantStore store = new DynamoDbTenantStore(
                client, table, source, PublicSuffixList.bundled(), ETag.incarnations(new SecureRandom()));
        List<RegistrySeed.Refusal> refusals =
                RegistrySeed.load(tenants.registry(source), store, Change.ofRegistryFile(Instant.EPOCH));
        if (!refusals.isEmpty()) {
            throw new IllegalStateException(refusals.toString());
        }
        Map<String, JsonNode> log = new ConcurrentHashMap<>();
        return new Drawbridge(dynamoDb, client, store, gateway(api, dynamoDb, processes, log), log);
    }

    private static LocalGateway gateway(RestApi api, LocalDynamoDb dynamoDb, int processes, Map<String, JsonNode> log) {
        GatewaySettings settings = GatewaySettings.defaults(0)
                .withMaxProcesses(processes)
                .withPrewarm(true)
                .withFunctionLog((function, requestId, text) -> {
                    if (text.startsWith("{")) {
                        JsonNode line = Http.parse(text);
                        log.put(line.path("requestId").asText(), line);
                    }
                });
        try {
            return LocalGateway.start(
                    api.withEnvironments(function -> environment(function, dynamoDb.endpoint())), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> environment(FunctionDefinition function, String dynamoDb) {
        Map<String, String> environment = new HashMap<>(function.environment());
        if (environment.containsKey("TABLE_NAME")) {
            environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb);
            environment.put("AWS_ACCESS_KEY_ID", "local");
            environment.put("AWS_SECRET_ACCESS_KEY", "local");
            environment.put("LOCAL_MODE", "true");
        }
        return environment;
    }

    /** Lists the orders from a page, which every valid token may. */
    Answer ask(IssuedToken token, String origin) {
        return send(request(ORDERS, token.text()).header("origin", origin));
    }

    /** The same from a server, which sends no Origin. */
    Answer ask(IssuedToken token) {
        return send(request(ORDERS, token.text()));
    }

    /** Sends any request. */
    Answer send(HttpRequest.Builder request) {
        Instant sentAt = Instant.now();
        return Answer.of(sentAt, Http.send(request));
    }

    HttpRequest.Builder request(String path, String token) {
        return Http.request("http://127.0.0.1:" + gateway.port() + path).header("authorization", "Bearer " + token);
    }

    /** The authorizer's own line about an answer, which may come a moment after it. */
    JsonNode logged(Answer answer) {
        Waiting.until(
                "a line of the log for " + answer, Duration.ofSeconds(20), () -> log.containsKey(answer.requestId()));
        return Objects.requireNonNull(log.get(answer.requestId()));
    }

    /** The registry, as an administrator's tools write it. */
    TenantStore store() {
        return store;
    }

    /** Writes every tenant's profile again. */
    void replaceTenants(Registry registry) {
        registry.tenants().forEach(tenant -> {
            ETag etag = store.tenant(tenant.id()).orElseThrow().etag();
            TenantStore.Outcome outcome = store.replaceTenant(tenant, etag, Change.ofRegistryFile(Instant.EPOCH));
            if (outcome != TenantStore.Outcome.DONE) {
                throw new IllegalStateException(tenant.id() + ": " + outcome);
            }
        });
    }

    @Override
    public void close() {
        gateway.close();
        client.close();
        dynamoDb.close();
    }
}
