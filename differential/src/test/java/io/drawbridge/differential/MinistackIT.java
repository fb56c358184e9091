package io.drawbridge.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our authorizer's packaged jar behind another emulator, asked the same as behind the local gateway: the same status, body and
 * headers, but for what {@code docs/design-notes.md} explains.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MinistackIT {

    private static final String ACME = "https://app.acme.example";

    private static final String STRANGER = "https://nobody.example";

    /** Of every answer: ids under other names. */
    private static final List<String> IDS = List.of(
            "x-amz-apigw-id: ministack absent, local gateway present",
            "x-amz-request-id: ministack present, local gateway absent");

    private Optional<TwoGateways> both = Optional.empty();

    private String token = "";

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        assumeTrue(
                JavaBootstrap.runsHere(),
                "ministack was not run: AWS's runtime client has no native library for this machine.");
        both = Optional.of(TwoGateways.start(Tool.TRANSLATOR.python(), Tool.MINISTACK.python(), folder));
        token = gateways().token(Duration.ofMinutes(5));
    }

    @AfterAll
    void stop() {
        both.ifPresent(TwoGateways::close);
    }

    @Test
    void anAllowedRequestIsAnsweredByTheIntegration() {
        assertSame(200, "GET", "/orders", with(ACME, token));
        assertSame(200, "GET", "/orders", Map.of("authorization", "Bearer " + token));
    }

    @Test
    void anExplicitDenyHasItsOwnDefaultBody() {
        assertSame(403, "GET", "/orders", with(STRANGER, token));
        assertThat(gateways().other("GET", "/orders", with(STRANGER, token)).body())
                .contains("with an explicit deny");
    }

    @Test
    void aThrownUnauthorizedEchoesTheOriginOfTheRequest() {
        Map<String, String> expired = with(ACME, gateways().token(Duration.ofHours(-1)));
        assertSame(401, "GET", "/orders", expired);
        assertThat(gateways().other("GET", "/orders", expired).headers())
                .containsEntry("access-control-allow-origin", ACME)
                .containsEntry("x-amzn-errortype", "UnauthorizedException");
        assertSame(401, "GET", "/orders", Map.of());
    }

    @Test
    void aMissingIdentitySourceIsUnauthorizedWhereAnswersAreRemembered() {
        assertSame(401, "GET", "/orders/1", Map.of("origin", ACME));
    }

    @Test
    void aRememberedPolicyIsEvaluatedAgainForEachRequest() {
        Map<String, String> headers = with(ACME, token);
        assertSame(200, "GET", "/orders/1", headers);
        assertDifferent(
                403,
                "GET",
                "/orders/2",
                headers,
                "body: ministack {\"Message\":\"User is not authorized to access this resource\"}, local gateway"
                        + " {\"Message\":\"User is not authorized to access this resource because no identity-based policy"
                        + " allows the execute-api:Invoke action\"}");
        assertSame(200, "GET", "/orders/1", headers);
    }

    @Test
    void anUnknownPathAndAnUnknownVerbLackAToken() {
        assertSame(403, "GET", "/nowhere", Map.of("origin", ACME));
        assertSame(403, "PUT", "/orders", Map.of("origin", ACME));
        assertSame(403, "OPTIONS", "/orders", Map.of("origin", ACME, "access-control-request-method", "GET"));
    }

    @Test
    void anAuthorizerThatDoesNotStartIsMisconfigured() {
        assertSame(500, "GET", "/orders/broken", with(ACME, token));
    }

    /** There, the header is not looked at, where API Gateway takes it for a signature. */
    @Test
    void anUnknownPathWithAnAuthorizationHeaderIsABadSignatureHereAlone() {
        Map<String, String> headers = Map.of("origin", ACME, "authorization", "Bearer x");
        assertDifferent(
                403,
                "GET",
                "/nowhere",
                headers,
                "body: ministack {\"message\":\"Missing Authentication Token\"}, local gateway "
                        + gateways().local("GET", "/nowhere", headers).body(),
                "x-amzn-errortype: ministack MissingAuthenticationTokenException, local gateway"
                        + " IncompleteSignatureException");
        assertThat(gateways().local("GET", "/nowhere", headers).body())
                .startsWith("{\"message\":\"Invalid key=value pair (missing equal-sign) in Authorization header");
    }

    /** There, identity sources are looked at only where answers are remembered. */
    @Test
    void aMissingIdentitySourceIsUnauthorizedWithoutRememberingHereAlone() {
        assertDifferent(
                401,
                "POST",
                "/orders",
                with(ACME, token),
                "access-control-allow-credentials: ministack absent, local gateway true",
                "access-control-allow-origin: ministack absent, local gateway " + ACME,
                "body: ministack {}, local gateway {\"error\":\"unauthorized\",\"message\":\"Unauthorized\"}",
                "status: ministack 200, local gateway 401",
                "vary: ministack absent, local gateway Origin",
                "x-amzn-errortype: ministack absent, local gateway UnauthorizedException");
        Map<String, String> gated = new HashMap<>(with(ACME, token));
        gated.put("x-gate", "1");
        assertSame(200, "POST", "/orders", gated);
    }

    /** There, the event lacks what API Gateway sends, and the authorizer takes no event that it cannot read whole. */
    @Test
    void anEventWithoutDomainNameAndRequestIdIsRefused() {
        assertDifferent(
                200,
                "GET",
                "/orders/slow",
                with(ACME, token),
                "body: ministack {\"message\":null}, local gateway {}",
                "status: ministack 500, local gateway 200",
                "x-amzn-errortype: ministack AuthorizerConfigurationException, local gateway absent");
    }

    private TwoGateways gateways() {
        return both.orElseThrow();
    }

    private static Map<String, String> with(String origin, String bearer) {
        return Map.of("origin", origin, "authorization", "Bearer " + bearer);
    }

    private void assertSame(int status, String method, String path, Map<String, String> headers) {
        assertDifferent(status, method, path, headers);
    }

    /** The local gateway answers with this status, and the other one differs in exactly this. */
    private void assertDifferent(
            int status, String method, String path, Map<String, String> headers, String... differences) {
        Answer local = gateways().local(method, path, headers);
        Answer other = gateways().other(method, path, headers);
        assertThat(local.status()).as("%s %s: %s", method, path, local).isEqualTo(status);
        assertThat(other.differences("ministack", local, "local gateway"))
                .as("%s %s", method, path)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(IDS.stream(), Arrays.stream(differences)).toList());
    }
}
