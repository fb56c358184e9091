package io.drawbridge.launcher.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.authorizer.golden.CaseRequest.HeaderLine;
import io.drawbridge.authorizer.golden.GoldenCase.HeaderNames;
import io.drawbridge.authorizer.golden.GoldenCase.World;
import io.drawbridge.authorizer.golden.RegistrySource;
import io.drawbridge.gateway.LocalGateway;
import io.drawbridge.issuer.IssuerName;
import io.drawbridge.issuer.TokenRequest;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.Platform;
import io.drawbridge.registry.Revocation;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TenantStore.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Kills through the real store, seen over HTTP at a warm authorizer that remembers the token. */
@SuppressWarnings("NullAway.Init")
final class KillSwitchIT {

    private static final String REGISTRY = """
            {
              "platform": {"issuers": [{"id": "platform", "iss": "${issuer}/platform",
                "jwksUri": "${issuer}/platform/jwks.json", "audiences": ["orders-api"], "tenantClaim": "tenant",
                "tokenIdRequired": true}]},
              "tenants": [{"id": "acme"}, {"id": "globex"}, {"id": "initech"}, {"id": "umbrella"}, {"id": "hooli"}]
            }
            """;

    /** The bound is 2 s here; how long a busy machine takes to ask is not what is tested. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static GoldenStack stack;
    private static LocalGateway gateway;
    private static TenantStore store;

    @BeforeAll
    static void start() throws IOException {
        stack = GoldenStack.start();
        World world = new World(
                new RegistrySource.Document("kill", REGISTRY),
                Map.of("REGISTRY_CACHE_SECONDS", "1"),
                HeaderNames.LOWER_CASE);
        gateway = stack.gateway(world, new Witness());
        store = stack.storeOfFirst(TenantSource.ORIGIN);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        stack.close();
    }

    @Test
    void every_kill_reaches_a_warm_authorizer() throws IOException, InterruptedException {
        Optional<String> iss = Optional.of(issuer());
        Optional<String> none = Optional.empty();
        Optional<Instant> any = Optional.empty();
        Instant soon = Instant.now().plusSeconds(600);
        Instant end = Revocation.endOfUse(soon);

        // Tenant, subject and token id of each token begin alike, so that a kill can only meet its own.
        kill("acme", 401, () -> revoke(new Revocation(id("acme"), iss, Optional.of("s-acme"), none, any, end)));
        kill(
                "globex",
                401,
                () -> revoke(new Revocation(Optional.empty(), iss, none, Optional.of("t-globex"), any, end)));
        kill("umbrella", 401, () -> revoke(new Revocation(id("umbrella"), none, none, none, Optional.of(soon), end)));
        kill("initech", 403, KillSwitchIT::suspendInitech);
        kill("hooli", 401, KillSwitchIT::disableThePlatformsIssuer);
    }

    private static void kill(String tenant, int status, Supplier<Outcome> kill)
            throws IOException, InterruptedException {
        TokenRequest request = TokenRequest.from(issuer()).withTenant(tenant).withSubject("s-" + tenant);
        String token = stack.token(IssuerName.PLATFORM, request, "t-" + tenant);
        for (int i = 0; i < 3; i++) {
            assertThat(ask(token)).as(tenant).isEqualTo(200);
        }
        assertThat(kill.get()).isEqualTo(Outcome.DONE);
        Instant from = Instant.now();
        int answer = ask(token);
        while (answer == 200 && Duration.between(from, Instant.now()).compareTo(PATIENCE) < 0) {
            Thread.sleep(20);
            answer = ask(token);
        }
        assertThat(answer).as(tenant).isEqualTo(status);
    }

    private static int ask(String token) throws IOException {
        List<HeaderLine> lines =
                List.of(new HeaderLine("Host", "api.example.com"), new HeaderLine("authorization", "Bearer " + token));
        return RawExchange.send(gateway.port(), "GET", "/orders", lines, "").status();
    }

    private static String issuer() {
        return IssuerName.PLATFORM.url(stack.placeholders().issuer());
    }

    private static Optional<TenantId> id(String tenant) {
        return Optional.of(new TenantId(tenant));
    }

    private static Outcome revoke(Revocation revocation) {
        return store.revoke(revocation, Change.ofRegistryFile(Instant.now()));
    }

    private static Outcome suspendInitech() {
        Stored<Tenant> stored = store.tenant(new TenantId("initech")).orElseThrow();
        Tenant tenant = stored.value();
        Tenant suspended = new Tenant(
                tenant.id(),
                tenant.displayName(),
                Tenant.Status.SUSPENDED,
                tenant.cors(),
                tenant.issuers(),
                tenant.routeRules(),
                tenant.monitorUntil(),
                tenant.usageIdentifierKey(),
                tenant.delegateIssuers());
        return store.replaceTenant(suspended, stored.etag(), Change.ofRegistryFile(Instant.EPOCH));
    }

    private static Outcome disableThePlatformsIssuer() {
        Stored<Platform> stored = store.platform();
        Platform platform = stored.value();
        List<Issuer> disabled = platform.issuers().stream()
                .map(i -> new Issuer(i.owner(), i.id(), i.iss(), i.jwksUri(), i.profile(), false))
                .toList();
        return store.replacePlatform(
                new Platform(disabled, platform.routeRules(), platform.monitorUntil(), platform.usagePlans()),
                stored.etag(),
                Change.ofRegistryFile(Instant.EPOCH));
    }
}
