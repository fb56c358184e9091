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

import io.drawbridge.registry.AuditEntry.Action;
import io.drawbridge.registry.ImportJob.State;
import io.drawbridge.registry.RegisteredOrigin.Status;
import io.drawbridge.registry.TenantStore.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The part of the {@link TenantStoreContract} about imports. */
abstract class ImportContract extends ApprovalContract {

    private static final String KEPT = "https://kept.example.com";
    private static final String CHANGED = "https://changed.example.com";
    private static final String GONE = "https://gone.example.com";
    private static final String ADDED = "https://added.example.com";
    private static final String PREVIEW = "https://pr-*.example.com";
    private static final String OLD_PREVIEW = "https://old-*.example.com";

    private TenantStore filled(TenantSource source) {
        TenantStore store = empty(source);
        store.createTenant(tenant(ACME), CHANGE);
        store.createTenant(tenant(GLOBEX), CHANGE);
        List.of(KEPT, CHANGED, GONE, OLD_PREVIEW).forEach(p -> store.addOrigin(registered(ACME, p), CHANGE));
        return store;
    }

    private static ImportJob begin(TenantStore store, Tenant profile, boolean byPlatform, RegisteredOrigin... part) {
        ImportJob job = store.beginImport(profile, byPlatform, CHANGE, Optional.empty())
                .job()
                .orElseThrow();
        assertThat(store.putPart(ACME, job.id(), 1, List.of(part), CHANGE)).isEqualTo(Outcome.DONE);
        return job;
    }

    private static ImportOutcome commit(TenantStore store, ImportJob job, Change change) {
        return store.commitImport(
                ACME, job.id(), store.tenant(ACME).orElseThrow().etag(), change);
    }

    private static List<String> patterns(TenantStore store) {
        return store.origins(ACME).stream().map(o -> o.value().pattern().text()).toList();
    }

    private static Optional<Tenant> named(TenantStore store, String of) {
        return store.readOrigin(origin(of), NOW, Optional.empty()).tenant();
    }

    @Test
    void anImportChangesEverythingAtOnceWhenItIsCommitted() {
        TenantStore store = filled(TenantSource.ORIGIN);
        Stored<RegisteredOrigin> kept = store.origin(ACME, pattern(KEPT)).orElseThrow();
        Stored<RegisteredOrigin> changed = store.origin(ACME, pattern(CHANGED)).orElseThrow();
        ETag etag = store.tenant(ACME).orElseThrow().etag();
        ImportJob job = begin(
                store,
                fullTenant(ACME),
                true,
                registered(ACME, KEPT),
                fullOrigin(ACME, CHANGED),
                registered(ACME, ADDED),
                registered(ACME, PREVIEW));

        assertThat(store.importJob(ACME, job.id()).orElseThrow().origins()).isEqualTo(4);
        assertThat(store.difference(ACME, job.id(), NOW).orElseThrow().counts())
                .isEqualTo(new ImportCounts(2, 2, 1, 1, 0));
        assertThat(patterns(store)).hasSize(4);
        assertThat(commit(store, job, CHANGE))
                .isEqualTo(new ImportOutcome(Outcome.DONE, List.of(), new ImportCounts(2, 2, 1, 1, 0)));

        assertThat(patterns(store)).containsExactlyInAnyOrder(KEPT, CHANGED, ADDED, PREVIEW);
        assertThat(store.tenant(ACME)).contains(new Stored<>(fullTenant(ACME), etag.next()));
        assertThat(store.origin(ACME, pattern(KEPT))).contains(kept);
        assertThat(store.origin(ACME, pattern(CHANGED)).orElseThrow().etag())
                .isEqualTo(changed.etag().next());
        assertThat(named(store, ADDED)).isPresent();
        assertThat(named(store, "https://pr-1.example.com")).isPresent();
        assertThat(named(store, "https://old-1.example.com")).isEmpty();
        assertThat(named(store, GONE)).isEmpty();
        assertThat(store.addOrigin(registered(GLOBEX, GONE), CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(store.addOrigin(registered(GLOBEX, ADDED), CHANGE)).isEqualTo(Outcome.CLAIMED);
        assertThat(store.importJob(ACME, job.id()).orElseThrow().state()).isEqualTo(State.COMMITTED);
        assertThat(store.audit(Optional.of(ACME), PageRequest.first(1))
                        .items()
                        .get(0)
                        .action())
                .isEqualTo(Action.IMPORT);
        assertThat(commit(store, job, CHANGE).counts()).isEqualTo(new ImportCounts(2, 2, 1, 1, 0));
        assertThat(store.abortImport(ACME, job.id(), CHANGE)).isEqualTo(Outcome.STALE);
        assertThat(store.addOrigin(registered(ACME, GONE), CHANGE)).isEqualTo(Outcome.CLAIMED);
    }

    @Test
    void anImportThatOneCallHasNoTimeForIsCommittedByRepeatingTheCall() {
        TenantStore store = empty(TenantSource.ORIGIN, 60);
        store.createTenant(tenant(ACME), CHANGE);
        List.of(KEPT, GONE, OLD_PREVIEW).forEach(p -> store.addOrigin(registered(ACME, p), CHANGE));
        List<RegisteredOrigin> origins = new ArrayList<>(List.of(registered(ACME, KEPT)));
        IntStream.range(0, 150).forEach(i -> origins.add(registered(ACME, "https://n" + i + ".example.com")));
        IntStream.range(0, 50).forEach(i -> origins.add(registered(ACME, "https://p" + i + "-*.example.com")));
        ImportJob job = begin(store, fullTenant(ACME), true, origins.toArray(RegisteredOrigin[]::new));
        ETag etag = store.tenant(ACME).orElseThrow().etag();
        String before = patterns(store).toString();

        List<ImportOutcome> outcomes = new ArrayList<>();
        do {
            outcomes.add(store.commitImport(ACME, job.id(), etag, CHANGE));
            boolean isInForce = store.importJob(ACME, job.id()).orElseThrow().state() == State.COMMITTED;
            assertThat(patterns(store).toString().equals(before)).isEqualTo(!isInForce);
            assertThat(patterns(store)).hasSize(isInForce ? 201 : 3);
            assertThat(store.putPart(ACME, job.id(), 2, List.of(), CHANGE)).isEqualTo(Outcome.STALE);
        } while (outcomes.get(outcomes.size() - 1).outcome() == Outcome.UNFINISHED && outcomes.size() < 20);

        assertThat(outcomes).hasSizeBetween(3, 20);
        assertThat(outcomes).allMatch(o -> o.counts().equals(new ImportCounts(200, 2, 0, 1, 0)));
        assertThat(outcomes.get(outcomes.size() - 1).outcome()).isEqualTo(Outcome.DONE);
        assertThat(named(store, "https://p49-x.example.com")).isPresent();
        assertThat(store.addOrigin(registered(ACME, GONE), CHANGE)).isEqualTo(Outcome.DONE);
    }

    @Test
    void anImportWhoseApprovalsChangeBetweenTwoCallsIsBegunAnew() {
        TenantStore store = empty(TenantSource.ORIGIN, 60);
        store.createTenant(tenant(ACME), CHANGE);
        store.approve(ACME, new Approval("example.com", Optional.empty()), Optional.empty(), CHANGE);
        RegisteredOrigin[] origins = IntStream.range(0, 100)
                .mapToObj(i -> registered(ACME, "https://n" + i + ".example.com"))
                .toArray(RegisteredOrigin[]::new);
        ImportJob job = begin(store, tenant(ACME), false, origins);
        assertThat(commit(store, job, CHANGE).outcome()).isEqualTo(Outcome.UNFINISHED);
        store.removeApproval(ACME, "example.com", store.approvals(ACME).get(0).etag(), CHANGE);

        assertThat(commit(store, job, CHANGE).outcome()).isEqualTo(Outcome.APPROVAL_CHANGED);

        assertThat(store.origins(ACME)).isEmpty();
        assertThat(store.abortImport(ACME, job.id(), CHANGE)).isEqualTo(Outcome.DONE);
    }

    @Test
    void anImportThatIsAbortedHalfWayLeavesNothing() {
        TenantStore store = empty(TenantSource.ORIGIN, 60);
        store.createTenant(tenant(ACME), CHANGE);
        store.createTenant(tenant(GLOBEX), CHANGE);
        RegisteredOrigin[] origins = IntStream.range(0, 200)
                .mapToObj(i -> registered(ACME, "https://n" + i + ".example.com"))
                .toArray(RegisteredOrigin[]::new);
        ImportJob job = begin(store, fullTenant(ACME), true, origins);
        ETag etag = store.tenant(ACME).orElseThrow().etag();
        assertThat(store.commitImport(ACME, job.id(), etag, CHANGE).outcome()).isEqualTo(Outcome.UNFINISHED);
        assertThat(store.commitImport(ACME, job.id(), etag, CHANGE).outcome()).isEqualTo(Outcome.UNFINISHED);

        assertThat(store.runningImport(ACME)).isPresent();
        assertThat(store.abortImport(ACME, job.id(), CHANGE)).isEqualTo(Outcome.DONE);

        assertThat(store.origins(ACME)).isEmpty();
        assertThat(store.tenant(ACME)).contains(new Stored<>(tenant(ACME), etag));
        // Somebody else's write clears away what keeps its origin, as far as one call goes.
        Outcome outcome = Outcome.CLAIMED;
        for (int i = 0; i < 9 && outcome != Outcome.DONE; i++) {
            outcome = store.addOrigin(registered(GLOBEX, "https://n199.example.com"), CHANGE);
        }
        assertThat(outcome).isEqualTo(Outcome.DONE);
        for (int i = 0; i < 9 && store.origins(ACME).isEmpty(); i++) {
            store.addOrigin(registered(ACME, KEPT), CHANGE);
        }
        assertThat(patterns(store)).containsExactly(KEPT);
    }

    @Test
    void anImportMaySwapAsManyPartialLabelsAsThereMayBeAndNotOneMore() {
        TenantStore store = empty(TenantSource.ORIGIN);
        store.createTenant(tenant(ACME), CHANGE);
        int most = TenantStore.MAX_PARTIAL_LABELS;
        IntStream.range(0, most)
                .forEach(i -> store.addOrigin(registered(ACME, "https://a" + i + "-*.example.com"), CHANGE));
        RegisteredOrigin[] others = IntStream.range(0, most + 1)
                .mapToObj(i -> registered(ACME, "https://b" + i + "-*.example.com"))
                .toArray(RegisteredOrigin[]::new);

        List<RegisteredOrigin> oneMore =
                new ArrayList<>(store.origins(ACME).stream().map(Stored::value).toList());
        oneMore.add(others[0]);
        ImportJob crowded = begin(store, tenant(ACME), true, oneMore.toArray(RegisteredOrigin[]::new));
        assertThat(commit(store, crowded, CHANGE).outcome()).isEqualTo(Outcome.FULL);
        assertThat(store.abortImport(ACME, crowded.id(), CHANGE)).isEqualTo(Outcome.DONE);
        ImportJob tooMany = begin(store, tenant(ACME), true, others);
        assertThat(commit(store, tooMany, CHANGE).outcome()).isEqualTo(Outcome.FULL);
        assertThat(store.abortImport(ACME, tooMany.id(), CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(patterns(store)).hasSize(most).allMatch(p -> p.startsWith("https://a"));
        ImportJob swap = begin(store, tenant(ACME), true, Arrays.copyOf(others, most));
        assertThat(commit(store, swap, CHANGE).outcome()).isEqualTo(Outcome.DONE);

        assertThat(patterns(store)).hasSize(most).allMatch(p -> p.startsWith("https://b"));
        assertThat(store.addOrigin(registered(ACME, "https://c-*.example.com"), CHANGE))
                .isEqualTo(Outcome.FULL);
    }

    @Test
    void aSecondImportFollowsTheFirst() {
        TenantStore store = filled(TenantSource.ORIGIN);
        commit(store, begin(store, tenant(ACME), true, registered(ACME, ADDED), registered(ACME, PREVIEW)), CHANGE);
        commit(store, begin(store, tenant(ACME), true, registered(ACME, KEPT), registered(ACME, PREVIEW)), CHANGE);

        assertThat(patterns(store)).containsExactly(KEPT, PREVIEW);
        assertThat(named(store, ADDED)).isEmpty();
        assertThat(store.addOrigin(registered(GLOBEX, ADDED), CHANGE)).isEqualTo(Outcome.DONE);
    }

    @Test
    void whileAnImportRunsTheTenantsOtherWritesWaitAndNobodyElses() {
        TenantStore store = filled(TenantSource.ORIGIN);
        ETag etag = store.origin(ACME, pattern(KEPT)).orElseThrow().etag();
        ImportJob job = begin(store, tenant(ACME), true, registered(ACME, ADDED));

        assertThat(store.addOrigin(registered(ACME, "https://b.example.com"), CHANGE))
                .isEqualTo(Outcome.IMPORTING);
        assertThat(store.replaceOrigin(fullOrigin(ACME, KEPT), etag, CHANGE)).isEqualTo(Outcome.IMPORTING);
        assertThat(store.removeOrigin(ACME, pattern(KEPT), etag, CHANGE)).isEqualTo(Outcome.IMPORTING);
        assertThat(store.beginImport(tenant(ACME), true, CHANGE, Optional.empty())
                        .outcome())
                .isEqualTo(Outcome.IMPORTING);
        assertThat(store.runningImport(ACME).orElseThrow().id()).isEqualTo(job.id());
        assertThat(store.addOrigin(registered(GLOBEX, "https://b.example.com"), CHANGE))
                .isEqualTo(Outcome.DONE);

        assertThat(store.abortImport(ACME, job.id(), CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(store.removeOrigin(ACME, pattern(KEPT), etag, CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(commit(store, job, CHANGE).outcome()).isEqualTo(Outcome.STALE);
    }

    @Test
    void anImportWhoseTimeIsOverIsOver() {
        TenantStore store = filled(TenantSource.ORIGIN);
        ImportJob job = begin(store, tenant(ACME), true, registered(ACME, ADDED));
        Change late = changeAt(NOW.plus(ImportJob.LIFETIME));

        assertThat(store.putPart(ACME, job.id(), 2, List.of(), late)).isEqualTo(Outcome.STALE);
        assertThat(commit(store, job, late).outcome()).isEqualTo(Outcome.STALE);
        assertThat(store.addOrigin(registered(ACME, "https://b.example.com"), late))
                .isEqualTo(Outcome.DONE);
        assertThat(store.importJob(ACME, job.id()).orElseThrow().state()).isEqualTo(State.ABORTED);
        assertThat(commit(store, job, CHANGE).outcome()).isEqualTo(Outcome.STALE);
        assertThat(store.addOrigin(registered(GLOBEX, ADDED), late)).isEqualTo(Outcome.DONE);
    }

    @Test
    void anImportWithAConflictChangesNothingAndNamesThemAll() {
        TenantStore store = filled(TenantSource.ORIGIN);
        store.addOrigin(registered(GLOBEX, ADDED), CHANGE);
        store.addOrigin(registered(GLOBEX, PREVIEW), CHANGE);
        ImportJob job = begin(
                store,
                fullTenant(ACME),
                true,
                registered(ACME, ADDED),
                registered(ACME, "https://b.example.com"),
                registered(ACME, PREVIEW));

        ImportOutcome outcome = commit(store, job, CHANGE);

        assertThat(outcome.outcome()).isEqualTo(Outcome.CLAIMED);
        assertThat(outcome.conflicts()).containsExactlyInAnyOrder(pattern(ADDED), pattern(PREVIEW));
        assertThat(patterns(store)).containsExactlyInAnyOrder(KEPT, CHANGED, GONE, OLD_PREVIEW);
        assertThat(store.tenant(ACME).orElseThrow().value()).isEqualTo(tenant(ACME));
        assertThat(named(store, ADDED)).contains(tenant(GLOBEX));
        assertThat(store.abortImport(ACME, job.id(), CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(store.addOrigin(registered(GLOBEX, "https://b.example.com"), CHANGE))
                .isEqualTo(Outcome.DONE);
    }

    @Test
    void anImportIsHeldToTheVersionOfTheProfile() {
        TenantStore store = filled(TenantSource.ORIGIN);
        ImportJob job = begin(store, tenant(ACME), true, registered(ACME, ADDED));
        ETag etag = store.tenant(ACME).orElseThrow().etag();
        store.replaceTenant(fullTenant(ACME), etag, CHANGE);

        assertThat(store.commitImport(ACME, job.id(), etag, CHANGE).outcome()).isEqualTo(Outcome.STALE);
        assertThat(store.commitImport(ACME, "nothing", etag, CHANGE).outcome()).isEqualTo(Outcome.ABSENT);
        assertThat(store.tenant(ACME).orElseThrow().value()).isEqualTo(fullTenant(ACME));
        assertThat(commit(store, job, CHANGE).outcome()).isEqualTo(Outcome.DONE);
        assertThat(store.tenant(ACME).orElseThrow().value()).isEqualTo(tenant(ACME));
    }

    @Test
    void aTenantsOwnImportLetsNothingInThatWaitsAndKeepsWhatStands() {
        TenantStore store = filled(TenantSource.ORIGIN);
        Registrar registrar = new Registrar(store, TenantSource.ORIGIN, PublicSuffixList.bundled());
        registrar.approve(ACME, new Approval("approved.com", Optional.empty()), Optional.empty(), CHANGE);
        registrar.register(registered(ACME, "https://waits.example.org"), CHANGE, Optional.empty());
        ImportJob job = begin(
                store,
                tenant(ACME),
                false,
                registered(ACME, KEPT),
                registered(ACME, "https://waits.example.org"),
                registered(ACME, "https://new.example.org"),
                registered(ACME, "https://new.approved.com"));

        assertThat(commit(store, job, CHANGE).counts()).isEqualTo(new ImportCounts(2, 3, 0, 2, 1));
        assertThat(store.origins(ACME))
                .extracting(o -> o.value().pattern().text() + " " + o.value().status())
                .containsExactlyInAnyOrder(
                        KEPT + " " + Status.ACTIVE,
                        "https://waits.example.org " + Status.PENDING,
                        "https://new.example.org " + Status.PENDING,
                        "https://new.approved.com " + Status.ACTIVE);
        assertThat(store.pending(PageRequest.first(9)).items()).hasSize(2);
        ETag approval = store.approvals(ACME).get(0).etag();
        assertThat(registrar.withdraw(ACME, "approved.com", approval, CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(named(store, "https://new.approved.com")).isEmpty();
    }

    private static Registrar registrar(TenantStore store) {
        return new Registrar(store, TenantSource.ORIGIN, PublicSuffixList.bundled());
    }

    private static Status status(TenantStore store, String pattern) {
        return store.origin(ACME, pattern(pattern)).orElseThrow().value().status();
    }

    @Test
    void anApprovalSaysThatAnImportKeepsItFromLettingAnythingIn() {
        TenantStore store = filled(TenantSource.ORIGIN);
        registrar(store).register(registered(ACME, "https://new.example.org"), CHANGE, Optional.empty());
        ImportJob job = begin(store, tenant(ACME), true, registered(ACME, ADDED));
        Approval approval = new Approval("example.org", Optional.empty());

        Activation during = registrar(store).approve(ACME, approval, Optional.empty(), CHANGE);
        store.abortImport(ACME, job.id(), CHANGE);
        Optional<ETag> etag = Optional.of(store.approvals(ACME).get(0).etag());
        Activation after = registrar(store).approve(ACME, approval, etag, CHANGE);

        assertThat(during).isEqualTo(new Activation(Outcome.IMPORTING, List.of(), List.of()));
        assertThat(after.activated()).containsExactly(pattern("https://new.example.org"));
    }

    @Test
    void anImportDoesNotPutOffWhatThePlatformWithdraws() {
        TenantStore store = filled(TenantSource.ORIGIN);
        registrar(store).approve(ACME, new Approval("example.org", Optional.empty()), Optional.empty(), CHANGE);
        registrar(store).register(registered(ACME, "https://new.example.org"), CHANGE, Optional.empty());
        ImportJob job = begin(store, tenant(ACME), false, registered(ACME, ADDED));
        ETag etag = store.approvals(ACME).get(0).etag();

        assertThat(registrar(store).withdraw(ACME, "example.org", etag, CHANGE)).isEqualTo(Outcome.DONE);

        assertThat(status(store, "https://new.example.org")).isEqualTo(Status.PENDING);
        assertThat(store.importJob(ACME, job.id()).orElseThrow().state()).isEqualTo(State.ABORTED);
    }

    @Test
    void aTenantsImportStandsOnNoApprovalThatHasEndedAndMakesNothingWait() {
        TenantStore store = filled(TenantSource.ORIGIN);
        Approval ending = new Approval("example.org", Optional.of(NOW.plusSeconds(5)));
        registrar(store).approve(ACME, ending, Optional.empty(), CHANGE);
        ImportJob job = begin(
                store,
                tenant(ACME),
                false,
                registered(ACME, KEPT, Status.PENDING),
                registered(ACME, "https://late.example.org"));

        assertThat(commit(store, job, changeAt(NOW.plusSeconds(5))).outcome()).isEqualTo(Outcome.DONE);

        assertThat(status(store, KEPT)).isEqualTo(Status.ACTIVE);
        assertThat(status(store, "https://late.example.org")).isEqualTo(Status.PENDING);
        assertThat(store.addOrigin(registered(GLOBEX, "https://late.example.org"), CHANGE))
                .isEqualTo(Outcome.DONE);
    }

    @Test
    void whatWaitsDisabledGoesOnSoThroughAnImport() {
        TenantStore store = filled(TenantSource.ORIGIN);
        Registrar registrar = new Registrar(store, TenantSource.ORIGIN, PublicSuffixList.bundled());
        String shut = "https://shut.example.org";
        registrar.register(registered(ACME, shut, Status.DISABLED), CHANGE, Optional.empty());
        RegisteredOrigin waiting = registered(ACME, shut, Status.PENDING);
        for (boolean byPlatform : new boolean[] {true, false}) {
            ImportJob job = begin(store, tenant(ACME), byPlatform, registered(ACME, KEPT), waiting);
            assertThat(commit(store, job, CHANGE).outcome()).isEqualTo(Outcome.DONE);
        }

        registrar.approve(ACME, new Approval("example.org", Optional.empty()), Optional.empty(), CHANGE);

        assertThat(store.origin(ACME, pattern(shut)).orElseThrow().value().status())
                .isEqualTo(Status.DISABLED);
    }

    @Test
    void aPartReplacesTheOneOfItsNumberAndAnImportIsBegunOncePerKey() {
        TenantStore store = filled(TenantSource.HOST);
        Optional<IdempotencyKey> key = Optional.of(new IdempotencyKey("h", "f"));
        ImportJob job =
                store.beginImport(tenant(ACME), false, CHANGE, key).job().orElseThrow();

        assertThat(store.beginImport(tenant(ACME), false, CHANGE, key).outcome())
                .isIn(Outcome.REPEATED, Outcome.IMPORTING);
        assertThat(store.repetition(Optional.of(ACME), "h", NOW)).contains(new Repetition("f", job.id()));
        assertThat(store.beginImport(tenant(new TenantId("nobody")), false, CHANGE, Optional.empty())
                        .outcome())
                .isEqualTo(Outcome.ABSENT);
        store.putPart(ACME, job.id(), 1, List.of(registered(ACME, ADDED)), CHANGE);
        store.putPart(ACME, job.id(), 2, List.of(registered(ACME, KEPT)), CHANGE);
        store.putPart(ACME, job.id(), 1, List.of(registered(ACME, PREVIEW)), CHANGE);
        assertThat(store.putPart(ACME, "nothing", 1, List.of(), CHANGE)).isEqualTo(Outcome.ABSENT);
        assertThat(store.importJob(ACME, job.id()).orElseThrow().parts()).isEqualTo(2);
        assertThat(commit(store, job, CHANGE).outcome()).isEqualTo(Outcome.DONE);
        assertThat(patterns(store)).containsExactlyInAnyOrder(KEPT, PREVIEW);
    }
}
