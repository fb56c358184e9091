package io.drawbridge.authorizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.authorizer.golden.GoldenCase.HeaderNames;
import io.drawbridge.authorizer.golden.GoldenCase.World;
import io.drawbridge.authorizer.golden.Placeholders;
import io.drawbridge.authorizer.golden.RegistrySource;
import io.drawbridge.gateway.http.Header;
import io.drawbridge.issuer.IssuerName;
import io.drawbridge.issuer.KeyStore;
import io.drawbridge.issuer.TokenMinter;
import io.drawbridge.issuer.TokenRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The events that a backend gets from this authorizer through the local gateway are the files in {@code
 * cors-headers/examples/events}, on which the helper for backends is tried, in Java and in other languages.
 *
 * <p>{@code -Ddrawbridge.events=write} writes them anew.
 */
final class BackendEventsTest {

    private static final Path FOLDER = Path.of("../cors-headers/examples/events");
    private static final boolean WRITE = "write".equals(System.getProperty("drawbridge.events"));
    private static final Instant RECEIVED = Instant.parse("2026-01-02T03:04:05Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Placeholders ISSUERS = new Placeholders("http://localhost:4000");
    private static final KeyStore KEYS = KeyStore.inMemory();
    private static final String REGISTRY = """
            {
              "platform": {"issuers": [{"id": "platform", "iss": "${issuer}/platform", "jwksUri": "${issuer}/platform/jwks.json",
                "audiences": ["orders-api"], "tenantClaim": "tenant"}]},
              "tenants": [
                {"id": "acme", "origins": [{"pattern": "https://app.acme.example"}],
                  "cors": {"methods": ["GET"], "requestHeaders": ["authorization"], "exposedHeaders": ["ETag", "X-Request-Id"], "credentials": true}},
                {"id": "globex", "origins": [{"pattern": "https://app.globex.example"}],
                  "cors": {"methods": ["GET"], "requestHeaders": ["authorization"], "exposedHeaders": ["ETag"], "credentials": false}},
                {"id": "umbrella", "origins": [{"pattern": "https://app.umbrella.example"}],
                  "cors": {"methods": ["GET"], "requestHeaders": ["authorization"], "exposedHeaders": [], "credentials": true}}]
            }
            """;

    @ParameterizedTest
    @CsvSource({
        "registered-origin, acme, https://app.acme.example",
        "no-origin, acme, ",
        "no-credentials, globex, https://app.globex.example",
        "no-expose-list, umbrella, https://app.umbrella.example"
    })
    void the_file_is_what_the_backend_gets(String name, String tenant, String origin) throws IOException {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("host", ApiInProcess.HOST));
        headers.add(new Header("user-agent", "curl/8"));
        headers.add(new Header("authorization", "Bearer " + token(tenant)));
        if (origin != null) {
            headers.add(new Header("origin", origin));
        }

        hold(name, api().backendEvent("GET", "/orders/17", headers, RECEIVED));
    }

    /** A method whose authorizer somebody forgot. */
    @Test
    void the_file_is_what_the_backend_of_a_public_method_gets() throws IOException {
        List<Header> headers =
                List.of(new Header("host", ApiInProcess.HOST), new Header("origin", "https://app.acme.example"));

        hold("no-authorizer", api().publicEvent("GET", "/orders/17", headers, RECEIVED));
    }

    @Test
    void there_is_no_other_file() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "registered-origin.json",
                            "no-origin.json",
                            "no-credentials.json",
                            "no-expose-list.json",
                            "no-authorizer.json");
        }
    }

    private static ApiInProcess api() {
        World world =
                new World(new RegistrySource.Document("backend events", REGISTRY), Map.of(), HeaderNames.LOWER_CASE);
        return new ApiInProcess(
                new GoldenAuthorizers(ISSUERS, KEYS).of(world), List.of("GET /orders/{id}"), Duration.ZERO);
    }

    private static String token(String tenant) {
        return new TokenMinter(
                        KEYS.keysOf(IssuerName.PLATFORM),
                        Clock.systemUTC(),
                        () -> UUID.randomUUID().toString())
                .mint(TokenRequest.from(IssuerName.PLATFORM.url(ISSUERS.issuer()))
                        .withTenant(tenant)
                        .withSubject("alice")
                        .withScopes(List.of("orders:read")));
    }

    private static void hold(String name, String event) throws IOException {
        Path file = FOLDER.resolve(name + ".json");
        JsonNode actual = withoutToken(JSON.readTree(event));
        if (WRITE) {
            DefaultPrettyPrinter printer =
                    new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
            Files.writeString(file, JSON.writer(printer).writeValueAsString(actual) + "\n");
        }
        assertThat(actual).isEqualTo(JSON.readTree(Files.readString(file)));
    }

    /** The token is another one each time, and none belongs into a file. */
    private static JsonNode withoutToken(JsonNode event) {
        if (event.at("/headers/authorization").isTextual()) {
            ((ObjectNode) event.at("/headers")).put("authorization", "Bearer TOKEN");
            ((ObjectNode) event.at("/multiValueHeaders"))
                    .putArray("authorization")
                    .add("Bearer TOKEN");
        }
        return event;
    }
}
