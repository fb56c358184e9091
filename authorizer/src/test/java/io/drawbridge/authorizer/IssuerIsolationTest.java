package io.drawbridge.authorizer;

import static io.drawbridge.authorizer.TrustWorld.ACME;
import static io.drawbridge.authorizer.TrustWorld.CACHE;
import static io.drawbridge.authorizer.TrustWorld.GLOBEX;
import static io.drawbridge.authorizer.TrustWorld.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.issuer.IssuerName;
import io.drawbridge.issuer.TokenRequest;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.CorsSettings;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.Platform;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trust belongs to an issuer record, never to an {@code iss}: whoever writes another's {@code iss} gains nothing by it. */
class IssuerIsolationTest {

    private static final String ISS = "https://id.acme.example";
    private static final String SHARED_ISS = "https://id.example";
    private static final IssuerName ACMES = IssuerName.tenant("acme");
    private static final IssuerName GLOBEXS = IssuerName.tenant("globex");
    private static final Issuer SHARED = record(Optional.empty(), SHARED_ISS, IssuerName.PLATFORM);
    private static final Issuer OF_ACME = record(Optional.of(ACME), ISS, ACMES);
    private static final Issuer OF_GLOBEX = record(Optional.of(GLOBEX), ISS, GLOBEXS);

    private static String token(TrustWorld world, IssuerName signedBy, String iss, String... tenant) {
        TokenRequest request = TokenRequest.from(iss);
        return world.token(signedBy, "t", tenant.length == 0 ? request : request.withTenant(tenant[0]));
    }

    private static void assertReason(TrustWorld world, TenantId tenant, String token, Reason reason) {
        // With and without Origin, the second time with everything remembered.
        for (boolean withOrigin : List.of(true, false, true, false)) {
            assertThat(world.decide(tenant, withOrigin, token).reason()).isEqualTo(reason);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HOST", "PATH"})
    void two_tenants_with_one_iss_and_keys_of_their_own_never_meet(TenantSource source) {
        TrustWorld world = new TrustWorld(source);
        world.platform(SHARED);
        world.tenant(ACME, Tenant.Status.ACTIVE, OF_ACME);
        world.tenant(GLOBEX, Tenant.Status.ACTIVE, OF_GLOBEX);
        String byAcme = token(world, ACMES, ISS, "acme");
        String byGlobex = token(world, GLOBEXS, ISS, "acme");

        assertReason(world, ACME, byAcme, Reason.ALLOWED);
        assertReason(world, GLOBEX, byGlobex, Reason.ALLOWED);
        assertReason(world, ACME, byGlobex, Reason.INVALID_SIGNATURE);
        assertReason(world, GLOBEX, byAcme, Reason.INVALID_SIGNATURE);
        // What one of them remembers by now is nothing to the other.
        assertReason(world, ACME, byAcme, Reason.ALLOWED);
        assertThat(world.decide(GLOBEX, true, byGlobex))
                .satisfies(d -> assertThat(d.tenantId()).isEqualTo("globex"));
    }

    @Test
    void in_origin_mode_the_second_tenant_cannot_even_register_the_iss() {
        TrustWorld world = new TrustWorld(TenantSource.ORIGIN);
        world.platform(SHARED);
        world.tenant(ACME, Tenant.Status.ACTIVE, OF_ACME);
        world.tenant(GLOBEX, Tenant.Status.ACTIVE);

        Tenant squatter = new Tenant(
                GLOBEX,
                "g",
                Tenant.Status.ACTIVE,
                CorsSettings.NONE,
                List.of(OF_GLOBEX),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false);
        assertThat(world.store()
                        .replaceTenant(
                                squatter,
                                world.store().tenant(GLOBEX).orElseThrow().etag(),
                                Change.ofRegistryFile(Instant.EPOCH)))
                .isEqualTo(Outcome.CLAIMED);

        String byGlobex = token(world, GLOBEXS, ISS, "acme");
        assertReason(world, ACME, byGlobex, Reason.INVALID_SIGNATURE);
        assertThat(world.decide(GLOBEX, true, byGlobex).reason()).isEqualTo(Reason.INVALID_CLAIMS);
        assertThat(world.decide(GLOBEX, false, byGlobex).reason()).isEqualTo(Reason.INVALID_SIGNATURE);
        assertReason(world, ACME, token(world, ACMES, ISS), Reason.ALLOWED);
    }

    @ParameterizedTest
    @EnumSource
    void the_platforms_iss_is_nobody_elses(TenantSource source) {
        TrustWorld world = new TrustWorld(source);
        world.platform(SHARED);
        world.tenant(ACME, Tenant.Status.ACTIVE);
        world.tenant(GLOBEX, Tenant.Status.ACTIVE);
        Tenant squatter = new Tenant(
                GLOBEX,
                "g",
                Tenant.Status.ACTIVE,
                CorsSettings.NONE,
                List.of(record(Optional.of(GLOBEX), SHARED_ISS, GLOBEXS)),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false);
        assertThat(world.store()
                        .replaceTenant(
                                squatter,
                                world.store().tenant(GLOBEX).orElseThrow().etag(),
                                Change.ofRegistryFile(Instant.EPOCH)))
                .isEqualTo(Outcome.CLAIMED);

        for (String named : List.of("acme", "globex")) {
            String forged = token(world, GLOBEXS, SHARED_ISS, named);
            assertReason(world, ACME, forged, Reason.INVALID_SIGNATURE);
            assertReason(world, GLOBEX, forged, Reason.INVALID_SIGNATURE);
        }
        assertReason(world, ACME, token(world, IssuerName.PLATFORM, SHARED_ISS, "acme"), Reason.ALLOWED);
    }

    @ParameterizedTest
    @EnumSource
    void a_tenants_token_is_that_tenants_whatever_it_says(TenantSource source) {
        TrustWorld world = new TrustWorld(source);
        world.platform(SHARED);
        world.tenant(ACME, Tenant.Status.ACTIVE);
        world.tenant(GLOBEX, Tenant.Status.ACTIVE, OF_GLOBEX);
        String claimsAcme = token(world, GLOBEXS, ISS, "acme");

        assertThat(world.decide(GLOBEX, true, claimsAcme).tenantId()).isEqualTo("globex");
        assertThat(world.decide(ACME, true, claimsAcme).reason()).isEqualTo(Reason.INVALID_CLAIMS);
        Decision withoutOrigin = world.decide(ACME, false, claimsAcme);
        if (source == TenantSource.ORIGIN) {
            // Nothing but the token names a tenant here, and its record can yield its owner alone.
            assertThat(withoutOrigin.reason()).isEqualTo(Reason.ALLOWED);
            assertThat(withoutOrigin.tenantId()).isEqualTo("globex");
        } else {
            assertThat(withoutOrigin.reason()).isEqualTo(Reason.INVALID_CLAIMS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_changed_record_starts_afresh(TenantSource source) {
        TrustWorld world = new TrustWorld(source);
        world.platform(SHARED);
        world.tenant(ACME, Tenant.Status.ACTIVE, OF_ACME);
        String old = token(world, ACMES, ISS);
        assertReason(world, ACME, old, Reason.ALLOWED);
        assertThat(world.fetches.get()).isEqualTo(1);

        world.tenant(ACME, Tenant.Status.ACTIVE, record(Optional.of(ACME), ISS, IssuerName.tenant("acme-new")));
        world.clock.advance(CACHE);

        assertReason(world, ACME, old, Reason.INVALID_SIGNATURE);
        assertReason(world, ACME, token(world, IssuerName.tenant("acme-new"), ISS), Reason.ALLOWED);

        // The same iss moves from the tenant to the platform: one more record, one more trust.
        world.tenant(ACME, Tenant.Status.ACTIVE);
        Platform platform = new Platform(
                List.of(record(Optional.empty(), ISS, IssuerName.PLATFORM)), List.of(), Optional.empty(), false);
        TrustWorld.done(world.store()
                .replacePlatform(platform, world.store().platform().etag(), Change.ofRegistryFile(Instant.EPOCH)));
        world.clock.advance(CACHE);
        assertReason(world, ACME, token(world, IssuerName.tenant("acme-new"), ISS, "acme"), Reason.INVALID_SIGNATURE);
        assertReason(world, ACME, token(world, IssuerName.PLATFORM, ISS, "acme"), Reason.ALLOWED);
    }
}
