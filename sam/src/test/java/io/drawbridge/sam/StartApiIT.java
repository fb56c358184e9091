package io.drawbridge.sam;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.authorizer.golden.GoldenCase;
import io.drawbridge.authorizer.golden.GoldenFolder;
import io.drawbridge.issuer.IssuerName;
import io.drawbridge.issuer.TokenRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Real HTTP calls by {@code sam local start-api}: SAM CLI asks the authorizer in one container and the backend in another, both on
 * Lambda's own runtime client, with the registry in DynamoDB Local on this machine.
 *
 * <p>What SAM CLI ignores, so that a pass here is no proof of CORS: gateway responses (a refusal has SAM CLI's body and no header
 * of ours), MOCK integrations (a preflight and the catch-all are not answered), the status of a thrown {@code Unauthorized} (403
 * instead of 401), several lines of one header where it keeps the last. The assertions below on refusals say only that the
 * backend was not reached.
 */
@SuppressWarnings("NullAway.Init")
final class StartApiIT {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String ACME = "https://app.acme.example";

    private static World world;
    private static SamCli.Server server;

    @BeforeAll
    static void start() {
        Surroundings.demand();
        GoldenCase golden = Objects.requireNonNull(GoldenFolder.byTitle(GoldenFolder.load())
                .get("A registered origin with a valid token is answered by the backend"));
        world = World.of(golden.world().registry());
        server = SamCli.serve("start-api", world.image(true), Path.of("target", "start-api.log"));
    }

    @AfterAll
    static void stop() {
        if (world == null) {
            return; // skipped
        }
        server.close();
        world.close();
        Report report = new Report("3. HTTP calls (sam local start-api), authorizer and backend");
        report.durations("by the runtime's REPORT line", server.text());
        report.publish();
    }

    @Test
    void a_valid_token_reaches_the_backend_with_the_context_of_its_tenant() throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/orders", Optional.of(ACME), Optional.of(token(orders())));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"tenant\":\"acme\"");
        // The backend's own header, copied from the authorizer's context.
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(ACME);
    }

    @Test
    void an_administrators_token_reaches_the_admin_API() throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/admin/tenants", Optional.empty(), Optional.of(token(administration())));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"acme\"", "\"globex\"");
    }

    @Test
    void an_unregistered_origin_does_not_reach_the_backend() throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/orders", Optional.of("https://evil.example"), Optional.of(token(orders())));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void a_missing_token_does_not_reach_the_backend() throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/orders", Optional.of(ACME), Optional.empty());

        assertThat(answer.statusCode())
                .as("what SAM CLI makes of a thrown Unauthorized")
                .isEqualTo(403);
        assertThat(answer.body()).doesNotContain("tenant");
    }

    private static HttpResponse<String> get(String path, Optional<String> origin, Optional<String> token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofMinutes(2));
        // As HTTP/2 spells it, and every browser.
        origin.ifPresent(value -> request.header("origin", value));
        token.ifPresent(value -> request.header("authorization", "Bearer " + value));
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static TokenRequest orders() {
        return TokenRequest.from(platform()).withTenant("acme");
    }

    private static TokenRequest administration() {
        return TokenRequest.from(platform()).withScopes(List.of(TokenRequest.ADMIN_SCOPE));
    }

    private static String platform() {
        return IssuerName.PLATFORM.url(world.placeholders().issuer());
    }

    private static String token(TokenRequest request) {
        return world.token(request);
    }
}
