package io.drawbridge.launcher.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.admin.openapi.ApiDocument;
import io.drawbridge.admin.openapi.Call;
import io.drawbridge.admin.openapi.Reply;
import io.drawbridge.gateway.GatewaySettings;
import io.drawbridge.gateway.LocalGateway;
import io.drawbridge.gateway.api.FunctionDefinition;
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
import io.drawbridge.registry.dynamodb.DynamoDbTenantStore;
import io.drawbridge.registry.dynamodb.RegistryTable;
import io.drawbridge.registry.json.RegistryFile;
import io.drawbridge.registry.json.RegistrySeed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code template.yaml} as it is deployed, with a cache time of 1 s, and whoever talks to it. */
public final class AdminStack implements AutoCloseable {

    public static final IssuerName ACME = IssuerName.tenant("acme");
    public static final IssuerName GLOBEX = IssuerName.tenant("globex");

    private static final Path TEMPLATE = Path.of("../template.yaml");
    private static final String TABLE = "registry";
    private static final Set<IssuerName> ISSUERS = Set.of(IssuerName.PLATFORM, ACME, GLOBEX);

    private static final String REGISTRY = """
            {"platform": {"issuers": [{"id": "platform", "iss": "ISSUER/platform", "jwksUri": "ISSUER/platform/jwks.json",
               "audiences": ["orders-api"], "tenantClaim": "tenant"}]},
             "tenants": [
               {"id": "acme", "issuers": [{"id": "own", "iss": "ISSUER/tenants/acme",
                  "jwksUri": "ISSUER/tenants/acme/jwks.json", "audiences": ["orders-api"], "tokenIdRequired": true}]},
               {"id": "globex"}]}
            """;

    private final KeyStore keys = KeyStore.inMemory();
    private final HttpClient http = HttpClient.newHttpClient();
    private final LocalIssuer issuer;
    private final LocalDynamoDb dynamoDb;
    private final LocalGateway gateway;

    public AdminStack() throws IOException {
        this(REGISTRY);
    }

    /** In monitor mode, which lets every origin in. */
    static AdminStack monitoring() throws IOException {
        return new AdminStack(
                REGISTRY.replace("\"platform\": {", "\"platform\": {\"monitorUntil\": \"2099-01-01T00:00:00Z\", "));
    }

    private AdminStack(String registry) throws IOException {
        issuer = LocalIssuer.start(new LocalIssuer.Settings(0, Optional.empty(), ISSUERS), keys);
        // Now rather than in the authorizer's two seconds for fetching them.
        ISSUERS.forEach(keys::keysOf);
        dynamoDb = LocalDynamoDb.start(Optional.empty());
        fillTable(registry);
        TemplateResult.Valid template =
                (TemplateResult.Valid) TemplateReader.read(TEMPLATE, Map.of("RegistryCacheSeconds", "1"));
        gateway = LocalGateway.start(
                template.api().withEnvironments(this::environment),
                GatewaySettings.defaults(0).withMaxProcesses(1).withPrewarm(true));
    }

    private void fillTable(String registry) {
        PublicSuffixList suffixes = PublicSuffixList.bundled();
        PatternRules rules = new PatternRules(suffixes, TenantSource.ORIGIN, true);
        try (DynamoDbClient client = dynamoDb.client()) {
            RegistryTable.createIfAbsent(client, TABLE);
            List<RegistrySeed.Refusal> refusals = RegistrySeed.load(
                    RegistryFile.read(registry.replace("ISSUER", issuer.baseUrl()), rules)
                            .orThrow(),
                    new DynamoDbTenantStore(
                            client, TABLE, TenantSource.ORIGIN, suffixes, ETag.incarnations(new Random(1))),
                    Change.ofRegistryFile(Instant.EPOCH));
            if (!refusals.isEmpty()) {
                throw new IllegalStateException(refusals.toString());
            }
        }
    }

    private Map<String, String> environment(FunctionDefinition function) {
        Map<String, String> environment = new HashMap<>(function.environment());
        if (environment.containsKey("TABLE_NAME")) {
            environment.put("TABLE_NAME", TABLE);
            environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint());
            environment.put("AWS_ACCESS_KEY_ID", "local");
            environment.put("AWS_SECRET_ACCESS_KEY", "local");
            environment.put("LOCAL_MODE", "true");
        }
        return environment;
    }

    /** Where it is. */
    public String url() {
        return "http://127.0.0.1:" + gateway.port();
    }

    /** The {@code iss} of a local issuer. */
    public String iss(IssuerName name) {
        return name.url(issuer.baseUrl());
    }

    /** A platform administrator's token. */
    public String administrator() {
        return mint(
                IssuerName.PLATFORM,
                TokenRequest.from(iss(IssuerName.PLATFORM)).withScopes(List.of(TokenRequest.ADMIN_SCOPE)));
    }

    /** A token of a tenant's own issuer. */
    public String token(IssuerName name, String... scopes) {
        return mint(name, TokenRequest.from(iss(name)).withSubject("alice").withScopes(List.of(scopes)));
    }

    /** A platform administrator's token that ended two minutes ago, which no clock's skew explains. */
    public String expired() {
        return mint(
                IssuerName.PLATFORM,
                TokenRequest.from(iss(IssuerName.PLATFORM))
                        .withScopes(List.of(TokenRequest.ADMIN_SCOPE))
                        .withExpiresIn(Duration.ofMinutes(-2)));
    }

    private String mint(IssuerName name, TokenRequest request) {
        return new TokenMinter(
                        keys.keysOf(name),
                        Clock.systemUTC(),
                        () -> UUID.randomUUID().toString())
                .mint(request);
    }

    /**
     * Sends a request; header names and values follow each other, and an empty token is none. What the admin API answers is as its
     * description says, and so is what it was asked where it did that.
     */
    HttpResponse<String> send(String token, String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("authorization", "Bearer " + token);
        }
        if (!body.isEmpty()) {
            request.header("content-type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            if (path.startsWith("/admin")) {
                described(method, path, body, answer);
            }
            return answer;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void described(String method, String path, String body, HttpResponse<String> answer) {
        ApiDocument document = ApiDocument.bundled();
        Call call = document.call(method, path, first(answer.request().headers()), body);
        Reply reply = new Reply(answer.statusCode(), first(answer.headers()), answer.body());
        assertThat(document.violations(call, reply))
                .as("%s %s %s", method, path, reply)
                .isEmpty();
    }

    private static Map<String, String> first(HttpHeaders headers) {
        Map<String, String> first = new HashMap<>();
        headers.map().forEach((name, values) -> first.put(name, values.get(0)));
        return first;
    }

    @Override
    public void close() {
        gateway.close();
        dynamoDb.close();
        issuer.close();
    }
}
