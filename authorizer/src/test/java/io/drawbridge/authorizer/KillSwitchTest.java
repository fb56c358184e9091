package io.drawbridge.authorizer;

import static io.drawbridge.authorizer.TrustWorld.ACME;
import static io.drawbridge.authorizer.TrustWorld.CACHE;
import static io.drawbridge.authorizer.TrustWorld.GLOBEX;
import static io.drawbridge.authorizer.TrustWorld.STALE;
import static io.drawbridge.authorizer.TrustWorld.done;
import static io.drawbridge.authorizer.TrustWorld.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.issuer.IssuerName;
import io.drawbridge.issuer.TokenRequest;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.Revocation;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A warm authorizer with a remembered token, and somebody who wants that token dead. */
class KillSwitchTest {

    private static final String OWN_ISS = "https://id.acme.example";
    private static final String SHARED_ISS = "https://id.example";
    private static final IssuerName OWN_KEYS = IssuerName.tenant("acme");
    private static final Issuer OWN = record(Optional.of(ACME), OWN_ISS, OWN_KEYS);
    private static final Issuer SHARED = record(Optional.empty(), SHARED_ISS, IssuerName.PLATFORM);
    private static final Optional<String> NONE = Optional.empty();

    private TrustWorld world = new TrustWorld(TenantSource.ORIGIN);

    /** How a request names its tenant. */
    record Way(TenantSource source, boolean withOrigin) {}

    /**
     * A kill.
     *
     * @param ofOwn what becomes of the token of the tenant's issuer
     * @param ofShared what becomes of the token of the platform's issuer
     */
    record Kill(String name, Consumer<TrustWorld> action, Reason ofOwn, Reason ofShared) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A kill in one way, with one token. */
    record Case(Kill kill, Way way, boolean isShared) {
        Reason expected() {
            Reason expected = isShared ? kill.ofShared : kill.ofOwn;
            boolean isNamedByOrigin = way.withOrigin;
            return expected == Reason.FORBIDDEN && isNamedByOrigin ? Reason.ORIGIN_NOT_ALLOWED : expected;
        }
    }

    private static final List<Kill> KILLS = List.of(
            new Kill(
                    "tenant suspended",
                    w -> w.tenant(ACME, Tenant.Status.SUSPENDED, OWN),
                    Reason.FORBIDDEN,
                    Reason.FORBIDDEN),
            new Kill(
                    "the tenant's issuer disabled",
                    w -> w.tenant(ACME, Tenant.Status.ACTIVE, disabled(OWN)),
                    Reason.INVALID_CLAIMS,
                    Reason.ALLOWED),
            new Kill(
                    "the platform's issuer disabled",
                    w -> w.platform(disabled(SHARED)),
                    Reason.ALLOWED,
                    Reason.INVALID_CLAIMS),
            revoked("sub of the tenant's issuer", Optional.of(ACME), OWN_ISS, "alice", true, false),
            revoked("sub of the platform's issuer by the tenant", Optional.of(ACME), SHARED_ISS, "alice", false, true),
            revoked("sub by the platform", Optional.empty(), SHARED_ISS, "alice", false, true),
            revoked("sub of the tenant's issuer by the platform", Optional.empty(), OWN_ISS, "alice", false, false),
            revoked("another sub", Optional.of(ACME), OWN_ISS, "bob", false, false),
            new Kill(
                    "jti of the tenant's issuer",
                    w -> revoke(w, Optional.of(ACME), Optional.of(OWN_ISS), NONE, Optional.of("t-own"), false),
                    Reason.TOKEN_REVOKED,
                    Reason.ALLOWED),
            new Kill(
                    "jti by the platform",
                    w -> revoke(w, Optional.empty(), Optional.of(SHARED_ISS), NONE, Optional.of("t-shared"), false),
                    Reason.ALLOWED,
                    Reason.TOKEN_REVOKED),
            new Kill(
                    "everything issued before now by the tenant",
                    w -> revoke(w, Optional.of(ACME), NONE, NONE, NONE, true),
                    Reason.TOKEN_REVOKED,
                    Reason.TOKEN_REVOKED),
            new Kill(
                    "everything issued before now by the platform",
                    w -> revoke(w, Optional.empty(), NONE, NONE, NONE, true),
                    Reason.ALLOWED,
                    Reason.TOKEN_REVOKED));

    private static Kill revoked(
            String name, Optional<TenantId> owner, String iss, String sub, boolean ofOwn, boolean ofShared) {
        return new Kill(
                name,
                w -> revoke(w, owner, Optional.of(iss), Optional.of(sub), NONE, false),
                ofOwn ? Reason.TOKEN_REVOKED : Reason.ALLOWED,
                ofShared ? Reason.TOKEN_REVOKED : Reason.ALLOWED);
    }

    private static void revoke(
            TrustWorld world,
            Optional<TenantId> owner,
            Optional<String> iss,
            Optional<String> sub,
            Optional<String> jti,
            boolean beforeNow) {
        Instant now = world.clock.instant();
        Optional<Instant> before = beforeNow ? Optional.of(now) : Optional.empty();
        done(world.store()
                .revoke(
                        new Revocation(owner, iss, sub, jti, before, now.plus(Duration.ofDays(2))),
                        Change.ofRegistryFile(now)));
    }

    private static Issuer disabled(Issuer issuer) {
        return new Issuer(issuer.owner(), issuer.id(), issuer.iss(), issuer.jwksUri(), issuer.profile(), false);
    }

    static Stream<Case> cases() {
        List<Way> ways = List.of(
                new Way(TenantSource.ORIGIN, true),
                new Way(TenantSource.ORIGIN, false),
                new Way(TenantSource.HOST, true),
                new Way(TenantSource.HOST, false),
                new Way(TenantSource.PATH, false));
        return KILLS.stream()
                .flatMap(kill ->
                        ways.stream().flatMap(way -> Stream.of(new Case(kill, way, false), new Case(kill, way, true))));
    }

    private String warm(Case c) {
        world = warmWorld(c.way.source);
        String token = c.isShared ? shared() : own();
        assertThat(reason(c, token)).isEqualTo(Reason.ALLOWED);
        assertThat(reason(c, token)).isEqualTo(Reason.ALLOWED);
        return token;
    }

    private static TrustWorld warmWorld(TenantSource source) {
        TrustWorld world = new TrustWorld(source);
        world.platform(SHARED);
        world.tenant(ACME, Tenant.Status.ACTIVE, OWN);
        world.tenant(GLOBEX, Tenant.Status.ACTIVE);
        return world;
    }

    private String own() {
        return world.token(OWN_KEYS, "t-own", lasting(TokenRequest.from(OWN_ISS)));
    }

    private String shared() {
        return world.token(
                IssuerName.PLATFORM,
                "t-shared",
                lasting(TokenRequest.from(SHARED_ISS)).withTenant("acme"));
    }

    private static TokenRequest lasting(TokenRequest request) {
        return request.withExpiresIn(Duration.ofHours(24));
    }

    private Reason reason(Case c, String token) {
        return world.decide(ACME, c.way.withOrigin, token).reason();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_kill_is_in_force_within_the_cache_time(Case c) {
        String token = warm(c);

        c.kill.action.accept(world);
        assertThat(reason(c, token)).as("still remembered").isEqualTo(Reason.ALLOWED);
        world.clock.advance(CACHE);

        assertThat(reason(c, token)).isEqualTo(c.expected());
        assertThat(reason(c, token)).isEqualTo(c.expected());
        assertThat(world.fetches.get()).as("fetches of keys").isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void while_the_table_cannot_be_read_a_kill_waits_for_the_stale_time_at_most(Case c) {
        String token = warm(c);

        c.kill.action.accept(world);
        world.registry.failing = true;
        world.clock.advance(CACHE);
        assertThat(reason(c, token)).isEqualTo(Reason.ALLOWED);
        world.clock.advance(STALE.minus(CACHE).minusSeconds(1));
        assertThat(reason(c, token)).isEqualTo(Reason.ALLOWED);
        world.clock.advance(Duration.ofSeconds(1));
        assertThat(reason(c, token)).isEqualTo(Reason.REGISTRY_UNAVAILABLE);
        world.registry.failing = false;
        world.clock.advance(Duration.ofSeconds(1));
        assertThat(reason(c, token)).isEqualTo(c.expected());
    }

    @Test
    void revocations_that_changed_and_cannot_be_read_refuse_and_are_asked_for_once_in_a_second() {
        world = warmWorld(TenantSource.HOST);
        String token = own();
        assertThat(world.decide(ACME, true, token).reason()).isEqualTo(Reason.ALLOWED);
        revoke(world, Optional.of(ACME), NONE, NONE, NONE, true);
        world.registry.failingQueries = true;
        world.clock.advance(CACHE);

        for (int i = 0; i < 5; i++) {
            assertThat(world.decide(ACME, true, token).reason()).isEqualTo(Reason.REGISTRY_UNAVAILABLE);
        }
        assertThat(world.registry.queries).isEqualTo(1);
        world.registry.failingQueries = false;
        world.clock.advance(Duration.ofSeconds(1));
        assertThat(world.decide(ACME, true, token).reason()).isEqualTo(Reason.TOKEN_REVOKED);
        assertThat(world.registry.queries).isEqualTo(2);
    }

    @Test
    void who_never_revoked_anything_pays_no_query_and_each_change_costs_one() {
        world = warmWorld(TenantSource.ORIGIN);
        String token = own();
        for (int i = 0; i < 20; i++) {
            assertThat(world.decide(ACME, i % 2 == 0, token).reason()).isEqualTo(Reason.ALLOWED);
            world.clock.advance(Duration.ofSeconds(3));
        }
        assertThat(world.registry.queries).isZero();

        revoke(world, Optional.of(ACME), Optional.of(OWN_ISS), Optional.of("bob"), NONE, false);
        for (int i = 0; i < 20; i++) {
            assertThat(world.decide(ACME, i % 2 == 0, token).reason()).isEqualTo(Reason.ALLOWED);
            world.clock.advance(Duration.ofSeconds(3));
        }
        assertThat(world.registry.queries).isEqualTo(1);
    }

    @Test
    void a_token_that_was_issued_after_the_kill_is_accepted() {
        world = warmWorld(TenantSource.HOST);
        String old = own();
        revoke(world, Optional.of(ACME), Optional.of(OWN_ISS), Optional.of("alice"), NONE, true);
        world.clock.advance(Duration.ofSeconds(61));

        assertThat(world.decide(ACME, true, old).reason()).isEqualTo(Reason.TOKEN_REVOKED);
        assertThat(world.decide(ACME, true, own()).reason()).isEqualTo(Reason.ALLOWED);
    }

    @Test
    void a_revocation_that_has_ended_or_was_lifted_refuses_no_more() {
        world = warmWorld(TenantSource.HOST);
        Instant now = world.clock.instant();
        Optional<String> iss = Optional.of(OWN_ISS);
        Revocation short1 = new Revocation(
                Optional.of(ACME), iss, Optional.of("alice"), NONE, Optional.empty(), now.plusSeconds(5));
        done(world.store().revoke(short1, Change.ofRegistryFile(now)));
        String token = own();

        assertThat(world.decide(ACME, true, token).reason()).isEqualTo(Reason.TOKEN_REVOKED);
        world.clock.advance(Duration.ofSeconds(5));
        assertThat(world.decide(ACME, true, token).reason()).isEqualTo(Reason.ALLOWED);
        assertThat(world.registry.queries).isEqualTo(1);

        revoke(world, Optional.of(ACME), iss, Optional.of("alice"), NONE, false);
        world.clock.advance(CACHE);
        assertThat(world.decide(ACME, true, token).reason()).isEqualTo(Reason.TOKEN_REVOKED);
        Revocation standing =
                world.store().revocation(Optional.of(ACME), short1.id()).orElseThrow();
        done(world.store().liftRevocation(standing, Change.ofRegistryFile(now)));
        world.clock.advance(CACHE);
        assertThat(world.decide(ACME, true, token).reason()).isEqualTo(Reason.ALLOWED);
    }

    @Test
    void one_tenants_revocation_is_nothing_to_another() {
        world = warmWorld(TenantSource.HOST);
        revoke(world, Optional.of(ACME), Optional.of(SHARED_ISS), Optional.of("alice"), NONE, false);
        String atGlobex = world.token(
                IssuerName.PLATFORM, "t", lasting(TokenRequest.from(SHARED_ISS)).withTenant("globex"));

        assertThat(world.decide(ACME, true, shared()).reason()).isEqualTo(Reason.TOKEN_REVOKED);
        assertThat(world.decide(GLOBEX, true, atGlobex).reason()).isEqualTo(Reason.ALLOWED);
    }

    @Test
    void whoever_has_no_right_signature_learns_nothing_of_revocations() {
        world = warmWorld(TenantSource.HOST);
        revoke(world, Optional.of(ACME), NONE, NONE, NONE, true);
        String forged = world.token(IssuerName.tenant("mallory"), "t", lasting(TokenRequest.from(OWN_ISS)));
        String expired = world.token(OWN_KEYS, "t", TokenRequest.from(OWN_ISS).withExpiresIn(Duration.ofHours(-1)));

        assertThat(world.decide(ACME, true, forged).reason()).isEqualTo(Reason.INVALID_SIGNATURE);
        assertThat(world.decide(ACME, true, expired).reason()).isEqualTo(Reason.TOKEN_EXPIRED);
        assertThat(world.decide(GLOBEX, true, shared()).reason()).isEqualTo(Reason.FORBIDDEN);
        assertThat(world.registry.queries).isZero();
    }

    @Test
    void a_revoked_administrator_is_refused_and_no_tenant_can_revoke_the_platforms() {
        world = warmWorld(TenantSource.HOST);
        String root = world.token(
                IssuerName.PLATFORM,
                "t-root",
                lasting(TokenRequest.from(SHARED_ISS)).withSubject("root").withScopes(List.of("registry:admin")));
        String ofAcme =
                world.token(OWN_KEYS, "t", lasting(TokenRequest.from(OWN_ISS)).withScopes(List.of("registry:read")));
        assertThat(world.administer(ACME, root).reason()).isEqualTo(Reason.ALLOWED);
        assertThat(world.administer(ACME, ofAcme).reason()).isEqualTo(Reason.ALLOWED);

        revoke(world, Optional.of(ACME), NONE, NONE, NONE, true);
        world.clock.advance(CACHE);
        assertThat(world.administer(ACME, root).reason()).isEqualTo(Reason.ALLOWED);
        assertThat(world.administer(ACME, ofAcme).reason()).isEqualTo(Reason.TOKEN_REVOKED);

        revoke(world, Optional.empty(), Optional.of(SHARED_ISS), Optional.of("root"), NONE, false);
        world.clock.advance(CACHE);
        assertThat(world.administer(ACME, root).reason()).isEqualTo(Reason.TOKEN_REVOKED);
    }

    @Test
    void in_the_list_of_tenants_the_tokens_own_tenant_revokes_it() {
        world = warmWorld(TenantSource.HOST);
        String ofAcme = world.token(
                IssuerName.PLATFORM,
                "t-acme",
                lasting(TokenRequest.from(SHARED_ISS)).withTenant(ACME.value()).withScopes(List.of("registry:read")));
        assertThat(world.listTenants(GLOBEX, ofAcme).reason()).isEqualTo(Reason.ALLOWED);
        assertThat(world.listTenants(GLOBEX, ofAcme).tenantId()).isEqualTo(ACME.value());

        revoke(world, Optional.of(ACME), NONE, NONE, NONE, true);
        world.clock.advance(CACHE);

        assertThat(world.listTenants(GLOBEX, ofAcme).reason()).isEqualTo(Reason.TOKEN_REVOKED);
    }
}
