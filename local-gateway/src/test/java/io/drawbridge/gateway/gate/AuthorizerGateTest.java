package io.drawbridge.gateway.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.gateway.TestCalls;
import io.drawbridge.gateway.api.Authorizer;
import io.drawbridge.gateway.api.MappingExpression;
import io.drawbridge.gateway.call.Call;
import io.drawbridge.gateway.function.FunctionInvoker;
import io.drawbridge.gateway.function.InvocationOutcome;
import io.drawbridge.gateway.http.Body;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class AuthorizerGateTest {

    private static final String ALLOW_FIVE =
            "{\"principalId\":\"me\",\"policyDocument\":{\"Statement\":{\"Effect\":\"Allow\","
                    + "\"Action\":\"*\",\"Resource\":\"*/orders/5\"}},\"context\":{\"a\":\"1\"}}";

    private final List<String> events = new ArrayList<>();
    private final MovableClock clock = new MovableClock();
    private InvocationOutcome outcome = new InvocationOutcome.Returned(Body.of(ALLOW_FIVE));
    private boolean permitted = true;
    private final AuthorizerGate gate = new AuthorizerGate(new Fake(), clock);

    private final class Fake implements FunctionInvoker {
        @Override
        public boolean permits(String function, String sourceArn) {
            assertThat(sourceArn).isEqualTo("arn:aws:execute-api:us-east-1:000000000000:testapi/authorizers/Guard");
            return permitted;
        }

        @Override
        public CompletableFuture<InvocationOutcome> invoke(String function, Body event, String traceId) {
            events.add(event.text());
            return CompletableFuture.completedFuture(outcome);
        }
    }

    private static final class MovableClock extends Clock {
        private Instant now = TestCalls.NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private GateResult decide(Duration ttl, List<MappingExpression> identity, String path, String... headers) {
        Authorizer authorizer = new Authorizer("Guard", "GuardFunction", identity, ttl);
        Call call = TestCalls.call(TestCalls.request("GET", path, "", headers), TestCalls.guarded(authorizer));
        return gate.decide(authorizer, call).join();
    }

    private GateResult decide(String path) {
        return decide(Duration.ZERO, List.of(), path);
    }

    private static List<MappingExpression> authorizationHeader() {
        return List.of(new MappingExpression.RequestHeader("authorization"));
    }

    @Test
    void the_event_holds_exactly_what_API_Gateway_sends() {
        decide(
                Duration.ZERO,
                List.of(),
                "/orders/5?a=1&a=%2f",
                "Origin",
                "https://a.example",
                "origin",
                "https://b.example");

        assertThat(events)
                .containsExactly(
                        "{\"type\":\"REQUEST\",\"methodArn\":\"arn:aws:execute-api:us-east-1:000000000000:testapi/prod/"
                                + "GET/orders/5\",\"resource\":\"/orders/{id}\",\"path\":\"/orders/5\",\"httpMethod\":\"GET\","
                                + "\"headers\":{\"origin\":\"https://b.example\",\"Host\":\"acme.localhost:3000\","
                                + "\"X-Amzn-Trace-Id\":\"Root=1-0-0\",\"X-Forwarded-For\":\"127.0.0.1\",\"X-Forwarded-Port\":\"3000\","
                                + "\"X-Forwarded-Proto\":\"http\"},\"multiValueHeaders\":{\"origin\":[\"https://a.example\","
                                + "\"https://b.example\"],\"Host\":[\"acme.localhost:3000\"],\"X-Amzn-Trace-Id\":[\"Root=1-0-0\"],"
                                + "\"X-Forwarded-For\":[\"127.0.0.1\"],\"X-Forwarded-Port\":[\"3000\"],\"X-Forwarded-Proto\":[\"http\"]},"
                                + "\"queryStringParameters\":{\"a\":\"/\"},\"multiValueQueryStringParameters\":{\"a\":[\"1\",\"/\"]},"
                                + "\"pathParameters\":{\"id\":\"5\"},\"stageVariables\":{\"colour\":\"blue\"},\"requestContext\":{"
                                + "\"resourceId\":\"" + resourceId()
                                + "\",\"resourcePath\":\"/orders/{id}\",\"httpMethod\":\"GET\","
                                + "\"extendedRequestId\":\"extended-1\",\"requestTime\":\"02/Jan/2026:03:04:05 +0000\","
                                + "\"path\":\"/prod/orders/5\",\"accountId\":\"000000000000\",\"protocol\":\"HTTP/1.1\",\"stage\":\"prod\","
                                + "\"domainPrefix\":\"acme\",\"requestTimeEpoch\":1767323045000,\"requestId\":\"request-1\","
                                + "\"identity\":{\"cognitoIdentityPoolId\":null,\"accountId\":null,\"cognitoIdentityId\":null,"
                                + "\"caller\":null,\"sourceIp\":\"127.0.0.1\",\"principalOrgId\":null,\"accessKey\":null,"
                                + "\"cognitoAuthenticationType\":null,\"cognitoAuthenticationProvider\":null,\"userArn\":null,"
                                + "\"userAgent\":null,\"user\":null},\"domainName\":\"acme.localhost:3000\",\"deploymentId\":\"local\","
                                + "\"apiId\":\"testapi\"}}");
    }

    private static String resourceId() {
        return TestCalls.call(
                        TestCalls.request("GET", "/orders/5", ""),
                        TestCalls.route("GET", "/orders/{id}", TestCalls.proxy("f")))
                .resourceId();
    }

    @Test
    void an_empty_map_is_an_empty_object() {
        decide("/orders/5");

        assertThat(events.get(0)).contains("\"queryStringParameters\":{},\"multiValueQueryStringParameters\":{}");
    }

    @Test
    void the_policy_decides_and_the_context_comes_along_either_way() {
        assertThat(decide("/orders/5").verdict()).isEqualTo(Verdict.ALLOWED);
        GateResult denied = decide("/orders/6");

        assertThat(denied.verdict()).isEqualTo(Verdict.IMPLICIT_DENY);
        assertThat(denied.context()).containsEntry("a", "1").containsEntry("principalId", "me");
    }

    @Test
    void exactly_Unauthorized_is_a_401_and_nothing_near_it() {
        outcome = new InvocationOutcome.Failed("java.lang.RuntimeException", "Unauthorized");
        assertThat(decide("/orders/5").verdict()).isEqualTo(Verdict.UNAUTHORIZED);

        for (String near : List.of("unauthorized", "Unauthorized ", "java.lang.RuntimeException: Unauthorized", "")) {
            outcome = new InvocationOutcome.Failed("java.lang.RuntimeException", near);
            assertThat(decide("/orders/5").verdict()).isEqualTo(Verdict.BROKEN);
        }
    }

    @Test
    void a_malformed_answer_breaks_the_authorizer_and_leaves_no_context() {
        outcome = new InvocationOutcome.Returned(Body.of("[]"));

        GateResult result = decide("/orders/5");

        assertThat(result.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(result.context()).isEmpty();
        assertThat(result.note()).isEqualTo("The authorizer's answer is no JSON object.");
    }

    @Test
    void a_missing_or_empty_identity_source_is_refused_without_invoking_even_at_TTL_0() {
        assertThat(decide(Duration.ZERO, authorizationHeader(), "/orders/5").verdict())
                .isEqualTo(Verdict.MISSING_IDENTITY);
        assertThat(decide(Duration.ZERO, authorizationHeader(), "/orders/5", "Authorization", "")
                        .verdict())
                .isEqualTo(Verdict.MISSING_IDENTITY);
        assertThat(events).isEmpty();
    }

    @Test
    void an_authorizer_without_permission_is_not_invoked() {
        permitted = false;

        GateResult result = decide("/orders/5");

        assertThat(result.verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(result.note())
                .isEqualTo("The function GuardFunction has no permission for API Gateway to invoke it as"
                        + " arn:aws:execute-api:us-east-1:000000000000:testapi/authorizers/Guard. Add an"
                        + " AWS::Lambda::Permission with this SourceArn.");
        assertThat(events).isEmpty();
    }

    @Test
    void a_remembered_policy_is_evaluated_again_for_each_request_until_it_expires() {
        Duration ttl = Duration.ofSeconds(60);
        assertThat(decide(ttl, authorizationHeader(), "/orders/5", "Authorization", "t")
                        .cached())
                .isFalse();
        GateResult other = decide(ttl, authorizationHeader(), "/orders/6", "Authorization", "t");
        assertThat(other.cached()).isTrue();
        assertThat(other.verdict()).isEqualTo(Verdict.IMPLICIT_DENY);
        assertThat(decide(ttl, authorizationHeader(), "/orders/5", "Authorization", "u")
                        .cached())
                .isFalse();
        assertThat(events).hasSize(2);

        clock.now = clock.now.plusSeconds(60);
        assertThat(decide(ttl, authorizationHeader(), "/orders/5", "Authorization", "t")
                        .cached())
                .isFalse();
    }

    @Test
    void errors_are_not_remembered() {
        Duration ttl = Duration.ofSeconds(60);
        for (InvocationOutcome bad : List.of(
                new InvocationOutcome.Failed("x", "Unauthorized"), new InvocationOutcome.Returned(Body.of("{}")))) {
            outcome = bad;
            decide(ttl, authorizationHeader(), "/orders/5", "Authorization", "t");
            decide(ttl, authorizationHeader(), "/orders/5", "Authorization", "t");
        }

        assertThat(events).hasSize(4);
    }

    @Test
    void nothing_is_remembered_at_TTL_0_or_without_identity_sources() {
        for (int i = 0; i < 2; i++) {
            decide(Duration.ZERO, authorizationHeader(), "/orders/5", "Authorization", "t");
            decide(Duration.ofSeconds(60), List.of(), "/orders/5");
        }

        assertThat(events).hasSize(4);
    }
}
