package io.drawbridge.authorizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.authorizer.token.CryptoProvider;
import io.drawbridge.authorizer.token.JwksSource;
import io.drawbridge.authorizer.token.TokenVerifier;
import io.drawbridge.issuer.IssuerName;
import io.drawbridge.issuer.KeyStore;
import io.drawbridge.issuer.TokenMinter;
import io.drawbridge.issuer.TokenRequest;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.Origin;
import io.drawbridge.registry.PatternRules;
import io.drawbridge.registry.Platform;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.RegistryReader;
import io.drawbridge.registry.Revocations;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.json.RegistryFile;
import io.drawbridge.registry.json.RegistrySeed;
import io.drawbridge.registry.memory.InMemoryTenantStore;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A tenant without an API key while usage plans are on: what no store writes and no registry file says, but a table that was
 * changed by hand can hold. What tenants with keys get is in the golden cases.
 */
final class UsagePlanTest {

    private static final String KEY = "acme-usage-plan-key-0001";

    private static final String REGISTRY = """
            {
              "platform": {"issuers": [{"id": "platform", "iss": "https://issuer.example/platform",
                "jwksUri": "https://issuer.example/platform/jwks.json", "audiences": ["orders-api"],
                "tenantClaim": "tenant"}]},
              "tenants": [
                {"id": "acme", "usageIdentifierKey": "%s", "origins": [{"pattern": "https://app.acme.example"}]},
                {"id": "keyless", "origins": [{"pattern": "https://app.keyless.example"}]}
              ]
            }
            """.formatted(KEY);

    private final KeyStore keys = KeyStore.inMemory();

    @Test
    void a_tenant_without_a_key_is_refused_so_that_its_page_can_read_it_and_the_log_says_why() {
        AuthorizerRequest request = request("GET", "https://app.keyless.example", "keyless");

        Decision decision = authorizer(true).decide(request);

        assertThat(decision).isInstanceOfSatisfying(Decision.Policy.class, policy -> {
            assertThat(policy.reason()).isEqualTo(Reason.FORBIDDEN);
            assertThat(policy.policy()).isEqualTo(io.drawbridge.authorizer.policy.IamPolicy.deny());
            assertThat(policy.usageIdentifierKey()).isEmpty();
            assertThat(policy.context().toMap())
                    .containsEntry("corsAllowOrigin", "https://app.keyless.example")
                    .containsEntry("message", "This request is not allowed.");
        });
        assertThat(logged(request, decision))
                .contains("\"reason\":\"forbidden\"", "\"detail\":\"usage plans are on and this tenant has no key\"");
    }

    @Test
    void where_policies_are_remembered_it_is_refused_as_well() {
        AuthorizerRequest request = request("GET", "https://app.keyless.example", "keyless");

        Decision decision = authorizer(true, Map.of("UNAUTHENTICATED_STATUS", "403", "POLICY_ROUTES", "GET /orders"))
                .decide(request);

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Policy.class,
                        policy -> assertThat(policy.policy())
                                .isEqualTo(io.drawbridge.authorizer.policy.IamPolicy.deny()));
        assertThat(decision.reason()).isEqualTo(Reason.FORBIDDEN);
    }

    @Test
    void its_preflights_are_answered_all_the_same() {
        AuthorizerRequest preflight = new AuthorizerRequest(
                MethodArn.parse("arn:aws:execute-api:us-east-1:123456789012:abc/prod/OPTIONS/orders"),
                "/orders",
                "OPTIONS",
                "/orders",
                Map.of(),
                new HeaderLines(
                        Map.of(),
                        Map.of(
                                "origin", List.of("https://app.keyless.example"),
                                "access-control-request-method", List.of("GET"))),
                "api.example.com",
                "r-1");

        assertThat(authorizer(true).decide(preflight).reason()).isEqualTo(Reason.PREFLIGHT);
    }

    @Test
    void without_usage_plans_it_is_served_and_no_key_is_sent() {
        assertThat(authorizer(false)
                        .decide(request("GET", "https://app.keyless.example", "keyless"))
                        .reason())
                .isEqualTo(Reason.ALLOWED);
        assertThat(authorizer(false).decide(request("GET", "https://app.acme.example", "acme")))
                .isInstanceOfSatisfying(
                        Decision.Policy.class,
                        policy -> assertThat(policy.usageIdentifierKey()).isEmpty());
    }

    @Test
    void a_key_is_in_the_policy_and_in_no_text_of_it() {
        AuthorizerRequest request = request("GET", "https://app.acme.example", "acme");

        Decision decision = authorizer(true).decide(request);

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Policy.class,
                        policy -> assertThat(policy.usageIdentifierKey()).hasValue(KEY));
        assertThat(decision.toString())
                .contains("usageIdentifierKey=Optional[…]")
                .doesNotContain(KEY);
        assertThat(logged(request, decision)).contains("\"reason\":\"allowed\"").doesNotContain(KEY);
    }

    private Authorizer authorizer(boolean usagePlans) {
        return authorizer(usagePlans, Map.of());
    }

    private Authorizer authorizer(boolean usagePlans, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("TABLE_NAME", "registry");
        AuthorizerConfig config = AuthorizerConfig.fromEnvironment(environment);
        PublicSuffixList suffixes = PublicSuffixList.bundled();
        TenantStore store = new InMemoryTenantStore(TenantSource.ORIGIN, suffixes, ETag.incarnations(new Random(1)));
        List<RegistrySeed.Refusal> refusals = RegistrySeed.load(
                RegistryFile.read(REGISTRY, new PatternRules(suffixes, TenantSource.ORIGIN, false))
                        .orThrow(),
                store,
                Change.ofRegistryFile(Instant.EPOCH));
        assertThat(refusals).isEmpty();
        TokenVerifier verifier = new TokenVerifier(
                issuer ->
                        new JwksSource.Document(keys.keysOf(IssuerName.PLATFORM).toPublicJson(), ""),
                Duration.ZERO,
                CryptoProvider.jdk());
        return new Authorizer(config, new Switched(store, usagePlans), verifier, Clock.systemUTC());
    }

    private AuthorizerRequest request(String method, String origin, String tenant) {
        String token = new TokenMinter(keys.keysOf(IssuerName.PLATFORM), Clock.systemUTC(), () -> "id")
                .mint(TokenRequest.from("https://issuer.example/platform").withTenant(tenant));
        return new AuthorizerRequest(
                MethodArn.parse("arn:aws:execute-api:us-east-1:123456789012:abc/prod/" + method + "/orders"),
                "/orders",
                method,
                "/orders",
                Map.of(),
                new HeaderLines(
                        Map.of(), Map.of("origin", List.of(origin), "authorization", List.of("Bearer " + token))),
                "api.example.com",
                "r-1");
    }

    private static String logged(AuthorizerRequest request, Decision decision) {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        Handlers.log(log, false).decided(request, decision, Steps.untimed().end());
        return log.toString(StandardCharsets.UTF_8);
    }

    /** A store whose platform says about usage plans what the test wants. */
    private record Switched(RegistryReader store, boolean usagePlans) implements RegistryReader {

        @Override
        public Reading readTenant(TenantId tenant, Optional<Origin> origin) {
            return switched(store.readTenant(tenant, origin));
        }

        @Override
        public Reading readOrigin(Origin origin, Instant now, Optional<TenantId> expected) {
            return switched(store.readOrigin(origin, now, expected));
        }

        @Override
        public Reading readIssuer(String iss) {
            return switched(store.readIssuer(iss));
        }

        @Override
        public Revocations readRevocations(Optional<TenantId> owner, long sequence) {
            return store.readRevocations(owner, sequence);
        }

        private Reading switched(Reading reading) {
            Platform platform = reading.platform();
            return new Reading(
                    new Platform(platform.issuers(), platform.routeRules(), platform.monitorUntil(), usagePlans),
                    reading.tenant(),
                    reading.candidates(),
                    reading.platformRevocations(),
                    reading.tenantRevocations());
        }
    }
}
