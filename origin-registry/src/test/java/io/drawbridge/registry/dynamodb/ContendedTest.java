package io.drawbridge.registry.dynamodb;

import static io.drawbridge.registry.Sample.ACME;
import static io.drawbridge.registry.Sample.CHANGE;
import static io.drawbridge.registry.Sample.GLOBEX;
import static io.drawbridge.registry.Sample.NOW;
import static io.drawbridge.registry.Sample.origin;
import static io.drawbridge.registry.Sample.registered;
import static io.drawbridge.registry.Sample.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.ETag;
import io.drawbridge.registry.ImportJob;
import io.drawbridge.registry.ImportOutcome;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TenantStore.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Two tenants that want the same origins at the same time. */
class ContendedTest {

    @RegisterExtension
    static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();

    private static final int CONTENDED = 200;

    private static final int IMPORTED = 60;

    /** What each tenant does is done by so many at once. */
    private static final int HANDS = 3;

    private final DynamoDbClient client = DYNAMO_DB.client();
    private final String table = DYNAMO_DB.table(client);
    private final TenantStore store = new DynamoDbTenantStore(
            client,
            table,
            TenantSource.ORIGIN,
            PublicSuffixList.bundled(),
            ETag.incarnations(RandomGenerator.getDefault()));

    /** Exact origins, wildcards and partial labels, of which fifty may stand below one host. */
    private static String contended(int i) {
        return switch (i % 4) {
            case 0 -> "https://p" + i + "-*.example.com";
            case 1 -> "https://*.w" + i + ".example.com";
            default -> "https://n" + i + ".example.com";
        };
    }

    /** All of them at once, as far as there are hands. */
    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            CyclicBarrier start = new CyclicBarrier(calls.size());
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> call : calls) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Outcome> register(TenantId tenant, int from, int to, int step) {
        return IntStream.iterate(from, i -> i < to, i -> i + step)
                .mapToObj(i -> store.addOrigin(registered(tenant, contended(i)), CHANGE))
                .toList();
    }

    private Optional<TenantId> holder(int i) {
        String asked = contended(i).replace("*", "x");
        return store.readOrigin(origin(asked), NOW, Optional.empty()).tenant().map(Tenant::id);
    }

    private List<String> patterns(TenantId tenant) {
        return store.origins(tenant).stream()
                .map(o -> o.value().pattern().text())
                .toList();
    }

    /** What is registered is claimed, what is claimed is registered, by one tenant each. */
    private void nothingIsHalfWritten() {
        List<String> acme = patterns(ACME);
        List<String> globex = patterns(GLOBEX);
        assertThat(acme).allMatch(p -> !globex.contains(p));
        for (int i = 0; i < CONTENDED; i++) {
            String pattern = contended(i);
            Optional<TenantId> expected = acme.contains(pattern)
                    ? Optional.of(ACME)
                    : Optional.of(GLOBEX).filter(t -> globex.contains(pattern));
            assertThat(holder(i)).as(pattern).isEqualTo(expected);
        }
    }

    @Test
    void ofTwoTenantsThatRegisterTwoHundredOriginsAtOnceEachOriginHasExactlyOne() throws Exception {
        store.createTenant(tenant(ACME), CHANGE);
        store.createTenant(tenant(GLOBEX), CHANGE);
        List<Callable<List<Outcome>>> calls = new ArrayList<>();
        for (int hand = 0; hand < HANDS; hand++) {
            int from = hand;
            calls.add(() -> register(ACME, from, CONTENDED, HANDS));
            calls.add(() -> register(GLOBEX, from, CONTENDED, HANDS));
        }

        List<Outcome> outcomes = atOnce(calls).stream().flatMap(List::stream).toList();

        assertThat(outcomes).hasSize(2 * CONTENDED).containsOnly(Outcome.DONE, Outcome.CLAIMED);
        assertThat(outcomes.stream().filter(Outcome.DONE::equals)).hasSize(CONTENDED);
        assertThat(patterns(ACME).size() + patterns(GLOBEX).size()).isEqualTo(CONTENDED);
        for (int i = 0; i < CONTENDED; i++) {
            assertThat(holder(i)).as(contended(i)).isPresent();
        }
        nothingIsHalfWritten();
        assertThat(auditedCreations(ACME)).isEqualTo(patterns(ACME).size());
        assertThat(auditedCreations(GLOBEX)).isEqualTo(patterns(GLOBEX).size());
    }

    private long auditedCreations(TenantId tenant) {
        Map<String, AttributeValue> values = Map.of(":pk", AttributeValue.fromS(Keys.audit(Optional.of(tenant))));
        return client
                .query(r ->
                        r.tableName(table).keyConditionExpression("pk = :pk").expressionAttributeValues(values))
                .items()
                .stream()
                .filter(i -> i.toString().contains("origins/"))
                .count();
    }

    @Test
    void anImportAndAnotherTenantsRegistrationsOfItsOriginsHaveOneWinnerAndLeaveNothingHalf() throws Exception {
        store.createTenant(tenant(ACME), CHANGE);
        store.createTenant(tenant(GLOBEX), CHANGE);
        ETag profile = store.tenant(ACME).orElseThrow().etag();
        ImportJob job = store.beginImport(tenant(ACME), true, CHANGE, Optional.empty())
                .job()
                .orElseThrow();
        store.putPart(
                ACME,
                job.id(),
                1,
                IntStream.range(0, IMPORTED)
                        .mapToObj(i -> registered(ACME, contended(i)))
                        .toList(),
                CHANGE);
        ImportOutcome[] committed = new ImportOutcome[1];

        List<Outcome> registered = atOnce(List.<Callable<List<Outcome>>>of(
                        () -> {
                            committed[0] = commit(ACME, job, profile);
                            return List.of();
                        },
                        () -> register(GLOBEX, IMPORTED - 10, IMPORTED, 1)))
                .get(1);

        nothingIsHalfWritten();
        assertThat(registered).isSubsetOf(Outcome.DONE, Outcome.CLAIMED);
        if (committed[0].outcome() == Outcome.DONE) {
            assertThat(registered).containsOnly(Outcome.CLAIMED);
            assertThat(patterns(ACME)).hasSize(IMPORTED);
        } else {
            assertThat(committed[0].outcome()).isEqualTo(Outcome.CLAIMED);
            assertThat(committed[0].conflicts()).extracting(p -> p.text()).isSubsetOf(patterns(GLOBEX));
            assertThat(patterns(ACME)).isEmpty();
            store.abortImport(ACME, job.id(), CHANGE);
            assertThat(register(GLOBEX, IMPORTED - 10, IMPORTED, 1)).isSubsetOf(Outcome.DONE, Outcome.EXISTS);
        }
        nothingIsHalfWritten();
    }

    @Test
    void ofTwoImportsOfTheSameOriginsAtMostOneIsCommitted() throws Exception {
        store.createTenant(tenant(ACME), CHANGE);
        store.createTenant(tenant(GLOBEX), CHANGE);

        List<Outcome> outcomes = atOnce(List.of(() -> importAll(ACME), () -> importAll(GLOBEX)));

        assertThat(outcomes)
                .isSubsetOf(Outcome.DONE, Outcome.CLAIMED)
                .isNotEqualTo(List.of(Outcome.DONE, Outcome.DONE));
        nothingIsHalfWritten();
        assertThat(patterns(ACME).size() + patterns(GLOBEX).size())
                .isEqualTo(outcomes.contains(Outcome.DONE) ? IMPORTED : 0);
    }

    /** As a client does: what others cleared away at the same time may have to be asked for again. */
    private ImportOutcome commit(TenantId tenant, ImportJob job, ETag profile) {
        ImportOutcome outcome = store.commitImport(tenant, job.id(), profile, CHANGE);
        for (int i = 0; i < 20 && outcome.outcome() == Outcome.UNFINISHED; i++) {
            outcome = store.commitImport(tenant, job.id(), profile, CHANGE);
        }
        return outcome;
    }

    private Outcome importAll(TenantId tenant) {
        ETag profile = store.tenant(tenant).orElseThrow().etag();
        ImportJob job = store.beginImport(tenant(tenant), true, CHANGE, Optional.empty())
                .job()
                .orElseThrow();
        store.putPart(
                tenant,
                job.id(),
                1,
                IntStream.range(0, IMPORTED)
                        .mapToObj(i -> registered(tenant, contended(i)))
                        .toList(),
                CHANGE);
        return commit(tenant, job, profile).outcome();
    }
}
