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
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.ImportJob;
import io.drawbridge.registry.PageRequest;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Registrar;
import io.drawbridge.registry.Sample;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TenantStore.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

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

    /** The end of the process: no fault of DynamoDB, so that nothing catches it. */
    private static final class Killed extends Error {
        Killed() {
            super("killed");
        }
    }

    /** Dies at one write. */
    private static final class Killer implements ExecutionInterceptor {

        private final int at;
        private final boolean arrives;
        private int writes;

        Killer(int at, boolean arrives) {
            this.at = at;
            this.arrives = arrives;
        }

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof TransactWriteItemsRequest && writes++ == at && !arrives) {
                throw new Killed();
            }
        }

        @Override
        public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
            if (context.request() instanceof TransactWriteItemsRequest && writes - 1 == at && arrives) {
                throw new Killed();
            }
            return context.response();
        }
    }

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
                } catch (Killed e) {
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
