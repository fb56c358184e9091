package io.drawbridge.registry;

import static io.drawbridge.registry.Sample.ACME;
import static io.drawbridge.registry.Sample.CHANGE;
import static io.drawbridge.registry.Sample.GLOBEX;
import static io.drawbridge.registry.Sample.NOW;
import static io.drawbridge.registry.Sample.changeAt;
import static io.drawbridge.registry.Sample.fullOrigin;
import static io.drawbridge.registry.Sample.fullTenant;
import static io.drawbridge.registry.Sample.issuer;
import static io.drawbridge.registry.Sample.pattern;
import static io.drawbridge.registry.Sample.platform;
import static io.drawbridge.registry.Sample.platformIssuer;
import static io.drawbridge.registry.Sample.registered;
import static io.drawbridge.registry.Sample.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.AuditEntry.Action;
import io.drawbridge.registry.RegisteredOrigin.Status;
import io.drawbridge.registry.TenantStore.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The part of the {@link TenantStoreContract} about what is kept of changes, and about lists in pages. */
abstract class ChangeContract extends RevocationContract {

    private static final String APP = "https://app.example.com";
    private static final Optional<TenantId> OF_ACME = Optional.of(ACME);
    private static final IdempotencyKey KEY = new IdempotencyKey("hash", "fingerprint");

    // The audit.

    @Test
    void everyWriteOfATenantIsAuditedWithWhatWasThereBeforeAndAfter() {
        TenantStore store = empty(TenantSource.ORIGIN);
        store.createTenant(fullTenant(ACME), CHANGE);
        ETag etag = store.tenant(ACME).orElseThrow().etag();
        Change later = new Change(new Actor("https://acme.example", "bob"), NOW.plusSeconds(1), "request-2");
        store.replaceTenant(tenant(ACME, issuer(ACME, "own", "https://own.example")), etag, later);

        List<AuditEntry> entries = audit(store, OF_ACME);

        assertThat(entries).hasSize(2);
        AuditEntry created = entries.get(1);
        assertThat(created.action()).isEqualTo(Action.CREATE);
        assertThat(List.of(created.resource(), created.requestId())).containsExactly("", "request-1");
        assertThat(created.before()).isEmpty();
        assertThat(created.after().orElseThrow())
                .startsWith("{\"id\":\"acme\",\"displayName\":\"Acme \\\"Ltd\\\" \u00fc\",\"status\":\"suspended\"")
                .contains("\"usageIdentifierKey\":\"********\"", "\"issuers\":[{\"id\":\"one\"", "\"routeRules\":[");
        assertThat(created.etag()).contains(etag);
        AuditEntry replaced = entries.get(0);
        assertThat(List.of(replaced.by(), replaced.at(), replaced.action()))
                .containsExactly(later.by(), later.at(), Action.REPLACE);
        assertThat(replaced.before()).isEqualTo(created.after());
        assertThat(replaced.after().orElseThrow())
                .isEqualTo("{\"id\":\"acme\",\"issuers\":[{\"id\":\"own\",\"iss\":\"https://own.example\","
                        + "\"jwksUri\":\"https://own.example/jwks.json\",\"audiences\":[\"orders\"]}]}");
        assertThat(replaced.etag()).contains(etag.next());
        assertThat(entries.toString()).doesNotContain("0123456789abcdefghij");
        assertThat(audit(store, Optional.empty())).isEmpty();
        assertThat(store.auditEntry(OF_ACME, replaced.id())).contains(replaced);
        assertThat(store.auditEntry(Optional.of(GLOBEX), replaced.id())).isEmpty();
        assertThat(store.auditEntry(OF_ACME, "0")).isEmpty();
    }

    @Test
    void aChangeIsNamedByTheSmallestResourceThatCoversIt() {
        TenantStore store = empty(TenantSource.ORIGIN);
        Issuer one = platformIssuer("one", "https://one.example");
        Issuer two = platformIssuer("two", "https://two.example");
        RouteRule rule = new RouteRule(List.of("GET"), "/orders", List.of(), List.of());
        List<Platform> settings = List.of(
                platform(one),
                platform(one, two),
                platform(one, platformIssuer("two", "https://other.example")),
                platform(one),
                new Platform(List.of(one), List.of(rule), Optional.empty(), false),
                new Platform(List.of(one), List.of(rule), Optional.of(NOW), false),
                new Platform(List.of(two), List.of(), Optional.of(NOW), false),
                new Platform(List.of(two), List.of(), Optional.of(NOW), false));
        settings.forEach(p -> store.replacePlatform(p, store.platform().etag(), CHANGE));

        List<AuditEntry> entries = audit(store, Optional.empty());

        assertThat(entries)
                .extracting(e -> e.action() + " " + e.resource())
                .containsExactly(
                        "REPLACE ",
                        "REPLACE ",
                        "REPLACE ",
                        "REPLACE route-policy",
                        "DELETE issuers/two",
                        "REPLACE issuers/two",
                        "CREATE issuers/two",
                        "CREATE issuers/one");
        assertThat(entries.get(3).before()).contains("{\"routeRules\":[]}");
        assertThat(entries.get(2).before()).contains("{}");
        assertThat(entries.get(2).after()).contains("{\"monitorUntil\":\"" + NOW + "\"}");
        assertThat(entries.get(1).before().orElseThrow()).contains("\"issuers\":[{\"id\":\"one\"", "\"routeRules\":[{");
        assertThat(entries.get(4).before()).isEqualTo(entries.get(5).after());
    }

    @Test
    void aNewUsageKeyIsAChangeOfTheProfileThoughMasksHideIt() {
        TenantStore store = empty(TenantSource.HOST);
        store.createTenant(keyed(ACME, "a".repeat(20), issuer(ACME, "a", "https://a.example")), CHANGE);
        store.replaceTenant(
                keyed(ACME, "b".repeat(20), issuer(ACME, "b", "https://b.example")),
                store.tenant(ACME).orElseThrow().etag(),
                CHANGE);

        AuditEntry entry = audit(store, OF_ACME).get(0);
        assertThat(entry.resource()).isEmpty();
        assertThat(entry.after().orElseThrow()).contains("********").doesNotContain("bbbb");
    }

    @Test
    void everyWriteOfAnOriginIsAuditedAndStamped() {
        TenantStore store = withAcme();
        OriginPattern app = pattern(APP);
        store.addOrigin(registered(ACME, APP), CHANGE);
        ETag etag = store.origin(ACME, app).orElseThrow().etag();
        Change later = new Change(new Actor("https://acme.example", "bob"), NOW.plusSeconds(1), "request-2");
        store.replaceOrigin(fullOrigin(ACME, APP), etag, later);

        Stamps stamps = store.origin(ACME, app).orElseThrow().stamps().orElseThrow();
        assertThat(stamps).isEqualTo(new Stamps(Stamp.of(CHANGE), Stamp.of(later)));
        store.removeOrigin(ACME, app, etag.next(), later);
        List<AuditEntry> entries = audit(store, OF_ACME);
        assertThat(entries)
                .extracting(e -> e.action() + " " + e.resource())
                .startsWith("DELETE origins/" + app.id(), "REPLACE origins/" + app.id(), "CREATE origins/" + app.id());
        assertThat(entries.get(2).after()).contains("{\"pattern\":\"https://app.example.com\"}");
        assertThat(entries.get(1).before()).isEqualTo(entries.get(2).after());
        assertThat(entries.get(1).after().orElseThrow())
                .contains("\"status\":\"disabled\"", "\"expiresAt\":\"2027-01-31T12:00:00.000000001Z\"");
        assertThat(entries.get(1).etag()).contains(etag.next());
        assertThat(entries.get(0).before()).isEqualTo(entries.get(1).after());
        assertThat(entries.get(0).after()).isEmpty();
        assertThat(entries.get(0).etag()).isEmpty();
    }

    @Test
    void everyChangeOfARevocationIsAudited() {
        TenantStore store = withAcme();
        Revocation alice = subject(OF_ACME, "alice", NOW.plusSeconds(9));
        Revocation longer = subject(OF_ACME, "alice", NOW.plusSeconds(10));
        store.revoke(alice, CHANGE);
        store.revoke(alice, CHANGE);
        store.revoke(longer, CHANGE);
        assertThat(store.liftRevocation(alice, CHANGE)).isEqualTo(Outcome.STALE);
        store.liftRevocation(longer, CHANGE);

        List<AuditEntry> entries = audit(store, OF_ACME);
        assertThat(entries)
                .extracting(e -> e.action() + " " + e.resource())
                .containsExactly(
                        "DELETE revocations/" + alice.id(),
                        "REPLACE revocations/" + alice.id(),
                        "CREATE revocations/" + alice.id(),
                        "CREATE ");
        assertThat(entries.get(1).before().orElseThrow()).contains("\"expiresAt\":\"2027-01-31T12:00:09Z\"");
        assertThat(entries.get(0).before()).isEqualTo(entries.get(1).after());
    }

    @Test
    void aWriteThatIsRefusedLeavesNoTrace() {
        TenantStore store = withAcme();
        store.createTenant(tenant(GLOBEX), CHANGE);
        store.addOrigin(registered(GLOBEX, APP), CHANGE);
        Optional<IdempotencyKey> key = Optional.of(KEY);

        assertThat(store.addOrigin(registered(ACME, APP), CHANGE, key)).isEqualTo(Outcome.CLAIMED);
        assertThat(store.createTenant(tenant(ACME), CHANGE, key)).isEqualTo(Outcome.EXISTS);
        assertThat(store.revoke(subject(Optional.empty(), "alice", NOW), CHANGE, key))
                .isEqualTo(Outcome.ABSENT);

        assertThat(audit(store, OF_ACME)).hasSize(1);
        assertThat(store.repetition(OF_ACME, "hash", NOW)).isEmpty();
        assertThat(store.repetition(Optional.empty(), "hash", NOW)).isEmpty();
    }

    @Test
    void theAuditIsPagedNewestFirst() {
        TenantStore store = withAcme();
        for (int i = 0; i < 5; i++) {
            store.addOrigin(registered(ACME, "https://a" + i + ".example.com"), CHANGE);
        }

        List<List<String>> pages = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page<AuditEntry> page = store.audit(OF_ACME, new PageRequest(2, after));
            pages.add(page.items().stream()
                    .map(e -> e.after().orElseThrow().replaceAll(".*https://(a[0-9]).*", "$1"))
                    .toList());
            after = page.next();
        } while (after.isPresent());

        assertThat(pages).containsExactly(List.of("a4", "a3"), List.of("a2", "a1"), List.of("a0", "{\"id\":\"acme\"}"));
        assertThat(audit(store, OF_ACME))
                .extracting(AuditEntry::id)
                .isSortedAccordingTo((a, b) -> b.compareTo(a))
                .doesNotHaveDuplicates();
    }

    @Test
    void aDocumentThatNoItemCouldHoldIsNamedByItsHash() {
        TenantStore store = empty(TenantSource.HOST);
        RouteRule rule = new RouteRule(
                List.of("GET"),
                "/orders",
                IntStream.range(0, 8).mapToObj(i -> "s".repeat(100) + i).toList(),
                List.of());
        Platform large = new Platform(
                List.of(),
                IntStream.range(0, RouteRule.MAX_PER_OWNER).mapToObj(i -> rule).toList(),
                Optional.empty(),
                false);

        assertThat(store.replacePlatform(large, ETag.NEVER, CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(audit(store, Optional.empty()).get(0).after().orElseThrow())
                .matches("\\{\"omittedBytes\":1[0-9]{5},\"sha256\":\"[0-9a-f]{64}\"}");
    }

    // Idempotency.

    @Test
    void aCreationWithAKeyIsDoneOnceUntilTheKeyIsForgotten() {
        TenantStore store = withAcme();
        Optional<IdempotencyKey> key = Optional.of(KEY);
        Revocation alice = subject(OF_ACME, "alice", NOW.plusSeconds(9));

        assertThat(store.addOrigin(registered(ACME, APP), CHANGE, key)).isEqualTo(Outcome.DONE);
        assertThat(store.addOrigin(registered(ACME, APP), CHANGE, key)).isEqualTo(Outcome.REPEATED);
        assertThat(store.addOrigin(registered(ACME, "https://b.example.com"), CHANGE, key))
                .isEqualTo(Outcome.REPEATED);
        assertThat(store.revoke(alice, CHANGE, key)).isEqualTo(Outcome.REPEATED);
        assertThat(store.repetition(OF_ACME, "hash", NOW))
                .contains(new Repetition("fingerprint", pattern(APP).id()));
        assertThat(store.repetition(OF_ACME, "other", NOW)).isEmpty();
        assertThat(store.repetition(Optional.of(GLOBEX), "hash", NOW)).isEmpty();

        assertThat(store.createTenant(tenant(GLOBEX), CHANGE, key)).isEqualTo(Outcome.DONE);
        assertThat(store.createTenant(tenant(GLOBEX), CHANGE, key)).isEqualTo(Outcome.REPEATED);
        assertThat(store.repetition(Optional.empty(), "hash", NOW)).contains(new Repetition("fingerprint", "globex"));

        Change nextDay = changeAt(NOW.plus(IdempotencyKey.KEPT));
        assertThat(store.repetition(OF_ACME, "hash", nextDay.at())).isEmpty();
        assertThat(store.revoke(alice, nextDay, key)).isEqualTo(Outcome.DONE);
        assertThat(store.repetition(OF_ACME, "hash", nextDay.at())).contains(new Repetition("fingerprint", alice.id()));
    }

    @Test
    void aRevocationThatStandsAlreadyIsRememberedByItsKey() {
        TenantStore store = withAcme();
        Revocation alice = subject(OF_ACME, "alice", NOW.plusSeconds(9));
        store.revoke(alice, CHANGE);

        assertThat(store.revoke(alice, CHANGE, Optional.of(KEY))).isEqualTo(Outcome.DONE);
        assertThat(store.revoke(alice, CHANGE, Optional.of(KEY))).isEqualTo(Outcome.REPEATED);
        assertThat(audit(store, OF_ACME)).hasSize(2);
    }

    // Usage keys.

    @Test
    void aUsageKeyBelongsToOneTenant() {
        TenantStore store = empty(TenantSource.HOST);
        String key = "k".repeat(20);
        store.createTenant(keyed(ACME, key), CHANGE);

        assertThat(store.createTenant(keyed(GLOBEX, key), CHANGE)).isEqualTo(Outcome.KEY_TAKEN);
        store.createTenant(tenant(GLOBEX), CHANGE);
        ETag globex = store.tenant(GLOBEX).orElseThrow().etag();
        assertThat(store.replaceTenant(keyed(GLOBEX, key), globex, CHANGE)).isEqualTo(Outcome.KEY_TAKEN);
        ETag acme = store.tenant(ACME).orElseThrow().etag();
        assertThat(store.replaceTenant(keyed(ACME, key), acme, CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(store.replaceTenant(keyed(ACME, "l".repeat(20)), acme.next(), CHANGE))
                .isEqualTo(Outcome.DONE);
        assertThat(store.replaceTenant(keyed(GLOBEX, key), globex, CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(store.replaceTenant(tenant(GLOBEX), globex.next(), CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(store.replaceTenant(keyed(ACME, key), acme.next().next(), CHANGE))
                .isEqualTo(Outcome.DONE);
    }

    // Lists.

    @Test
    void tenantsAreListedWithTheirNameAndStatusAsLastWritten() {
        TenantStore store = empty(TenantSource.HOST);
        for (String id : List.of("b", "a-1", "a", "ab", "c")) {
            store.createTenant(tenant(new TenantId(id)), CHANGE);
        }
        Tenant full = fullTenant(new TenantId("ab"));
        store.replaceTenant(full, store.tenant(full.id()).orElseThrow().etag(), CHANGE);

        Page<TenantSummary> first = store.tenants("a", PageRequest.first(2));
        assertThat(first.items())
                .containsExactly(
                        TenantSummary.of(tenant(new TenantId("a"))), TenantSummary.of(tenant(new TenantId("a-1"))));
        Page<TenantSummary> second = store.tenants("a", new PageRequest(2, first.next()));
        assertThat(second.items()).containsExactly(TenantSummary.of(full));
        assertThat(second.next()).isEmpty();
        assertThat(store.tenants("", PageRequest.first(5)).next()).isEmpty();
        assertThat(store.tenants("", PageRequest.first(4)).next()).isPresent();
        assertThat(store.tenants("d", PageRequest.first(4)).items()).isEmpty();
    }

    @Test
    void originsAreListedByStatusAndByDomainLabelByLabel() {
        TenantStore store = withAcme();
        List<String> ofExample = List.of(
                "https://a.b.example.com",
                "https://*.example.com",
                "https://pr-*.example.com",
                "http://example.com",
                "https://example.com:8443");
        List<String> others = List.of(
                "https://example.com2.org",
                "https://example.comx.org",
                "https://myexample.com",
                "https://example.community",
                "https://example.co");
        ofExample.forEach(p -> store.addOrigin(registered(ACME, p), CHANGE));
        others.forEach(p -> store.addOrigin(registered(ACME, p), CHANGE));
        store.addOrigin(registered(ACME, "https://off.example.com", Status.DISABLED), CHANGE);

        assertThat(patterns(store, new OriginFilter(Optional.of(Status.ACTIVE), Optional.of("example.com"))))
                .containsExactlyInAnyOrderElementsOf(ofExample);
        assertThat(patterns(store, new OriginFilter(Optional.of(Status.DISABLED), Optional.empty())))
                .containsExactly("https://off.example.com");
        assertThat(patterns(store, new OriginFilter(Optional.empty(), Optional.of("b.example.com"))))
                .containsExactly("https://a.b.example.com");
        assertThat(patterns(store, new OriginFilter(Optional.empty(), Optional.of("xample.com"))))
                .isEmpty();
        assertThat(patterns(store, OriginFilter.NONE)).hasSize(11);
        assertThat(store.origins(ACME))
                .extracting(o -> o.value().pattern().key())
                .isSorted()
                .hasSize(11);
    }

    @Test
    void revocationsAreListedInPagesAndReadOneByOne() {
        TenantStore store = withAcme();
        List<Revocation> all = IntStream.range(0, 5)
                .mapToObj(i -> subject(OF_ACME, "s" + i, NOW.plusSeconds(9)))
                .toList();
        all.forEach(r -> store.revoke(r, CHANGE));

        List<Revocation> paged = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page<Revocation> page = store.revocations(OF_ACME, new PageRequest(2, after));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(2);
            paged.addAll(page.items());
            after = page.next();
        } while (after.isPresent());

        assertThat(paged).isEqualTo(store.revocations(OF_ACME)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(store.revocation(OF_ACME, all.get(0).id())).contains(all.get(0));
        assertThat(store.revocation(Optional.empty(), all.get(0).id())).isEmpty();
    }

    // The cursor key.

    @Test
    void theCursorKeyIsDrawnOnceAndIsNobodyElses() {
        TenantStore store = empty(TenantSource.HOST);
        byte[] key = store.cursorKey();

        assertThat(key).hasSize(32).isEqualTo(store.cursorKey());
        assertThat(store.platform()).isEqualTo(new Stored<>(Platform.EMPTY, ETag.NEVER));
        assertThat(store.replacePlatform(platform(), ETag.NEVER, CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(store.cursorKey()).isEqualTo(key);
        assertThat(empty(TenantSource.HOST).cursorKey()).isNotEqualTo(key);
    }

    private TenantStore withAcme() {
        TenantStore store = empty(TenantSource.ORIGIN);
        assertThat(store.createTenant(tenant(ACME), CHANGE)).isEqualTo(Outcome.DONE);
        return store;
    }

    private static List<AuditEntry> audit(TenantStore store, Optional<TenantId> owner) {
        return store.audit(owner, PageRequest.first(100)).items();
    }

    /** Those of every page, in pages of two. */
    private static List<String> patterns(TenantStore store, OriginFilter filter) {
        List<String> patterns = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page<Stored<RegisteredOrigin>> page = store.origins(ACME, filter, new PageRequest(2, after));
            page.items().forEach(o -> patterns.add(o.value().pattern().text()));
            after = page.next();
        } while (after.isPresent());
        return patterns;
    }

    private static Tenant keyed(TenantId id, String key, Issuer... issuers) {
        return new Tenant(
                id,
                id.value(),
                Tenant.Status.ACTIVE,
                CorsSettings.NONE,
                List.of(issuers),
                List.of(),
                Optional.empty(),
                Optional.of(key),
                false);
    }
}
