package io.drawbridge.launcher.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.authorizer.golden.CaseRequest.HeaderLine;
import io.drawbridge.authorizer.golden.GoldenCase.HeaderNames;
import io.drawbridge.authorizer.golden.GoldenCase.World;
import io.drawbridge.authorizer.golden.RegistrySource;
import io.drawbridge.gateway.GatewaySettings;
import io.drawbridge.gateway.LocalGateway;
import io.drawbridge.gateway.PlanRefusal;
import io.drawbridge.gateway.api.RestApi;
import io.drawbridge.gateway.gate.Verdict;
import io.drawbridge.gateway.response.MissingValue;
import io.drawbridge.launcher.run.LaunchPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code examples/usage-plans} over HTTP: what tenants with a plan see when they exceed it, and what others see of that. */
@SuppressWarnings("NullAway.Init")
final class UsagePlansIT {

    private static final Path TEMPLATE = Path.of("../examples/usage-plans/template.yaml");
    private static final String ACME_KEY = "acme-0123456789abcdefghij";
    private static final String GLOBEX_KEY = "globex-0123456789abcdefghij";
    private static final String INITECH_KEY = "initech-0123456789abcdefghij";

    private static final String ACME = "https://app.acme.example";
    private static final String GLOBEX = "https://globex.example";
    private static final String NOBODY = "https://evil.example";

    private static final String REGISTRY = """
            {
              "platform": {
                "usagePlans": true,
                "issuers": [{"id": "platform", "iss": "${issuer}/platform", "jwksUri": "${issuer}/platform/jwks.json",
                  "audiences": ["orders-api"], "tenantClaim": "tenant"}]
              },
              "tenants": [
                {"id": "acme", "usageIdentifierKey": "%s", "origins": [{"pattern": "%s"}],
                 "cors": {"methods": ["GET"], "credentials": true, "exposedHeaders": ["retry-after"]}},
                {"id": "globex", "usageIdentifierKey": "%s", "origins": [{"pattern": "%s"}]},
                {"id": "initech", "usageIdentifierKey": "%s"}
              ]
            }
            """.formatted(ACME_KEY, ACME, GLOBEX_KEY, GLOBEX, INITECH_KEY);

    private static GoldenStack stack;

    private final StoppedClock clock = new StoppedClock();
    private final Witness witness = new Witness();
    private LocalGateway gateway;

    @BeforeAll
    static void startStack() throws IOException {
        stack = GoldenStack.start();
    }

    @AfterAll
    static void stopStack() {
        stack.close();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private void start(PlanRefusal refusal, MissingValue missing) throws IOException {
        RestApi api = LaunchPlan.readTemplate(
                TEMPLATE, Map.of("AcmeApiKey", ACME_KEY, "GlobexApiKey", GLOBEX_KEY, "FreeRequestsPerDay", "4"));
        World world = new World(
                false, new RegistrySource.Document("usage plans", REGISTRY), Map.of(), HeaderNames.LOWER_CASE);
        gateway = stack.gateway(
                world,
                api,
                GatewaySettings.defaults(0)
                        .withMaxProcesses(1)
                        .withPrewarm(true)
                        .withClock(clock)
                        .withPlanRefusal(refusal)
                        .withMissingValue(missing)
                        .withFunctionLog(witness)
                        .withListener(witness));
    }

    private static String bearer(String tenant) {
        return "Bearer " + stack.token(tenant);
    }

    private RawExchange get(String path, String origin, String tenant) throws IOException {
        List<HeaderLine> lines = new ArrayList<>();
        lines.add(new HeaderLine("Host", "api.example.com"));
        if (!origin.isEmpty()) {
            lines.add(new HeaderLine("origin", origin));
        }
        if (!tenant.isEmpty()) {
            lines.add(new HeaderLine("authorization", bearer(tenant)));
        }
        return RawExchange.send(gateway.port(), "GET", path, lines, "");
    }

    private RawExchange preflight(String origin) throws IOException {
        return RawExchange.send(
                gateway.port(),
                "OPTIONS",
                "/orders",
                List.of(
                        new HeaderLine("Host", "api.example.com"),
                        new HeaderLine("origin", origin),
                        new HeaderLine("access-control-request-method", "GET")),
                "");
    }

    /** Two requests are acme's burst. */
    private void exhaustAcme() throws IOException {
        assertThat(get("/orders", ACME, "acme").status()).isEqualTo(200);
        assertThat(get("/orders", ACME, "acme").status()).isEqualTo(200);
    }

    @Test
    void a_tenant_that_exceeds_its_plan_gets_a_429_that_its_page_can_read() throws IOException {
        start(PlanRefusal.WITH_CONTEXT, MissingValue.OMITTED);
        exhaustAcme();

        RawExchange throttled = get("/orders", ACME, "acme");

        assertThat(throttled.status()).isEqualTo(429);
        assertThat(throttled.value("access-control-allow-origin")).isEqualTo(ACME);
        assertThat(throttled.value("access-control-allow-credentials")).isEqualTo("true");
        assertThat(throttled.value("access-control-expose-headers")).isEqualTo("retry-after");
        assertThat(throttled.value("vary")).isEqualTo("Origin");
        assertThat(throttled.value("cache-control")).isEqualTo("no-store");
        assertThat(throttled.value("retry-after")).isEqualTo("1");
        assertThat(throttled.value("x-amzn-errortype")).isEqualTo("TooManyRequestsException");
        assertThat(throttled.body())
                .isEqualTo("{\"error\":\"throttled\",\"message\":\"Too many requests. Slow down and try again.\","
                        + "\"requestId\":\"" + throttled.value("x-amzn-requestid") + "\"}");
        assertThat(get("/nowhere", ACME, "acme").status())
                .as("unknown routes count too")
                .isEqualTo(429);
    }

    @Test
    void it_may_come_back_when_the_answer_says_so_until_its_day_is_used_up() throws IOException {
        start(PlanRefusal.WITH_CONTEXT, MissingValue.OMITTED);
        exhaustAcme();
        for (int request = 3; request <= 4; request++) {
            RawExchange throttled = get("/orders", ACME, "acme");
            clock.forward(Duration.ofSeconds(Long.parseLong(throttled.value("retry-after"))));
            assertThat(get("/orders", ACME, "acme").status()).isEqualTo(200);
        }
        clock.forward(Duration.ofSeconds(1));

        RawExchange exceeded = get("/orders", ACME, "acme");

        assertThat(exceeded.status()).isEqualTo(429);
        assertThat(exceeded.value("access-control-allow-origin")).isEqualTo(ACME);
        assertThat(exceeded.values("retry-after")).as("nobody knows here").isEmpty();
        assertThat(exceeded.body()).startsWith("{\"error\":\"quota_exceeded\",");
        clock.forward(Duration.ofDays(1));
        assertThat(get("/orders", ACME, "acme").status()).isEqualTo(200);
    }

    @Test
    void a_tenant_that_exceeds_its_plan_never_touches_another() throws IOException {
        start(PlanRefusal.WITH_CONTEXT, MissingValue.OMITTED);
        exhaustAcme();

        for (int i = 0; i < 50; i++) {
            assertThat(get("/orders", ACME, "acme").status()).isEqualTo(429);
            assertThat(get("/orders", GLOBEX, "globex").status()).isEqualTo(200);
        }
        assertThat(preflight(ACME).status()).as("a preflight counts for nobody").isEqualTo(204);
    }

    @Test
    void what_is_refused_before_uses_up_nothing_of_a_plan() throws IOException {
        start(PlanRefusal.WITH_CONTEXT, MissingValue.OMITTED);
        for (int i = 0; i < 5; i++) {
            assertThat(get("/orders", NOBODY, "acme").status()).isEqualTo(403);
            assertThat(get("/orders", ACME, "").status()).isEqualTo(401);
            assertThat(preflight(ACME).status()).isEqualTo(204);
        }

        exhaustAcme();
    }

    @Test
    void an_unregistered_origin_learns_nothing_of_an_exhausted_plan() throws IOException {
        start(PlanRefusal.WITH_CONTEXT, MissingValue.OMITTED);
        RawExchange before = get("/orders", NOBODY, "acme");
        exhaustAcme();

        RawExchange after = get("/orders", NOBODY, "acme");

        assertThat(after.status()).isEqualTo(403);
        assertThat(WireCheck.fingerprint(after)).isEqualTo(WireCheck.fingerprint(before));
        RawExchange server = get("/orders", "", "acme");
        assertThat(server.status()).isEqualTo(429);
        assertThat(server.headers()).noneMatch(line -> line.name().equals("access-control-allow-origin"));
        assertThat(get("/orders", GLOBEX, "globex").value("access-control-allow-origin"))
                .isEqualTo(GLOBEX);
    }

    @Test
    void without_the_context_nobody_can_read_a_429_and_all_else_stays() throws IOException {
        for (MissingValue missing : MissingValue.values()) {
            start(PlanRefusal.WITHOUT_CONTEXT, missing);
            exhaustAcme();

            RawExchange throttled = get("/orders", ACME, "acme");

            assertThat(throttled.status()).isEqualTo(429);
            assertThat(throttled.value("retry-after")).isEqualTo("1");
            assertThat(throttled.values("access-control-allow-origin"))
                    .isEqualTo(missing == MissingValue.OMITTED ? List.of() : List.of(""));
            gateway.close();
        }
    }

    @Test
    void a_key_that_the_api_does_not_know_is_a_readable_403() throws IOException {
        start(PlanRefusal.WITH_CONTEXT, MissingValue.OMITTED);

        RawExchange answer = get("/orders", "", "initech");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"no_usage_plan\",\"message\":\"This client has no usage plan here.\","
                        + "\"requestId\":\"" + answer.value("x-amzn-requestid") + "\"}");
        assertThat(witness.gate(answer.value("x-amzn-requestid")).verdict()).isEqualTo(Verdict.ALLOWED);
    }

    @Test
    void a_key_that_a_client_sends_counts_for_nothing() throws IOException {
        start(PlanRefusal.WITH_CONTEXT, MissingValue.OMITTED);
        exhaustAcme();

        RawExchange answer = RawExchange.send(
                gateway.port(),
                "GET",
                "/orders",
                List.of(
                        new HeaderLine("Host", "api.example.com"),
                        new HeaderLine("x-api-key", GLOBEX_KEY),
                        new HeaderLine("authorization", bearer("acme"))),
                "");

        assertThat(answer.status()).isEqualTo(429);
    }

    @Test
    void no_line_of_a_function_holds_a_key() throws IOException {
        start(PlanRefusal.WITH_CONTEXT, MissingValue.OMITTED);
        RawExchange answer = get("/orders", ACME, "acme");

        assertThat(witness.reason(answer.value("x-amzn-requestid"))).isEqualTo("allowed");
        assertThat(witness.gate(answer.value("x-amzn-requestid")).usageIdentifierKey())
                .isEqualTo(Optional.of(ACME_KEY));
        assertThat(witness.lines()).isNotEmpty().noneMatch(line -> line.contains(ACME_KEY));
    }
}
