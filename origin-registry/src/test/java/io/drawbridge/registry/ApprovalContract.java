package io.drawbridge.registry;

import static io.drawbridge.registry.Sample.ACME;
import static io.drawbridge.registry.Sample.CHANGE;
import static io.drawbridge.registry.Sample.GLOBEX;
import static io.drawbridge.registry.Sample.NOW;
import static io.drawbridge.registry.Sample.changeAt;
import static io.drawbridge.registry.Sample.fullOrigin;
import static io.drawbridge.registry.Sample.fullTenant;
import static io.drawbridge.registry.Sample.origin;
import static io.drawbridge.registry.Sample.pattern;
import static io.drawbridge.registry.Sample.registered;
import static io.drawbridge.registry.Sample.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.RegisteredOrigin.Status;
import io.drawbridge.registry.TenantStore.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The part of the {@link TenantStoreContract} about approvals, and what waits for them. */
abstract class ApprovalContract extends ChangeContract {

    private static final String DOMAIN = "example.com";
    private static final String APP = "https://app.example.com";
    private static final String PREVIEW = "https://pr-*.example.com";

    @Test
    void aTenantsOwnRegistrationWaitsWhateverIsRegisteredElsewhere() {
        TenantStore store = two();
        store.addOrigin(registered(GLOBEX, APP), CHANGE);
        Registrar registrar = registrar(store);

        for (String pattern : List.of(APP, "https://free.example.com", PREVIEW)) {
            assertThat(registrar.register(registered(ACME, pattern), CHANGE, Optional.empty()))
                    .isEqualTo(Outcome.DONE);
            assertThat(status(store, pattern)).isEqualTo(Status.PENDING);
        }
        assertThat(store.readOrigin(origin("https://free.example.com"), NOW, Optional.of(ACME))
                        .candidates())
                .isEmpty();
        assertThat(store.pending(PageRequest.first(10)).items())
                .containsExactly(
                        new PendingOrigin(ACME, pattern(APP), DOMAIN, NOW, Optional.of(GLOBEX)),
                        new PendingOrigin(ACME, pattern("https://free.example.com"), DOMAIN, NOW, Optional.empty()),
                        new PendingOrigin(ACME, pattern(PREVIEW), DOMAIN, NOW, Optional.empty()));
        assertThat(store.pending(PageRequest.first(2)).next()).isPresent();
    }

    @Test
    void whereRequestsNameTheTenantNothingWaits() {
        TenantStore store = empty(TenantSource.HOST);
        store.createTenant(tenant(ACME), CHANGE);
        Registrar registrar = new Registrar(store, TenantSource.HOST, PublicSuffixList.bundled());

        assertThat(registrar.register(registered(ACME, APP), CHANGE, Optional.empty()))
                .isEqualTo(Outcome.DONE);
        assertThat(status(store, APP)).isEqualTo(Status.ACTIVE);
        assertThat(store.addOrigin(registered(ACME, PREVIEW, Status.PENDING), CHANGE))
                .isEqualTo(Outcome.DONE);
        assertThat(store.pending(PageRequest.first(10)).items()).isEmpty();
    }

    @Test
    void anApprovalLetsInWhatWaitsAndWhatComes() {
        TenantStore store = two();
        Registrar registrar = registrar(store);
        store.addOrigin(registered(GLOBEX, "https://taken.example.com"), CHANGE);
        for (String p : List.of(APP, PREVIEW, "https://taken.example.com", "https://app.example.org")) {
            registrar.register(registered(ACME, p), CHANGE, Optional.empty());
        }

        Activation activation =
                registrar.approve(ACME, new Approval(DOMAIN, Optional.empty()), Optional.empty(), CHANGE);

        assertThat(activation)
                .isEqualTo(new Activation(
                        Outcome.DONE,
                        List.of(pattern(APP), pattern(PREVIEW)),
                        List.of(pattern("https://taken.example.com"))));
        assertThat(store.readOrigin(origin(APP), NOW, Optional.empty()).tenant())
                .contains(tenant(ACME));
        assertThat(store.readOrigin(origin("https://pr-1.example.com"), NOW, Optional.empty())
                        .tenant())
                .contains(tenant(ACME));
        assertThat(store.addOrigin(registered(GLOBEX, APP), CHANGE)).isEqualTo(Outcome.CLAIMED);
        assertThat(status(store, "https://app.example.org")).isEqualTo(Status.PENDING);
        assertThat(store.pending(PageRequest.first(10)).items()).hasSize(2);
        assertThat(registrar.register(registered(ACME, "https://new.example.com"), CHANGE, Optional.empty()))
                .isEqualTo(Outcome.DONE);
        assertThat(status(store, "https://new.example.com")).isEqualTo(Status.ACTIVE);
        store.addOrigin(registered(GLOBEX, "https://other.example.com"), CHANGE);
        assertThat(registrar.register(registered(ACME, "https://other.example.com"), CHANGE, Optional.empty()))
                .isEqualTo(Outcome.CLAIMED);
    }

    @Test
    void whatStandsOnAnApprovalEndsWithItAndStaysClaimed() {
        TenantStore store = two();
        Registrar registrar = registrar(store);
        Approval short1 = new Approval(DOMAIN, Optional.of(NOW.plusSeconds(5)));
        registrar.approve(ACME, short1, Optional.empty(), CHANGE);
        registrar.register(registered(ACME, APP), CHANGE, Optional.empty());

        assertThat(store.readOrigin(origin(APP), NOW.plusSeconds(4), Optional.empty())
                        .tenant())
                .isPresent();
        assertThat(store.readOrigin(origin(APP), NOW.plusSeconds(5), Optional.empty())
                        .tenant())
                .isEmpty();
        assertThat(store.addOrigin(registered(GLOBEX, APP), CHANGE)).isEqualTo(Outcome.CLAIMED);
        assertThat(registrar.register(
                        registered(ACME, "https://late.example.com"), changeAt(NOW.plusSeconds(5)), Optional.empty()))
                .isEqualTo(Outcome.DONE);
        assertThat(status(store, "https://late.example.com")).isEqualTo(Status.PENDING);

        ETag etag = store.approvals(ACME).get(0).etag();
        Activation longer = registrar.approve(ACME, new Approval(DOMAIN, Optional.empty()), Optional.of(etag), CHANGE);
        assertThat(longer.activated()).containsExactly(pattern("https://late.example.com"));
        assertThat(store.readOrigin(origin(APP), NOW.plusSeconds(5), Optional.empty())
                        .tenant())
                .isPresent();
    }

    @Test
    void withdrawingAnApprovalGivesUpWhatStandsOnItAndNothingElse() {
        TenantStore store = two();
        Registrar registrar = registrar(store);
        registrar.approve(ACME, new Approval(DOMAIN, Optional.empty()), Optional.empty(), CHANGE);
        registrar.register(registered(ACME, APP), CHANGE, Optional.empty());
        registrar.register(registered(ACME, PREVIEW), CHANGE, Optional.empty());
        store.addOrigin(registered(ACME, "https://platform.example.com"), CHANGE);
        ETag etag = store.approvals(ACME).get(0).etag();

        assertThat(registrar.withdraw(ACME, DOMAIN, etag.next(), CHANGE)).isEqualTo(Outcome.STALE);
        assertThat(registrar.withdraw(ACME, "example.org", etag, CHANGE)).isEqualTo(Outcome.ABSENT);
        assertThat(registrar.withdraw(ACME, DOMAIN, etag, CHANGE)).isEqualTo(Outcome.DONE);

        assertThat(store.approvals(ACME)).isEmpty();
        assertThat(List.of(status(store, APP), status(store, PREVIEW))).containsExactly(Status.PENDING, Status.PENDING);
        assertThat(status(store, "https://platform.example.com")).isEqualTo(Status.ACTIVE);
        assertThat(store.addOrigin(registered(GLOBEX, APP), CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(store.pending(PageRequest.first(10)).items()).hasSize(2);
        ETag pending = store.origin(ACME, pattern(PREVIEW)).orElseThrow().etag();
        assertThat(store.removeOrigin(ACME, pattern(PREVIEW), pending, CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(store.pending(PageRequest.first(10)).items()).hasSize(1);
    }

    @Test
    void aTenantTurnsNothingThatWaitsIntoWhatIsInForce() {
        TenantStore store = two();
        Registrar registrar = registrar(store);
        registrar.register(registered(ACME, APP), CHANGE, Optional.empty());
        ETag etag = store.origin(ACME, pattern(APP)).orElseThrow().etag();

        assertThat(registrar.replace(fullOrigin(ACME, APP), etag, false, CHANGE))
                .isEqualTo(Outcome.DONE);
        assertThat(status(store, APP)).isEqualTo(Status.PENDING);
        assertThat(store.pending(PageRequest.first(10)).items()).hasSize(1);
        assertThat(registrar.replace(registered(ACME, APP), etag.next(), true, CHANGE))
                .isEqualTo(Outcome.DONE);
        assertThat(status(store, APP)).isEqualTo(Status.ACTIVE);
        assertThat(store.pending(PageRequest.first(10)).items()).isEmpty();
    }

    @Test
    void anApprovalLetsInWhatBelongsToItsDomainAndNotToOneBelow() {
        TenantStore store = two();
        Registrar registrar = registrar(store);
        registrar.register(registered(ACME, "https://me-*.vercel.app"), CHANGE, Optional.empty());
        registrar.register(registered(ACME, "https://me.vercel.app"), CHANGE, Optional.empty());

        Activation activation =
                registrar.approve(ACME, new Approval("vercel.app", Optional.empty()), Optional.empty(), CHANGE);

        assertThat(activation)
                .isEqualTo(new Activation(Outcome.DONE, List.of(pattern("https://me-*.vercel.app")), List.of()));
        assertThat(status(store, "https://me-*.vercel.app")).isEqualTo(Status.ACTIVE);
        assertThat(status(store, "https://me.vercel.app")).isEqualTo(Status.PENDING);
    }

    @Test
    void whatStandsOnAnApprovalGoesOnStandingOnItWhenItIsReplaced() {
        TenantStore store = two();
        Registrar registrar = registrar(store);
        registrar.approve(ACME, new Approval(DOMAIN, Optional.of(NOW.plusSeconds(5))), Optional.empty(), CHANGE);
        registrar.register(registered(ACME, APP), CHANGE, Optional.empty());
        for (boolean byPlatform : new boolean[] {false, true}) {
            ETag etag = store.origin(ACME, pattern(APP)).orElseThrow().etag();
            assertThat(registrar.replace(registered(ACME, APP), etag, byPlatform, CHANGE))
                    .isEqualTo(Outcome.DONE);
        }

        assertThat(store.readOrigin(origin(APP), NOW, Optional.empty()).tenant())
                .isPresent();
        assertThat(store.readOrigin(origin(APP), NOW.plusSeconds(5), Optional.empty())
                        .tenant())
                .isEmpty();
    }

    @Test
    void whatIsDisabledIsDisabledAgainAfterItWaited() {
        TenantStore store = two();
        Registrar registrar = registrar(store);
        registrar.approve(ACME, new Approval(DOMAIN, Optional.empty()), Optional.empty(), CHANGE);
        registrar.register(registered(ACME, APP, Status.DISABLED), CHANGE, Optional.empty());
        registrar.register(registered(ACME, PREVIEW), CHANGE, Optional.empty());
        registrar.register(registered(ACME, "https://new.example.org", Status.DISABLED), CHANGE, Optional.empty());
        assertThat(status(store, APP)).isEqualTo(Status.DISABLED);

        registrar.withdraw(ACME, DOMAIN, store.approvals(ACME).get(0).etag(), CHANGE);
        assertThat(status(store, APP)).isEqualTo(Status.PENDING);
        // Neither writing it again nor importing it makes another thing of it.
        ETag waiting = store.origin(ACME, pattern(APP)).orElseThrow().etag();
        assertThat(registrar.replace(
                        fullOrigin(ACME, APP).with(Status.PENDING, Optional.empty()), waiting, true, CHANGE))
                .isEqualTo(Outcome.DONE);
        registrar.approve(ACME, new Approval(DOMAIN, Optional.empty()), Optional.empty(), CHANGE);
        registrar.approve(ACME, new Approval("example.org", Optional.empty()), Optional.empty(), CHANGE);

        assertThat(status(store, APP)).isEqualTo(Status.DISABLED);
        assertThat(status(store, PREVIEW)).isEqualTo(Status.ACTIVE);
        assertThat(status(store, "https://new.example.org")).isEqualTo(Status.DISABLED);
        assertThat(store.readOrigin(origin(APP), NOW, Optional.empty()).tenant())
                .contains(tenant(ACME));
    }

    @Test
    void nothingIsWrittenOverAnApprovalThatChangedMeanwhile() {
        TenantStore store = two();
        Approved approved = new Approved(DOMAIN, Optional.empty());
        RegisteredOrigin standing = registered(ACME, APP).with(Status.ACTIVE, Optional.of(approved));

        assertThat(store.addOrigin(standing, CHANGE)).isEqualTo(Outcome.APPROVAL_CHANGED);
        store.approve(ACME, new Approval(DOMAIN, Optional.of(NOW)), Optional.empty(), CHANGE);
        assertThat(store.addOrigin(standing, CHANGE)).isEqualTo(Outcome.APPROVAL_CHANGED);
        ETag etag = store.approvals(ACME).get(0).etag();
        store.approve(ACME, new Approval(DOMAIN, Optional.empty()), Optional.of(etag), CHANGE);
        assertThat(store.addOrigin(registered(ACME, APP, Status.PENDING), CHANGE))
                .isEqualTo(Outcome.APPROVAL_CHANGED);
        assertThat(store.origins(ACME)).isEmpty();
        assertThat(store.addOrigin(standing, CHANGE)).isEqualTo(Outcome.DONE);
        store.approve(ACME, new Approval(DOMAIN, Optional.empty()).withdrawn(), Optional.of(etag.next()), CHANGE);
        ETag stored = store.origin(ACME, pattern(APP)).orElseThrow().etag();
        assertThat(store.replaceOrigin(standing, stored, CHANGE)).isEqualTo(Outcome.APPROVAL_CHANGED);
        assertThat(store.replaceOrigin(registered(ACME, APP, Status.PENDING), stored, CHANGE))
                .isEqualTo(Outcome.DONE);
    }

    @Test
    void anApprovalHasAVersionAndStampsAndIsAudited() {
        TenantStore store = two();
        Approval approval = new Approval(DOMAIN, Optional.of(NOW.plusNanos(1)));
        assertThat(store.approve(new TenantId("nobody"), approval, Optional.empty(), CHANGE))
                .isEqualTo(Outcome.ABSENT);
        assertThat(store.approve(ACME, approval, Optional.of(ETag.first("x")), CHANGE))
                .isEqualTo(Outcome.ABSENT);
        assertThat(store.approve(ACME, approval, Optional.empty(), CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(store.approve(ACME, approval, Optional.empty(), CHANGE)).isEqualTo(Outcome.EXISTS);
        Stored<Approval> stored = store.approvals(ACME).get(0);
        assertThat(stored.value()).isEqualTo(new Approval(DOMAIN, Optional.of(NOW)));
        assertThat(stored.stamps()).contains(Stamps.created(CHANGE));
        assertThat(store.approve(ACME, approval, Optional.of(stored.etag().next()), CHANGE))
                .isEqualTo(Outcome.STALE);
        assertThat(store.removeApproval(ACME, DOMAIN, stored.etag().next(), CHANGE))
                .isEqualTo(Outcome.STALE);
        assertThat(store.removeApproval(ACME, DOMAIN, stored.etag(), CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(store.removeApproval(ACME, DOMAIN, stored.etag(), CHANGE)).isEqualTo(Outcome.ABSENT);
        assertThat(store.audit(Optional.of(ACME), PageRequest.first(2)).items())
                .extracting(
                        e -> e.action() + " " + e.resource() + " " + e.after().orElse(""))
                .containsExactly(
                        "DELETE domains/example.com ",
                        "CREATE domains/example.com {\"domain\":\"example.com\",\"expiresAt\":\"2027-01-31T12:00:00Z\"}");
    }

    @Test
    void aProfileThatIsReplacedKeepsItsApprovals() {
        TenantStore store = two();
        store.approve(ACME, new Approval(DOMAIN, Optional.empty()), Optional.empty(), CHANGE);
        ETag etag = store.tenant(ACME).orElseThrow().etag();

        assertThat(store.replaceTenant(fullTenant(ACME), etag, CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(store.approvals(ACME)).hasSize(1);
    }

    @Test
    void thereAreAtMostSoManyApprovals() {
        TenantStore store = two();
        for (int i = 0; i < Approval.MAX_PER_TENANT; i++) {
            store.approve(ACME, new Approval("a" + i + ".com", Optional.empty()), Optional.empty(), CHANGE);
        }
        Approval another = new Approval(DOMAIN, Optional.empty());

        assertThat(store.approve(ACME, another, Optional.empty(), CHANGE)).isEqualTo(Outcome.FULL);
        assertThat(store.approvals(ACME)).hasSize(Approval.MAX_PER_TENANT);
        ETag first = store.approvals(ACME).get(0).etag();
        String domain = store.approvals(ACME).get(0).value().domain();
        assertThat(store.removeApproval(ACME, domain, first, CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(store.approve(ACME, another, Optional.empty(), CHANGE)).isEqualTo(Outcome.DONE);
    }

    @Test
    void anApprovalCoversItsRegistrableDomainAndHostsWithoutOneStandForThemselves() {
        PublicSuffixList suffixes = PublicSuffixList.bundled();
        List.of(
                        "https://example.com example.com",
                        "https://a.b.example.co.uk example.co.uk",
                        "https://*.a.example.com example.com",
                        "https://pr-*--x.shop.example.com example.com",
                        "https://app.example.com.:8443 example.com",
                        "https://me.vercel.app me.vercel.app",
                        "https://me-*.vercel.app vercel.app",
                        "http://localhost:* localhost",
                        "http://127.0.0.1:* 127.0.0.1",
                        "http://10.1.2.3 10.1.2.3",
                        "http://[::1]:3000 [::1]")
                .forEach(line -> {
                    String[] parts = line.split(" ", -1);
                    assertThat(suffixes.approvalDomain(pattern(parts[0]))).isEqualTo(parts[1]);
                });
    }

    private static Registrar registrar(TenantStore store) {
        return new Registrar(store, TenantSource.ORIGIN, PublicSuffixList.bundled());
    }

    private static Status status(TenantStore store, String pattern) {
        return store.origin(ACME, pattern(pattern)).orElseThrow().value().status();
    }

    private TenantStore two() {
        TenantStore store = empty(TenantSource.ORIGIN);
        assertThat(store.createTenant(tenant(ACME), CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(store.createTenant(tenant(GLOBEX), CHANGE)).isEqualTo(Outcome.DONE);
        return store;
    }
}
