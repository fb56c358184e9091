package io.drawbridge.registry.dynamodb;

import static io.drawbridge.registry.Sample.ACME;
import static io.drawbridge.registry.Sample.CHANGE;
import static io.drawbridge.registry.Sample.GLOBEX;
import static io.drawbridge.registry.Sample.NOW;
import static io.drawbridge.registry.Sample.changeAt;
import static io.drawbridge.registry.Sample.issuer;
import static io.drawbridge.registry.Sample.origin;
import static io.drawbridge.registry.Sample.pattern;
import static io.drawbridge.registry.Sample.platform;
import static io.drawbridge.registry.Sample.platformIssuer;
import static io.drawbridge.registry.Sample.registered;
import static io.drawbridge.registry.Sample.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawbridge.registry.ETag;
import io.drawbridge.registry.IdempotencyKey;
import io.drawbridge.registry.Origin;
import io.drawbridge.registry.OriginFilter;
import io.drawbridge.registry.PageRequest;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.RegisteredOrigin.Status;
import io.drawbridge.registry.Revocation;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** What docs/registry-table.md says of reads and writes, counted on the wire. */
class RoundTripsTest {

    private static final Origin APP = origin("https://app.example.com");

    @RegisterExtension
    static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();

    private final Recorder recorder = new Recorder();
    private final DynamoDbClient client = DYNAMO_DB.client(recorder);
    private final String table = DYNAMO_DB.table(client);
    private final TenantStore store = new DynamoDbTenantStore(
            client,
            table,
            TenantSource.ORIGIN,
            PublicSuffixList.bundled(),
            ETag.incarnations(RandomGenerator.getDefault()));
    private final TenantStore hostStore = new DynamoDbTenantStore(
            client,
            DYNAMO_DB.table(client),
            TenantSource.HOST,
            PublicSuffixList.bundled(),
            ETag.incarnations(RandomGenerator.getDefault()));

    @BeforeEach
    void fill() {
        store.createTenant(tenant(ACME, issuer(ACME, "own", "https://id.acme.example")), CHANGE);
        store.createTenant(tenant(GLOBEX), CHANGE);
        store.addOrigin(registered(ACME, "https://*.example.com"), CHANGE);
        recorder.take();
    }

    @Test
    void aTenantAndItsCandidatesAreOneRoundTrip() {
        store.readTenant(ACME, Optional.of(APP));
        // Settings, profile, the origin, *.example.com, the bucket below example.com; com is a public suffix.
        assertThat(recorder.operations()).containsExactly("BatchGetItem 5");

        store.readTenant(ACME, Optional.empty());
        assertThat(recorder.operations()).containsExactly("BatchGetItem 2");
    }

    @Test
    void theTenantOfAnOriginIsTwoRoundTripsAndOneWhereItIsStillTheOneExpected() {
        store.readOrigin(APP, NOW, Optional.empty());
        assertThat(recorder.operations()).containsExactly("BatchGetItem 4", "GetItem");

        store.readOrigin(APP, NOW, Optional.of(ACME));
        assertThat(recorder.operations()).containsExactly("BatchGetItem 5");

        store.readOrigin(APP, NOW, Optional.of(GLOBEX));
        assertThat(recorder.operations()).containsExactly("BatchGetItem 5", "GetItem");
    }

    @Test
    void anOriginThatNobodyRegisteredIsOneRoundTrip() {
        store.readOrigin(origin("https://app.example.org"), NOW, Optional.empty());
        assertThat(recorder.operations()).containsExactly("BatchGetItem 4");

        store.readOrigin(origin("https://app.example.org"), NOW, Optional.of(ACME));
        assertThat(recorder.operations()).containsExactly("BatchGetItem 5");
    }

    @Test
    void theDeepestOriginAsksForFewerKeysThanABatchMayHold() {
        String deepest = "https://" + "a.".repeat(124) + "b.co";
        store.readOrigin(origin(deepest), NOW, Optional.of(ACME));

        // Settings, profile, the origin, 15 parents of at most 16 labels, the bucket.
        assertThat(recorder.operations()).containsExactly("BatchGetItem 19");
    }

    @Test
    void theTenantOfAnIssuerIsTwoRoundTripsAndOneWhereThereIsNone() {
        store.readIssuer("https://id.acme.example");
        assertThat(recorder.operations()).containsExactly("BatchGetItem 2", "GetItem");

        store.readIssuer("https://nobody.example");
        assertThat(recorder.operations()).containsExactly("BatchGetItem 2");
    }

    @Test
    void everyReadIsConsistent() {
        store.readTenant(ACME, Optional.of(APP));
        store.readOrigin(APP, NOW, Optional.empty());
        store.tenants();
        store.origins(ACME);

        assertThat(recorder.take()).hasSize(5).allSatisfy(request -> {
            if (request instanceof BatchGetItemRequest batch) {
                assertThat(batch.requestItems().values()).allMatch(KeysAndAttributes::consistentRead);
            } else if (request instanceof GetItemRequest get) {
                assertThat(get.consistentRead()).isTrue();
            } else {
                assertThat(((QueryRequest) request).consistentRead()).isTrue();
            }
        });
    }

    @Test
    void eachWriteOfAnOriginIsOneTransaction() {
        store.addOrigin(registered(ACME, "https://a.example.com"), CHANGE);
        assertThat(recorder.operations()).containsExactly("TransactWriteItems 4");
        store.addOrigin(registered(ACME, "https://a-*.example.com"), CHANGE);
        assertThat(recorder.operations()).containsExactly("TransactWriteItems 5");
        store.addOrigin(registered(ACME, "https://b.example.com", Status.PENDING), CHANGE);
        assertThat(recorder.operations()).containsExactly("TransactWriteItems 4");

        ETag etag = store.origin(ACME, pattern("https://a.example.com"))
                .orElseThrow()
                .etag();
        recorder.take();
        store.replaceOrigin(registered(ACME, "https://a.example.com", Status.DISABLED), etag, CHANGE);
        assertThat(recorder.operations()).containsExactly("GetItem", "TransactWriteItems 4");
        store.removeOrigin(ACME, pattern("https://a.example.com"), etag.next(), CHANGE);
        assertThat(recorder.operations()).containsExactly("GetItem", "TransactWriteItems 4");

        hostStore.createTenant(tenant(ACME), CHANGE);
        recorder.take();
        hostStore.addOrigin(registered(ACME, "https://a.example.com"), CHANGE);
        assertThat(recorder.operations()).containsExactly("TransactWriteItems 3");
        hostStore.addOrigin(registered(ACME, "https://a-*.example.com"), CHANGE);
        assertThat(recorder.operations()).containsExactly("TransactWriteItems 4");
    }

    @Test
    void eachWriteOfATenantOrOfThePlatformIsOneTransaction() {
        store.createTenant(tenant(new TenantId("initech")), CHANGE);
        assertThat(recorder.operations()).containsExactly("TransactWriteItems 4");

        ETag etag = store.tenant(ACME).orElseThrow().etag();
        recorder.take();
        store.replaceTenant(tenant(ACME, issuer(ACME, "own", "https://new.acme.example")), etag, CHANGE);
        assertThat(recorder.operations()).containsExactly("GetItem", "TransactWriteItems 5");

        store.replacePlatform(platform(platformIssuer("main", "https://id.example.com")), ETag.NEVER, CHANGE);
        assertThat(recorder.operations()).containsExactly("GetItem", "TransactWriteItems 3");
    }

    @Test
    void aRevocationIsOneTransactionAndAllOfThemAreOneQuery() {
        Revocation revocation = new Revocation(
                Optional.of(ACME),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(NOW),
                Revocation.endOfUse(NOW));
        store.revoke(revocation, changeAt(NOW));
        assertThat(recorder.operations()).containsExactly("GetItem", "TransactWriteItems 3");
        store.readRevocations(Optional.of(ACME), 1);
        assertThat(recorder.operations()).containsExactly("Query");
        store.liftRevocation(revocation, CHANGE);
        assertThat(recorder.operations()).containsExactly("TransactWriteItems 3");
    }

    @Test
    void anIdempotencyKeyIsOneItemMore() {
        IdempotencyKey key = new IdempotencyKey("h", "f");
        store.addOrigin(registered(ACME, "https://a-*.example.com"), CHANGE, Optional.of(key));
        // The key, the tenant (a check), the origin, both buckets, the audit: five items written.
        assertThat(recorder.operations()).containsExactly("TransactWriteItems 6");
        store.addOrigin(registered(ACME, "https://a.example.com"), CHANGE, Optional.of(key));
        assertThat(recorder.operations()).containsExactly("TransactWriteItems 5");
    }

    /** An import that has staged what it changes, and stands before its switch. */
    private void staged() {
        String job = store.beginImport(tenant(ACME), true, CHANGE, Optional.empty())
                .job()
                .orElseThrow()
                .id();
        store.putPart(ACME, job, 1, List.of(registered(ACME, "https://a.example.com")), CHANGE);
        ETag etag = store.tenant(ACME).orElseThrow().etag();
        Killer killer = new Killer(2, false);
        assertThatThrownBy(() -> new DynamoDbTenantStore(
                                DYNAMO_DB.client(killer),
                                table,
                                TenantSource.ORIGIN,
                                PublicSuffixList.bundled(),
                                ETag.incarnations(RandomGenerator.getDefault()))
                        .commitImport(ACME, job, etag, CHANGE))
                .isInstanceOf(Killer.Killed.class);
        recorder.take();
    }

    @Test
    void whatAnImportHasStagedIsReadWithinTheSameRoundTrips() {
        staged();

        // The wildcard is to go: whose generation says whether it has, the profile is, which is asked for anyway.
        store.readOrigin(APP, NOW, Optional.of(ACME));
        assertThat(recorder.operations()).containsExactly("BatchGetItem 5");
        store.readTenant(ACME, Optional.of(APP));
        assertThat(recorder.operations()).containsExactly("BatchGetItem 5");
        store.readOrigin(APP, NOW, Optional.empty());
        assertThat(recorder.operations()).containsExactly("BatchGetItem 4", "BatchGetItem 1");
        store.readOrigin(APP, NOW, Optional.of(GLOBEX));
        assertThat(recorder.operations()).containsExactly("BatchGetItem 5", "BatchGetItem 1");
        store.readOrigin(origin("https://a.example.com"), NOW, Optional.empty());
        assertThat(recorder.operations()).containsExactly("BatchGetItem 4", "BatchGetItem 1");
        store.readOrigin(origin("https://nobody.example.org"), NOW, Optional.empty());
        assertThat(recorder.operations()).containsExactly("BatchGetItem 4");
    }

    @Test
    void aListOfWhatAnImportHasStagedIsOneQueryAndTheProfile() {
        staged();

        store.origins(ACME, OriginFilter.NONE, PageRequest.first(10));
        assertThat(recorder.operations()).containsExactly("Query", "GetItem");
        store.origin(ACME, pattern("https://*.example.com"));
        assertThat(recorder.operations()).containsExactly("GetItem", "GetItem");
    }

    @Test
    void aCommitIsThreeTransactionsAndOneForEachFullBatchAndReadsEachItemOnce() {
        String job = store.beginImport(tenant(ACME), true, CHANGE, Optional.empty())
                .job()
                .orElseThrow()
                .id();
        List<RegisteredOrigin> origins = IntStream.range(0, 60)
                .mapToObj(i -> registered(ACME, "https://n" + i + ".example.com"))
                .toList();
        store.putPart(ACME, job, 1, origins, CHANGE);
        ETag etag = store.tenant(ACME).orElseThrow().etag();
        recorder.take();

        store.commitImport(ACME, job, etag, CHANGE);

        // Import and profile; no more parts; origins and parts; 49 and 12 staged, each an item and a claim, with check
        // and audit;
        // the switch with the issuer that goes; profile and origins again; 49 and 12 folded, with a check; the
        // profile's word that nothing is left.
        assertThat(recorder.operations())
                .containsExactly(
                        "GetItem",
                        "GetItem",
                        "TransactWriteItems 1",
                        "Query",
                        "Query",
                        "TransactWriteItems 100",
                        "TransactWriteItems 26",
                        "TransactWriteItems 5",
                        "GetItem",
                        "Query",
                        "TransactWriteItems 99",
                        "TransactWriteItems 25",
                        "TransactWriteItems 1");
    }

    @Test
    void aPageOfAnyListIsOneQuery() {
        PageRequest page = PageRequest.first(1);
        store.tenants("a", page);
        assertThat(recorder.operations()).containsExactly("Query");
        store.origins(ACME, OriginFilter.NONE, page);
        assertThat(recorder.operations()).containsExactly("Query");
        store.revocations(Optional.of(ACME), page);
        assertThat(recorder.operations()).containsExactly("Query");
        store.audit(Optional.of(ACME), page);
        assertThat(recorder.operations()).containsExactly("Query");
    }

    @Test
    void aWriteOverAnOldVersionStopsBeforeTheTransaction() {
        store.replaceTenant(tenant(ACME), ETag.first("other"), CHANGE);
        assertThat(recorder.operations()).containsExactly("GetItem");
    }
}
