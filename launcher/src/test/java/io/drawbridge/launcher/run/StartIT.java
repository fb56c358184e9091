package io.drawbridge.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.gateway.GatewaySettings;
import io.drawbridge.gateway.api.RestApi;
import io.drawbridge.issuer.KeyStore;
import io.drawbridge.registry.TenantSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who cannot wait asks while everything still starts. */
final class StartIT {

    private static final String ORIGIN = "https://app.acme.example";

    private static final String REGISTRY = """
            {"tenants": [{"id": "acme", "displayName": "Acme", "cors": {"methods": ["GET"]},
              "origins": [{"pattern": "ORIGIN"}]}]}
            """.replace("ORIGIN", ORIGIN);

    /** An authorizer that had read an empty table would go on refusing for ten seconds. */
    @Test
    void the_first_answer_of_all_is_the_right_one(@TempDir Path folder) throws Exception {
        Path registry = Files.writeString(folder.resolve("registry.json"), REGISTRY);
        Path template = Path.of("../template.yaml").toAbsolutePath().normalize();
        RestApi api = LaunchPlan.readTemplate(template, Map.of());
        LocalPorts ports = new LocalPorts(free(), free(), free(), free(), free());
        LaunchPlan plan = new LaunchPlan(
                template,
                api,
                Optional.of(SeedFile.read(registry, TenantSource.ORIGIN)),
                true,
                Optional.empty(),
                Optional.empty(),
                ports);
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> firstAnswer(ports.api()));
        try (LocalStack stack = new LocalStack(
                plan,
                KeyStore.inMemory(),
                Clock.systemUTC(),
                () -> UUID.randomUUID().toString(),
                (port, name) -> GatewaySettings.defaults(port).withEnvironment(System.getenv()))) {
            stack.start();
            assertThat(first.join()).isEqualTo(204);
        }
    }

    /** The status of the first preflight to which there is an answer at all. */
    private static int firstAnswer(int port) {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest preflight = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/orders"))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("origin", ORIGIN)
                .header("access-control-request-method", "GET")
                .timeout(Duration.ofSeconds(60))
                .build();
        while (true) {
            try {
                return client.send(preflight, BodyHandlers.discarding()).statusCode();
            } catch (IOException e) {
                Thread.onSpinWait(); // nothing listens yet
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
