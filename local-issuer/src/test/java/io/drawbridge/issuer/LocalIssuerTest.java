package io.drawbridge.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LocalIssuerTest {

    private static final KeyStore KEYS = KeyStore.inMemory();
    private final HttpClient client = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init") // set before each test
    private LocalIssuer issuer;

    @BeforeEach
    void start() throws IOException {
        issuer = LocalIssuer.start(
                new LocalIssuer.Settings(
                        0,
                        Optional.empty(),
                        Set.of(IssuerName.PLATFORM, IssuerName.OFFLINE, IssuerName.tenant("acme"))),
                KEYS);
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void discoveryNamesTheIssuerAndItsKeys() throws Exception {
        HttpResponse<String> response = get("/tenants/acme/.well-known/openid-configuration");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        JsonNode document = new ObjectMapper().readTree(response.body());
        String url = "http://localhost:" + issuer.port() + "/tenants/acme";
        assertThat(document.get("issuer").asText()).isEqualTo(url);
        assertThat(document.get("jwks_uri").asText()).isEqualTo(url + "/jwks.json");
        assertThat(document.get("id_token_signing_alg_values_supported")).hasSize(6);
    }

    @Test
    void theKeysArePublicPartsThatAnyOriginMayReadAndCache() throws Exception {
        HttpResponse<String> response = get("/platform/jwks.json");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(KEYS.keysOf(IssuerName.PLATFORM).toPublicJson());
        JsonNode keys = new ObjectMapper().readTree(response.body()).get("keys");
        assertThat(keys).hasSize(6).allSatisfy(key -> {
            for (String secret : Set.of("d", "p", "q", "dp", "dq", "qi", "k")) {
                assertThat(key.has(secret)).as(secret).isFalse();
            }
        });
        assertThat(response.headers().firstValue("access-control-allow-origin")).contains("*");
        assertThat(response.headers().firstValue("cache-control")).contains("public, max-age=60");
    }

    @Test
    void whatIsNotServedAnswers404AsJson() throws Exception {
        for (String path : Set.of("/", "/platform", "/tenants/globex/jwks.json", "/jwks.json", "/tenants/acme/x")) {
            HttpResponse<String> response = get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(404);
            assertThat(response.body())
                    .isEqualTo("{\"error\":\"not_found\",\"message\":\"The local issuer serves"
                            + " /.well-known/openid-configuration and /jwks.json below /offline, /platform,"
                            + " /tenants/acme.\"}");
        }
    }

    @Test
    void onlyReadingIsAllowed() throws Exception {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(uri("/platform/jwks.json"))
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).contains("GET, HEAD");
        HttpResponse<String> head = client.send(
                HttpRequest.newBuilder(uri("/platform/jwks.json"))
                        .method("HEAD", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void theKeysCanBeSwitchedOffAndOnAndThoseOfTheOfflineIssuerStartOff() throws Exception {
        assertThat(get("/offline/jwks.json").statusCode()).isEqualTo(503);
        issuer.setFailing(IssuerName.PLATFORM, true);
        assertThat(get("/platform/jwks.json").statusCode()).isEqualTo(503);
        issuer.setFailing(IssuerName.PLATFORM, false);
        assertThat(get("/platform/jwks.json").statusCode()).isEqualTo(200);
    }

    @Test
    void theBaseUrlCanBeAnother() throws Exception {
        try (LocalIssuer other = LocalIssuer.start(
                new LocalIssuer.Settings(0, Optional.of("https://login.example.com"), Set.of(IssuerName.PLATFORM)),
                KEYS)) {
            assertThat(IssuerName.PLATFORM.url(other.baseUrl())).isEqualTo("https://login.example.com/platform");
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + issuer.port() + path);
    }
}
