package io.drawbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.gateway.api.ApiKey;
import io.drawbridge.gateway.api.ApiKeys;
import io.drawbridge.gateway.api.Authorizer;
import io.drawbridge.gateway.api.FunctionDefinition;
import io.drawbridge.gateway.api.GatewayResponse;
import io.drawbridge.gateway.api.GatewayResponseType;
import io.drawbridge.gateway.api.Integration;
import io.drawbridge.gateway.api.MappingExpression;
import io.drawbridge.gateway.api.RestApi;
import io.drawbridge.gateway.api.Route;
import io.drawbridge.gateway.api.UsagePlan;
import io.drawbridge.gateway.api.UsagePlan.Period;
import io.drawbridge.gateway.api.UsagePlan.Quota;
import io.drawbridge.gateway.api.UsagePlan.Throttle;
import io.drawbridge.gateway.fixture.Backend;
import io.drawbridge.gateway.fixture.Guard;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Keys and plans on the whole path: after the authorizer, before the integration, answered by gateway responses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
final class UsagePlanPathTest {

    private static final ApiKey ACME = new ApiKey("AcmeKey", "acme-0123456789abcdef", true);
    private static final ApiKey GLOBEX = new ApiKey("GlobexKey", "globex-0123456789abcd", true);
    private static final ApiKey OLD = new ApiKey("OldKey", "old-0123456789abcdefg", false);

    private static final String ORIGIN = "https://app.example.com";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    private final HttpClient client = HttpClient.newHttpClient();
    private final ConcurrentLinkedQueue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
    private final SettableClock clock = new SettableClock("2026-03-04T12:00:00Z");
    private Path jar;
    private LocalGateway gateway;

    @BeforeAll
    void pack(@TempDir Path folder) throws IOException {
        jar = TestApi.jar(folder);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private void start(ApiKeys.Source source, PlanRefusal refusal) throws IOException {
        UsagePlan plan = new UsagePlan(
                "Plan",
                Optional.of(new Throttle(1, 2)),
                Optional.of(new Quota(3, Period.DAY)),
                List.of(ACME, GLOBEX, OLD));
        Optional<Authorizer> guard = Optional.of(new Authorizer("Guard", "Guard", List.of(), Duration.ZERO));
        Integration backend = new Integration.LambdaProxy("Backend", Duration.ofSeconds(20));
        Map<GatewayResponseType, GatewayResponse> responses = new EnumMap<>(GatewayResponseType.class);
        List.of(
                        GatewayResponseType.ACCESS_DENIED,
                        GatewayResponseType.THROTTLED,
                        GatewayResponseType.QUOTA_EXCEEDED,
                        GatewayResponseType.INVALID_API_KEY)
                .forEach(type -> responses.put(type, response()));
        List<FunctionDefinition> functions =
                List.of(TestApi.function("Backend", Backend.class, jar), TestApi.function("Guard", Guard.class, jar));
        RestApi api = new RestApi(
                "TestApi",
                "prod",
                Map.of(),
                List.of(
                        new Route("/echo", "GET", guard, true, backend),
                        new Route("/echo", "OPTIONS", guard, false, TestApi.preflight()),
                        new Route("/count", "GET", Optional.empty(), true, backend)),
                responses,
                functions,
                new ApiKeys(source, List.of(plan)));
        gateway = LocalGateway.start(
                api,
                GatewaySettings.defaults(0)
                        .withMaxProcesses(1)
                        .withClock(clock)
                        .withPlanRefusal(refusal)
                        .withListener(exchanges::add)
                        .withEnvironment(System.getenv()));
    }

    private static GatewayResponse response() {
        return new GatewayResponse(
                OptionalInt.empty(),
                Map.of(
                        ALLOW_ORIGIN,
                        new MappingExpression.Context("authorizer.origin"),
                        "Retry-After",
                        new MappingExpression.Literal("1")),
                Map.of("application/json", "{\"error\":\"$context.error.responseType\"}"));
    }

    private HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("origin", ORIGIN)
                .timeout(Duration.ofSeconds(60));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> with(ApiKey key, String... headers) throws Exception {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "x-extra";
        all[headers.length + 1] = ",'usageIdentifierKey':'" + key.value() + "'";
        return send("GET", "/echo", all);
    }

    private List<String> notes() {
        return exchanges.stream().flatMap(exchange -> exchange.notes().stream()).toList();
    }

    @Test
    void a_key_that_exhausts_its_plan_gets_429_with_the_authorizers_context_and_touches_no_other() throws Exception {
        start(ApiKeys.Source.AUTHORIZER, PlanRefusal.WITH_CONTEXT);
        assertThat(with(ACME).statusCode()).isEqualTo(201);
        assertThat(with(ACME).statusCode()).isEqualTo(201);

        HttpResponse<String> throttled = with(ACME);

        assertThat(throttled.statusCode()).isEqualTo(429);
        assertThat(throttled.headers().firstValue("x-amzn-ErrorType")).contains("TooManyRequestsException");
        assertThat(throttled.headers().firstValue(ALLOW_ORIGIN)).contains(ORIGIN);
        assertThat(throttled.headers().firstValue("Retry-After")).contains("1");
        assertThat(throttled.body()).isEqualTo("{\"error\":\"THROTTLED\"}");
        assertThat(with(GLOBEX).statusCode()).isEqualTo(201);
        clock.forward(Duration.ofSeconds(1));
        assertThat(with(ACME).statusCode()).isEqualTo(201);
        clock.forward(Duration.ofSeconds(1));
        HttpResponse<String> exceeded = with(ACME);
        assertThat(exceeded.statusCode()).isEqualTo(429);
        assertThat(exceeded.headers().firstValue("x-amzn-ErrorType")).contains("LimitExceededException");
        assertThat(exceeded.body()).isEqualTo("{\"error\":\"QUOTA_EXCEEDED\"}");
        assertThat(with(GLOBEX).statusCode()).isEqualTo(201);
        clock.forward(Duration.ofDays(1));
        assertThat(with(ACME).statusCode()).isEqualTo(201);
    }

    @Test
    void without_the_context_a_429_says_nothing_that_came_from_the_authorizer() throws Exception {
        start(ApiKeys.Source.AUTHORIZER, PlanRefusal.WITHOUT_CONTEXT);
        with(ACME);
        with(ACME);

        HttpResponse<String> throttled = with(ACME);

        assertThat(throttled.statusCode()).isEqualTo(429);
        assertThat(throttled.headers().firstValue(ALLOW_ORIGIN)).isEmpty();
        HttpResponse<String> denied = with(ACME, "x-effect", "Deny");
        assertThat(denied.headers().firstValue(ALLOW_ORIGIN)).contains(ORIGIN);
    }

    @Test
    void what_the_authorizer_refuses_uses_up_nothing_and_a_preflight_needs_no_key() throws Exception {
        start(ApiKeys.Source.AUTHORIZER, PlanRefusal.WITH_CONTEXT);
        for (int i = 0; i < 5; i++) {
            assertThat(with(ACME, "x-effect", "Deny").statusCode()).isEqualTo(403);
            assertThat(with(ACME, "x-throw", "Unauthorized").statusCode()).isEqualTo(401);
            assertThat(send("OPTIONS", "/echo").statusCode()).isEqualTo(204);
        }

        assertThat(with(ACME).statusCode()).isEqualTo(201);
        assertThat(with(ACME).statusCode()).isEqualTo(201);
    }

    @Test
    void a_call_without_a_key_that_counts_is_forbidden_and_never_reaches_the_function() throws Exception {
        start(ApiKeys.Source.AUTHORIZER, PlanRefusal.WITH_CONTEXT);

        HttpResponse<String> missing = send("GET", "/echo", "x-api-key", ACME.value());
        HttpResponse<String> empty = send("GET", "/echo", "x-extra", ",'usageIdentifierKey':''");
        HttpResponse<String> unknown = with(new ApiKey("", "nobodys-0123456789abc", true));
        HttpResponse<String> disabled = with(OLD);

        for (HttpResponse<String> answer : List.of(missing, empty, unknown, disabled)) {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("ForbiddenException");
            assertThat(answer.headers().firstValue(ALLOW_ORIGIN)).contains(ORIGIN);
            assertThat(answer.body()).isEqualTo("{\"error\":\"INVALID_API_KEY\"}");
        }
        assertThat(notes())
                .containsSubsequence(
                        "The authorizer returned no usageIdentifierKey, and this method needs an API key.",
                        "The authorizer returned no usageIdentifierKey, and this method needs an API key.",
                        "The API key belongs to no usage plan of this stage. Add a UsagePlanKey.",
                        "The API key OldKey is disabled. Set Enabled: true.");
        assertThat(notes()).noneMatch(note -> note.contains("0123456789"));
        assertThat(send("GET", "/count").statusCode())
                .as("no authorizer, no key")
                .isEqualTo(403);
    }

    @Test
    void the_header_is_where_a_key_comes_from_unless_the_template_says_otherwise() throws Exception {
        start(ApiKeys.Source.HEADER, PlanRefusal.WITH_CONTEXT);

        assertThat(with(ACME).statusCode())
                .as("the authorizer's key does not count")
                .isEqualTo(403);
        assertThat(send("GET", "/count").statusCode()).isEqualTo(403);
        assertThat(send("GET", "/count", "X-API-Key", ACME.value()).statusCode())
                .isEqualTo(200);
        assertThat(notes()).contains("The request has no X-API-Key, and this method needs an API key.");
    }

    @Test
    void the_function_sees_which_key_the_call_counts_for() throws Exception {
        start(ApiKeys.Source.AUTHORIZER, PlanRefusal.WITH_CONTEXT);

        assertThat(with(ACME).body()).contains("\"apiKey\":\"" + ACME.value() + "\",\"apiKeyId\":\"AcmeKey\"");
    }
}
