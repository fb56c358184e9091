package io.drawbridge.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawbridge.authorizer.Steps.Step;
import io.drawbridge.authorizer.Steps.Times;
import io.drawbridge.authorizer.cors.CorsValues;
import io.drawbridge.authorizer.policy.IamPolicy;
import io.drawbridge.authorizer.token.JwksSource;
import io.drawbridge.issuer.IssuerName;
import io.drawbridge.registry.Origin;
import io.drawbridge.registry.RegistryReader;
import io.drawbridge.registry.RegistryUnavailableException;
import io.drawbridge.registry.Revocations;
import io.drawbridge.registry.TenantId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The line of each decision, and the metrics that CloudWatch makes of it. */
final class DecisionLogTest {

    private static final String TRACE = "Root=1-67891233-abcdef012345678912345678";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong(5_000_000_000L);
    private final Steps steps = new Steps(nanos::get);

    @Test
    void a_decision_is_one_line_with_all_that_is_needed_to_find_it_and_to_see_where_its_time_went() {
        Handlers.log(written, false).decided(request("/orders", "https://app.acme.example"), allowed("acme"), cold());

        assertThat(logged()).isEqualTo("""
                {"event":"decision","requestId":"req-1","traceId":"TRACE","reason":"allowed","tenantId":"acme",\
                "origin":"https://app.acme.example","method":"GET","resource":"/orders","coldStart":true,\
                "times":{"event":0.1,"origin":31.0,"token":45.25,"route":0.003,"answer":0.0,\
                "waitedForRegistry":30.5,"waitedForKeys":40.0},"registryReads":2,"keyFetches":1,\
                "FunctionName":"stack-AuthorizerFunction","Decisions":1,"Refusals":0,"TenantRefusals":0,"ColdStarts":1,\
                "RegistryCacheHits":0,"Latency":76.353,"RegistryLatency":30.5,"KeysLatency":40.0,\
                "_aws":{"Timestamp":1790000000123,"CloudWatchMetrics":[{"Namespace":"Drawbridge",\
                "Dimensions":[["FunctionName"]],"Metrics":[{"Name":"Decisions","Unit":"Count"},\
                {"Name":"Refusals","Unit":"Count"},{"Name":"TenantRefusals","Unit":"Count"},\
                {"Name":"ColdStarts","Unit":"Count"},{"Name":"RegistryCacheHits","Unit":"Count"},\
                {"Name":"Latency","Unit":"Milliseconds"},{"Name":"RegistryLatency","Unit":"Milliseconds"},\
                {"Name":"KeysLatency","Unit":"Milliseconds"}]},{"Namespace":"Drawbridge",\
                "Dimensions":[["FunctionName","reason"]],"Metrics":[{"Name":"Decisions","Unit":"Count"}]}]}}
                """.replace("TRACE", TRACE));
    }

    @Test
    void a_refusal_of_what_is_remembered_makes_exactly_these_metrics() {
        DecisionLog log = Handlers.log(written, true);
        log.decided(request("/orders", "https://app.acme.example"), allowed("acme"), cold());
        written.reset();
        log.decided(
                request("/orders", "https://app.acme.example"),
                new Decision.Unauthorized(Reason.TOKEN_EXPIRED, "acme", ""),
                warm());

        assertThat(EmbeddedMetricFormat.metrics(logged()))
                .containsExactly(
                        "ColdStarts{FunctionName=stack-AuthorizerFunction} 0 Count",
                        "Decisions{FunctionName=stack-AuthorizerFunction, reason=token_expired} 1 Count",
                        "Decisions{FunctionName=stack-AuthorizerFunction, tenantId=acme} 1 Count",
                        "Decisions{FunctionName=stack-AuthorizerFunction} 1 Count",
                        "Latency{FunctionName=stack-AuthorizerFunction} 0.25 Milliseconds",
                        "Refusals{FunctionName=stack-AuthorizerFunction, tenantId=acme} 1 Count",
                        "Refusals{FunctionName=stack-AuthorizerFunction} 1 Count",
                        "RegistryCacheHits{FunctionName=stack-AuthorizerFunction} 1 Count",
                        "TenantRefusals{FunctionName=stack-AuthorizerFunction} 1 Count");
    }

    @Test
    void no_tenant_is_a_dimension_unless_it_is_asked_for_and_registered() {
        DecisionLog asked = Handlers.log(written, true);
        asked.decided(request("/orders", "https://evil.example"), refused(""), warm());
        asked.decided(request("/admin/tenants/{tenant}", "https://app.acme.example"), refused("made-up"), warm());
        Handlers.log(written, false).decided(request("/orders", "https://app.acme.example"), refused("acme"), warm());

        assertThat(logged().lines().toList())
                .hasSize(3)
                .allSatisfy(line -> assertThat(EmbeddedMetricFormat.metrics(line))
                        .noneMatch(metric -> metric.contains("tenantId")));
        assertThat(logged().lines().map(line -> line.replaceAll(".*(\"TenantRefusals\":.).*", "$1")))
                .containsExactly("\"TenantRefusals\":0", "\"TenantRefusals\":0", "\"TenantRefusals\":1");
    }

    @Test
    void what_strangers_send_stays_in_one_bounded_value() {
        String hostile = "https://x\n{\"_aws\":{}}" + "x".repeat(10_000);
        Handlers.log(written, true).decided(request("/orders", hostile), refused(""), warm());

        assertThat(logged().lines()).hasSize(1);
        assertThat(logged())
                .contains("\"origin\":\"https://x\\n{\\\"_aws\\\":{}}xxx")
                .contains("x…\",\"method\"");
        assertThat(logged().length()).isLessThan(2_000);
    }

    @Test
    void a_fault_is_a_metric_too() {
        Handlers.log(written, true).fault(new IllegalStateException("secret"));

        assertThat(logged())
                .startsWith("{\"event\":\"fault\",\"reason\":\"internal_error\"")
                .doesNotContain("secret");
        assertThat(EmbeddedMetricFormat.metrics(logged()))
                .containsExactly("Faults{FunctionName=stack-AuthorizerFunction} 1 Count");
    }

    @Test
    void what_is_waited_for_is_counted_also_when_it_fails() {
        JwksSource slow = issuer -> {
            nanos.addAndGet(7_000_000);
            return new JwksSource.Failure("none");
        };
        steps.begin();
        JwksSource.Answer answer = new TimedJwksSource(slow, steps)
                .fetch(TrustWorld.record(Optional.empty(), "https://issuer.example", IssuerName.PLATFORM));
        TimedRegistry registry = new TimedRegistry(new Failing(nanos), steps);
        for (Runnable read : List.<Runnable>of(
                () -> registry.readTenant(new TenantId("acme"), Optional.empty()),
                () -> registry.readOrigin(
                        Origin.parse("https://app.acme.example").orElseThrow(), Instant.EPOCH, Optional.empty()),
                () -> registry.readIssuer("https://issuer.example"),
                () -> registry.readRevocations(Optional.empty(), 1))) {
            assertThatThrownBy(read::run).isInstanceOf(RegistryUnavailableException.class);
        }

        assertThat(answer).isEqualTo(new JwksSource.Failure("none"));
        Times times = steps.end();
        assertThat(List.of(times.registryReads(), times.keyFetches())).containsExactly(4, 1);
        assertThat(List.of(times.registryNanos(), times.keyNanos(), times.totalNanos()))
                .containsExactly(12_000_000L, 7_000_000L, 19_000_000L);
        steps.begin();
        assertThat(steps.end().totalNanos()).isZero();
    }

    private Times cold() {
        steps.begin();
        nanos.addAndGet(100_000);
        steps.enter(Step.ORIGIN);
        long start = steps.now();
        nanos.addAndGet(10_250_000);
        steps.registryRead(start);
        start = steps.now();
        nanos.addAndGet(20_250_000);
        steps.registryRead(start);
        nanos.addAndGet(500_000);
        steps.enter(Step.TOKEN);
        nanos.addAndGet(5_250_000);
        start = steps.now();
        nanos.addAndGet(40_000_000);
        steps.keysFetched(start);
        steps.enter(Step.ROUTE);
        nanos.addAndGet(2_900);
        steps.enter(Step.ANSWER);
        return steps.end();
    }

    private Times warm() {
        steps.begin();
        nanos.addAndGet(250_000);
        return steps.end();
    }

    private static AuthorizerRequest request(String resource, String origin) {
        return new AuthorizerRequest(
                MethodArn.parse("arn:aws:execute-api:us-east-1:123456789012:api/prod/GET/x"),
                resource,
                "GET",
                "/x",
                Map.of(),
                new HeaderLines(Map.of(), Map.of("origin", List.of(origin), "X-Amzn-Trace-Id", List.of(TRACE))),
                "api.example.com",
                "req-1");
    }

    private static Decision allowed(String tenant) {
        return policy(Reason.ALLOWED, tenant);
    }

    private static Decision refused(String tenant) {
        return policy(Reason.ORIGIN_NOT_ALLOWED, tenant);
    }

    private static Decision policy(Reason reason, String tenant) {
        return new Decision.Policy(
                "anonymous",
                IamPolicy.deny(),
                DecisionContext.of(reason, CorsValues.NONE).forTenant(tenant),
                Optional.empty(),
                "");
    }

    private String logged() {
        return written.toString(StandardCharsets.UTF_8);
    }

    /** A table that takes 3 ms to say that it cannot be read. */
    private record Failing(AtomicLong nanos) implements RegistryReader {

        @Override
        public Reading readTenant(TenantId tenant, Optional<Origin> origin) {
            throw unavailable();
        }

        @Override
        public Reading readOrigin(Origin origin, Instant now, Optional<TenantId> expected) {
            throw unavailable();
        }

        @Override
        public Reading readIssuer(String iss) {
            throw unavailable();
        }

        @Override
        public Revocations readRevocations(Optional<TenantId> owner, long sequence) {
            throw unavailable();
        }

        private RegistryUnavailableException unavailable() {
            nanos.addAndGet(3_000_000);
            return new RegistryUnavailableException("in this test", new IllegalStateException());
        }
    }
}
