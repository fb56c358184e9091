package io.drawbridge.sam;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.authorizer.golden.GoldenCase;
import io.drawbridge.authorizer.golden.GoldenEvent;
import io.drawbridge.authorizer.golden.GoldenFolder;
import io.drawbridge.authorizer.golden.RegistrySource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every golden case whose world is {@code template.yaml} by its defaults, asked of the authorizer's jar in one container by
 * {@code sam local start-lambda}: the decision, the policy, the context and the thrown message.
 *
 * <p>SAM CLI ignores here whatever stands between a caller and the function: API Gateway makes neither the event (the golden
 * cases' own is sent) nor anything of the answer. So no status and no header is proved. It also ignores the function's role, its
 * log group and its reserved concurrency.
 */
@SuppressWarnings("NullAway.Init")
final class GoldenCasesInDockerIT {

    private static final String REGISTRY = "registries/tenants.json";
    private static final List<Duration> TIMES = new ArrayList<>();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static World world;
    private static SamCli.Server server;

    @BeforeAll
    static void start() {
        Surroundings.demand();
        world = World.of(cases().get(0).world().registry());
        server = SamCli.serve("start-lambda", world.image(true), Path.of("target", "start-lambda.log"));
    }

    @AfterAll
    static void stop() {
        if (world == null) {
            return; // skipped
        }
        server.close();
        world.close();
        Report report = new Report(
                "2. The authorizer's jar in one container (sam local start-lambda), " + TIMES.size() + " golden cases");
        report.times("by the client, SAM CLI's own server included", TIMES);
        report.durations("by the runtime's REPORT line", server.text());
        report.publish();
    }

    private static List<GoldenCase> cases() {
        return GoldenFolder.load().stream()
                .filter(golden -> !golden.world().isCached()
                        && golden.world().environment().isEmpty()
                        && golden.world().registry() instanceof RegistrySource.Document document
                        && document.name().equals(REGISTRY))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> every_case_is_answered_as_it_says() {
        List<GoldenCase> cases = cases();
        assertThat(cases).hasSizeGreaterThan(900);
        return cases.stream().map(golden -> DynamicTest.dynamicTest(golden.title(), () -> hold(golden)));
    }

    /** Build tools number dynamic tests, so the failure itself names its case. */
    private static void hold(GoldenCase golden) throws IOException, InterruptedException {
        GoldenEvent event = world.event(golden);
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + server.port() + "/2015-03-31/functions/AuthorizerFunction/invocations"))
                .timeout(Duration.ofMinutes(2))
                .POST(HttpRequest.BodyPublishers.ofString(event.json()))
                .build();
        long before = System.nanoTime();
        HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        TIMES.add(Duration.ofNanos(System.nanoTime() - before));
        try {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            new AuthorizerCheck(golden, world.placeholders()).hold(event.methodArn(), answer.body());
        } catch (AssertionError e) {
            throw new AssertionError(golden.file() + ": " + golden.title() + "\n" + e.getMessage(), e);
        }
    }
}
