package io.drawbridge.registry.dynamodb;

import static io.drawbridge.registry.Sample.ACME;
import static io.drawbridge.registry.Sample.CHANGE;
import static io.drawbridge.registry.Sample.GLOBEX;
import static io.drawbridge.registry.Sample.NOW;
import static io.drawbridge.registry.Sample.fullOrigin;
import static io.drawbridge.registry.Sample.fullTenant;
import static io.drawbridge.registry.Sample.origin;
import static io.drawbridge.registry.Sample.pattern;
import static io.drawbridge.registry.Sample.registered;
import static io.drawbridge.registry.Sample.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.Approval;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.CorsSettings;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.IdempotencyKey;
import io.drawbridge.registry.ImportJob;
import io.drawbridge.registry.PageRequest;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Registrar;
import io.drawbridge.registry.Revocation;
import io.drawbridge.registry.Sample;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TenantStore.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What the table holds when the process dies at any of its writes: before it arrives, or after it, unheard. */
class KilledTest {

    @RegisterExtension
    static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();

    private static final List<String> OLD =
            List.of("https://kept.example.com", "https://gone.example.com", "https://old-*.example.com");
    private static final List<String> NEW = List.of(
            "https://kept.example.com",
            "https://new.example.com",
            "https://*.new.example.com",
            "https://pr-*.example.com",
            "https://pq-*.example.com");
    private static final List<String> ASKED = List.of(
            "https://kept.example.com",
            "https://gone.example.com",
            "https://old-1.example.com",
            "https://new.example.com",
            "https://a.new.example.com",
            "https://pr-1.example.com",
            "https://pq-1.example.com");

    private final DynamoDbClient quiet = DYNAMO_DB.client();

    private TenantStore store(DynamoDbClient client, String table) {
        return new DynamoDbTenantStore(
                client,
                table,
                TenantSource.ORIGIN,
                PublicSuffixList.bundled(),
                ETag.incarnations(RandomGenerator.getDefault()));
    }

    /** A fresh table, and what is done to it before. */
    private String filled(Consumer<TenantStore> before) {
        String table = DYNAMO_DB.table(quiet);
        TenantStore store = store(quiet, table);
        store.createTenant(tenant(ACME), CHANGE);
        store.createTenant(tenant(GLOBEX), CHANGE);
        before.accept(store);
        return table;
    }

    /**
     * Does something, dying at each of its writes in turn, and looks at what is left.
     *
     * @return how many writes it has
     */
    private int killAtEveryWrite(
            Consumer<TenantStore> before, Consumer<TenantStore> what, Consumer<TenantStore> after) {
        for (int at = 0; ; at++) {
            for (boolean arrives : new boolean[] {false, true}) {
                String table = filled(before);
                try (DynamoDbClient dying = DYNAMO_DB.client(new Killer(at, arrives))) {
                    what.accept(store(dying, table));
                    return at;
                } catch (Killer.Killed e) {
                    after.accept(store(quiet, table));
                }
            }
        }
    }

    /** Everything that a request could be granted: by tenant, by origin, and what the administrator sees. */
    private static String authorises(TenantStore store) {
        List<String> seen = new ArrayList<>();
        TreeMap<String, String> all = new TreeMap<>();
        for (String asked : ASKED) {
            var claims = store.readOrigin(origin(asked), NOW, Optional.empty());
            var own = store.readTenant(ACME, Optional.of(origin(asked)));
            all.put(
                    asked,
                    names(claims.candidates()) + claims.tenant().map(Tenant::displayName) + names(own.candidates()));
            assertThat(store.readOrigin(origin(asked), NOW, Optional.of(ACME)).candidates())
                    .containsExactlyInAnyOrderElementsOf(claims.candidates());
        }
        store.origins(ACME).forEach(o -> seen.add(o.value().toString()));
        return all + "\n" + seen + "\n" + store.tenant(ACME).orElseThrow().value();
    }

    private static String names(List<RegisteredOrigin> origins) {
        return origins.stream()
                .map(RegisteredOrigin::toString)
                .sorted()
                .toList()
                .toString();
    }

    private static void addOld(TenantStore store) {
        OLD.forEach(p -> store.addOrigin(registered(ACME, p), CHANGE));
    }

    private static List<RegisteredOrigin> fresh() {
        List<RegisteredOrigin> origins = new ArrayList<>();
        NEW.forEach(p -> origins.add(p.contains("kept") ? fullOrigin(ACME, p) : registered(ACME, p)));
        IntStream.range(0, 80).forEach(i -> origins.add(registered(ACME, "https://n" + i + ".example.net")));
        return origins;
    }

    private static ImportJob begun(TenantStore store) {
        return store.beginImport(fullTenant(ACME), true, CHANGE, Optional.empty())
                .job()
                .orElseThrow();
    }

    private static void importAll(TenantStore store) {
        ETag etag = store.tenant(ACME).orElseThrow().etag();
        ImportJob job = begun(store);
        store.putPart(ACME, job.id(), 1, fresh(), CHANGE);
        assertThat(store.commitImport(ACME, job.id(), etag, CHANGE).outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void anImportIsWhollyTheOldOrWhollyTheNewAndCanBeDoneAgain() {
        String old = authorises(store(quiet, filled(KilledTest::addOld)));
        String fresh = authorises(store(quiet, filled(s -> {
            addOld(s);
            importAll(s);
        })));
        List<String> seen = new ArrayList<>();

        int writes = killAtEveryWrite(KilledTest::addOld, KilledTest::importAll, store -> {
            String found = authorises(store);
            assertThat(found).isIn(old, fresh);
            seen.add(found);
            // Whoever goes on: by aborting what is there, or, where it is committed, by the next import.
            store.runningImport(ACME)
                    .ifPresent(j ->
                            assertThat(store.abortImport(ACME, j.id(), CHANGE)).isEqualTo(Outcome.DONE));
            assertThat(authorises(store)).isEqualTo(found);
            importAll(store);
            assertThat(authorises(store)).isEqualTo(fresh);
        });

        assertThat(writes).isGreaterThan(6);
        assertThat(seen).contains(old, fresh);
    }

    @Test
    void aCommitThatWasInterruptedGoesOn() {
        String fresh = authorises(store(quiet, filled(s -> {
            addOld(s);
            importAll(s);
        })));
        Consumer<TenantStore> before = s -> {
            addOld(s);
            s.putPart(ACME, begun(s).id(), 1, fresh(), CHANGE);
        };
        killAtEveryWrite(
                before,
                s -> s.commitImport(ACME, job(s), s.tenant(ACME).orElseThrow().etag(), CHANGE),
                s -> {
                    String job = s.audit(Optional.of(ACME), PageRequest.first(100)).items().stream()
                            .filter(e -> e.resource().startsWith("imports/"))
                            .map(e -> e.resource().substring("imports/".length()))
                            .findFirst()
                            .orElseThrow();
                    assertThat(s.commitImport(
                                            ACME,
                                            job,
                                            s.tenant(ACME).orElseThrow().etag(),
                                            CHANGE)
                                    .outcome())
                            .isEqualTo(Outcome.DONE);
                    assertThat(authorises(s)).isEqualTo(fresh);
                    assertThat(s.addOrigin(registered(ACME, "https://later.example.com"), CHANGE))
                            .isEqualTo(Outcome.DONE);
                });
    }

    private static String job(TenantStore store) {
        return store.runningImport(ACME).orElseThrow().id();
    }

    @Test
    void aClaimThatOnlyADeadImportHoldsIsFree() {
        Change late = Sample.changeAt(NOW.plus(ImportJob.LIFETIME));
        killAtEveryWrite(KilledTest::addOld, KilledTest::importAll, store -> {
            Outcome outcome = store.addOrigin(registered(GLOBEX, "https://new.example.com"), late);
            boolean isImported = !store.tenant(ACME).orElseThrow().value().equals(tenant(ACME));
            assertThat(outcome).isEqualTo(isImported ? Outcome.CLAIMED : Outcome.DONE);
        });
    }

    @Test
    void anApprovalLetsEachRegistrationInWhollyOrNotAndGoesOn() {
        Consumer<TenantStore> before =
                s -> NEW.forEach(p -> registrar(s).register(registered(ACME, p), CHANGE, Optional.empty()));
        int writes = killAtEveryWrite(
                before,
                s -> registrar(s)
                        .approve(ACME, new Approval("example.com", Optional.empty()), Optional.empty(), CHANGE),
                store -> {
                    eachIsWhole(store);
                    Optional<ETag> etag =
                            store.approvals(ACME).stream().map(a -> a.etag()).findFirst();
                    registrar(store).approve(ACME, new Approval("example.com", Optional.empty()), etag, CHANGE);
                    assertThat(store.origins(ACME)).allMatch(o -> o.value().status() == RegisteredOrigin.Status.ACTIVE);
                    eachIsWhole(store);
                });
        assertThat(writes).isEqualTo(1 + NEW.size());
    }

    @Test
    void aWithdrawalTakesEachRegistrationOutWhollyOrNotAndGoesOn() {
        Consumer<TenantStore> before = s -> {
            registrar(s).approve(ACME, new Approval("example.com", Optional.empty()), Optional.empty(), CHANGE);
            NEW.forEach(p -> registrar(s).register(registered(ACME, p), CHANGE, Optional.empty()));
        };
        int writes = killAtEveryWrite(
                before,
                s -> registrar(s)
                        .withdraw(ACME, "example.com", s.approvals(ACME).get(0).etag(), CHANGE),
                store -> {
                    eachIsWhole(store);
                    store.approvals(ACME)
                            .forEach(a -> assertThat(registrar(store).withdraw(ACME, "example.com", a.etag(), CHANGE))
                                    .isEqualTo(Outcome.DONE));
                    assertThat(store.origins(ACME))
                            .allMatch(o -> o.value().status() == RegisteredOrigin.Status.PENDING);
                    eachIsWhole(store);
                });
        assertThat(writes).isEqualTo(2 + NEW.size());
    }

    /** What is in force has its claim, and what waits has none and stands in the queue. */
    private static void eachIsWhole(TenantStore store) {
        List<String> waiting = store.pending(PageRequest.first(50)).items().stream()
                .map(p -> p.pattern().text())
                .toList();
        store.origins(ACME).forEach(o -> {
            RegisteredOrigin origin = o.value();
            boolean waits = origin.status() == RegisteredOrigin.Status.PENDING;
            String asked = origin.pattern().text().replace("*", "1");
            List<RegisteredOrigin> claims =
                    store.readOrigin(origin(asked), NOW, Optional.empty()).candidates();
            assertThat(claims.contains(origin)).as(asked).isEqualTo(!waits);
            assertThat(waiting.contains(origin.pattern().text())).isEqualTo(waits);
        });
    }

    private static Registrar registrar(TenantStore store) {
        return new Registrar(store, TenantSource.ORIGIN, PublicSuffixList.bundled());
    }

    private static final IdempotencyKey KEY = new IdempotencyKey("hash", "print");

    private static Revocation revocation(Instant end) {
        return new Revocation(
                Optional.of(ACME),
                Optional.of("https://id.example.com"),
                Optional.of("mallory"),
                Optional.empty(),
                Optional.empty(),
                end);
    }

    /** Everything that the store can be asked of what a single write changes, its audit included. */
    private static String everything(TenantStore store) {
        var reading = store.readTenant(ACME, Optional.empty());
        return String.join(
                "\n",
                authorises(store),
                store.tenants("", PageRequest.first(9)).items().toString(),
                store.tenant(ACME).orElseThrow().etag().version() + " "
                        + store.platform().value(),
                store.revocations(Optional.of(ACME)).toString(),
                Long.toString(reading.tenantRevocations()),
                store.approvals(ACME).stream()
                        .map(a -> a.value().toString())
                        .toList()
                        .toString(),
                store.pending(PageRequest.first(9)).items().toString(),
                store.repetition(Optional.of(ACME), KEY.hash(), NOW).isPresent() + " "
                        + store.repetition(Optional.empty(), KEY.hash(), NOW).isPresent(),
                audited(store, Optional.of(ACME)),
                audited(store, Optional.of(new TenantId("initech"))),
                audited(store, Optional.empty()),
                // Whose a usage key is, only taking it tells.
                usageKeys(store));
    }

    private static String audited(TenantStore store, Optional<TenantId> owner) {
        return store.audit(owner, PageRequest.first(50)).items().stream()
                .map(e -> e.action() + " " + e.resource().replaceFirst("imports/.*", "imports/") + e.after())
                .sorted()
                .toList()
                .toString();
    }

    private static String usageKeys(TenantStore store) {
        List<Outcome> taken = new ArrayList<>();
        for (String key : List.of("usage-key-of-acme-0001", "usage-key-of-acme-0002")) {
            taken.add(store.createTenant(withKey(new TenantId("t" + key.charAt(key.length() - 1)), key), CHANGE));
        }
        return taken.toString();
    }

    private static Tenant withKey(TenantId id, String key) {
        return new Tenant(
                id,
                id.value(),
                Tenant.Status.ACTIVE,
                CorsSettings.NONE,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.of(key),
                false);
    }

    private static void administered(TenantStore store) {
        addOld(store);
        store.replaceTenant(
                withKey(ACME, "usage-key-of-acme-0001"),
                store.tenant(ACME).orElseThrow().etag(),
                CHANGE);
        store.revoke(revocation(NOW.plusSeconds(90_000)), CHANGE);
        store.approve(ACME, new Approval("example.org", Optional.empty()), Optional.empty(), CHANGE);
    }

    static Stream<Named<Consumer<TenantStore>>> singleWrites() {
        Optional<IdempotencyKey> key = Optional.of(KEY);
        return Stream.of(
                named("a tenant made by a key", s -> s.createTenant(tenant(new TenantId("initech")), CHANGE, key)),
                named(
                        "a usage key for another",
                        s -> s.replaceTenant(
                                withKey(ACME, "usage-key-of-acme-0002"),
                                s.tenant(ACME).orElseThrow().etag(),
                                CHANGE)),
                named(
                        "a usage key given up",
                        s -> s.replaceTenant(
                                tenant(ACME), s.tenant(ACME).orElseThrow().etag(), CHANGE)),
                named("an origin by a key", s -> s.addOrigin(registered(ACME, NEW.get(3)), CHANGE, key)),
                named(
                        "a pending one",
                        s -> s.addOrigin(registered(ACME, NEW.get(3), RegisteredOrigin.Status.PENDING), CHANGE)),
                named(
                        "a revocation by a key",
                        s -> s.revoke(
                                new Revocation(
                                        Optional.of(ACME),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(NOW),
                                        Revocation.endOfUse(NOW)),
                                CHANGE,
                                key)),
                named("a longer one", s -> s.revoke(revocation(NOW.plusSeconds(99_000)), CHANGE)),
                named("one taken back", s -> s.liftRevocation(revocation(NOW.plusSeconds(90_000)), CHANGE)),
                named(
                        "an approval",
                        s -> s.approve(ACME, new Approval("example.net", Optional.empty()), Optional.empty(), CHANGE)),
                named(
                        "another end of it",
                        s -> s.approve(
                                ACME,
                                new Approval("example.org", Optional.of(NOW)),
                                Optional.of(s.approvals(ACME).get(0).etag()),
                                CHANGE)),
                named(
                        "its removal",
                        s -> s.removeApproval(
                                ACME, "example.org", s.approvals(ACME).get(0).etag(), CHANGE)),
                named("an import by a key", s -> s.beginImport(tenant(ACME), true, CHANGE, key)));
    }

    private static Named<Consumer<TenantStore>> named(String what, Consumer<TenantStore> write) {
        return Named.of(what, write);
    }

    @ParameterizedTest
    @MethodSource("singleWrites")
    void aSingleWriteIsOneTransactionThatIsThereWithItsAuditOrNotAtAll(Consumer<TenantStore> write) {
        String old = everything(store(quiet, filled(KilledTest::administered)));
        String fresh = everything(store(quiet, filled(s -> {
            administered(s);
            write.accept(s);
        })));
        List<String> seen = new ArrayList<>();

        int writes = killAtEveryWrite(KilledTest::administered, write, store -> seen.add(everything(store)));

        assertThat(writes).isEqualTo(1);
        assertThat(fresh).isNotEqualTo(old);
        assertThat(seen).containsExactly(old, fresh);
    }

    @Test
    void everySingleWriteIsOneTransaction() {
        for (Consumer<TenantStore> write : List.<Consumer<TenantStore>>of(
                s -> s.createTenant(fullTenant(new TenantId("initech")), CHANGE),
                s -> s.replaceTenant(
                        fullTenant(ACME), s.tenant(ACME).orElseThrow().etag(), CHANGE),
                s -> s.replacePlatform(
                        Sample.platform(Sample.platformIssuer("a", "https://a.example")), ETag.NEVER, CHANGE),
                s -> s.addOrigin(registered(ACME, NEW.get(3)), CHANGE),
                s -> s.replaceOrigin(
                        fullOrigin(ACME, OLD.get(2)),
                        s.origin(ACME, pattern(OLD.get(2))).orElseThrow().etag(),
                        CHANGE),
                s -> s.removeOrigin(
                        ACME,
                        pattern(OLD.get(2)),
                        s.origin(ACME, pattern(OLD.get(2))).orElseThrow().etag(),
                        CHANGE))) {
            assertThat(killAtEveryWrite(KilledTest::addOld, write, store -> {})).isEqualTo(1);
        }
    }
}
