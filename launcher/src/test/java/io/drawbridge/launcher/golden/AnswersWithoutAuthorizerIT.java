package io.drawbridge.launcher.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.authorizer.golden.CaseRequest.HeaderLine;
import io.drawbridge.gateway.GatewaySettings;
import io.drawbridge.gateway.LocalGateway;
import io.drawbridge.gateway.template.TemplateReader;
import io.drawbridge.gateway.template.TemplateResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Row 19: what API Gateway answers before any authorizer is asked. Nobody checked the origin, so no page may read it, and the
 * golden cases, which all have a decision, cannot say it.
 */
@SuppressWarnings("NullAway.Init")
final class AnswersWithoutAuthorizerIT {

    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

    private LocalGateway gateway;

    @BeforeEach
    void start() throws IOException {
        var api = (TemplateResult.Valid) TemplateReader.read(Path.of("../template.yaml"), Map.of());
        gateway = LocalGateway.start(api.api(), GatewaySettings.defaults(0));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void a_body_over_10_MB_is_refused_outside_the_gateway_responses() throws IOException {
        RawExchange answer =
                RawExchange.send(gateway.port(), "POST", "/orders", lines(), "x".repeat(TEN_MEGABYTES + 1));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.value("content-type")).startsWith("text/plain");
        hasNoCors(answer);
    }

    @Test
    void headers_over_10_KB_are_refused_outside_the_gateway_responses() throws IOException {
        List<HeaderLine> lines = new ArrayList<>(lines());
        IntStream.range(0, 10_000).forEach(i -> lines.add(new HeaderLine("x-" + i, "y")));

        RawExchange answer = RawExchange.send(gateway.port(), "GET", "/orders", lines, "");

        assertThat(answer.status()).isEqualTo(431);
        hasNoCors(answer);
    }

    private static List<HeaderLine> lines() {
        return List.of(new HeaderLine("Host", "api.example.com"), new HeaderLine("origin", "https://app.acme.example"));
    }

    private static void hasNoCors(RawExchange answer) {
        assertThat(answer.headers()).noneMatch(line -> line.name().startsWith("access-control-"));
    }
}
