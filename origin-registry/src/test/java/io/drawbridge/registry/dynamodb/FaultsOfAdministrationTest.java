package io.drawbridge.registry.dynamodb;

import static io.drawbridge.registry.Sample.ACME;
import static io.drawbridge.registry.Sample.CHANGE;
import static io.drawbridge.registry.Sample.GLOBEX;
import static io.drawbridge.registry.Sample.NOW;
import static io.drawbridge.registry.Sample.changeAt;
import static io.drawbridge.registry.Sample.origin;
import static io.drawbridge.registry.Sample.pattern;
import static io.drawbridge.registry.Sample.registered;
import static io.drawbridge.registry.Sample.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawbridge.registry.Approval;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.IdempotencyKey;
import io.drawbridge.registry.ImportJob;
import io.drawbridge.registry.PageRequest;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.RegisteredOrigin.Status;
import io.drawbridge.registry.Registrar;
import io.drawbridge.registry.RegistryUnavailableException;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TenantStore.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items of the administration that somebody edited: imports and what they staged, approvals, keys, the audit. */
class FaultsOfAdministrationTest {

    @RegisterExtension
    static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();

    private static final String APP = "https://app.example.com";
    private static final String PREVIEW = "https://p-*.example.com";
    private static final AttributeValue TEXT = AttributeValue.fromS("x");
    private final DynamoDbClient client = DYNAMO_DB.client();
    private final String table = DYNAMO_DB.table(client);
    private final TenantStore store = new DynamoDbTenantStore(
            client,
            table,
            TenantSource.ORIGIN,
            PublicSuffixList.bundled(),
            ETag.incarnations(RandomGenerator.getDefault()));
    private String job = "";

    /**
     * An item somebody edited.
     *
     * @param what an attribute to set, or to remove where there is no value
     * @param reading what must fail by it
     */
    record Edit(
            Function<FaultsOfAdministrationTest, Key> key,
            String what,
            Optional<AttributeValue> value,
            String message,
            Consumer<TenantStore> reading) {
        @Override
        public String toString() {
            return what + ": " + message;
        }
    }

    private static Edit edit(
            Function<FaultsOfAdministrationTest, Key> key,
            String what,
            AttributeValue value,
            String message,
            Consumer<TenantStore> reading) {
        return new Edit(key, what, Optional.of(value), message, reading);
    }

    private static Edit without(
            Function<FaultsOfAdministrationTest, Key> key, String what, Consumer<TenantStore> reading) {
        return new Edit(key, what, Optional.empty(), "\"" + what + "\" is missing", reading);
    }

    private static void readOrigin(TenantStore store) {
        store.readOrigin(origin(APP), NOW, Optional.of(ACME));
    }

    private static void readStaged(TenantStore store) {
        store.readOrigin(origin("https://staged.example.com"), NOW, Optional.of(ACME));
    }

    private static AttributeValue map(Map<String, AttributeValue> values) {
        return AttributeValue.fromM(values);
    }

    static Stream<Edit> staged() {
        Function<FaultsOfAdministrationTest, Key> claim = t -> Keys.claim(pattern(APP));
        Function<FaultsOfAdministrationTest, Key> profile = t -> Keys.profile(ACME);
        Function<FaultsOfAdministrationTest, Key> bucket = t -> Keys.claimBucket(origin("https://example.com"));
        AttributeValue one = AttributeValue.fromN("1");
        Map<String, AttributeValue> others = new HashMap<>(
                OriginItem.entry(registered(ACME, "https://other.example.com")).m());
        others.put("generation", one);
        return Stream.of(
                edit(claim, "staged", TEXT, "\"staged\" has type S and not M", FaultsOfAdministrationTest::readOrigin),
                edit(
                        claim,
                        "staged",
                        map(Map.of()),
                        "\"generation\" is missing",
                        FaultsOfAdministrationTest::readOrigin),
                edit(
                        claim,
                        "staged",
                        map(Map.of("generation", TEXT)),
                        "\"generation\" has type S",
                        FaultsOfAdministrationTest::readOrigin),
                edit(
                        claim,
                        "staged",
                        map(Map.of("generation", one)),
                        "\"tenant\" is missing",
                        FaultsOfAdministrationTest::readOrigin),
                edit(
                        claim,
                        "staged",
                        map(others),
                        "it says that it is https://other.example.com",
                        FaultsOfAdministrationTest::readOrigin),
                edit(
                        profile,
                        "generation",
                        TEXT,
                        "\"generation\" has type S and not N",
                        FaultsOfAdministrationTest::readStaged),
                edit(
                        bucket,
                        PREVIEW,
                        map(Map.of("tenant", TEXT, "staged", TEXT)),
                        "\"staged\" has type S",
                        FaultsOfAdministrationTest::readOrigin),
                without(
                        t -> Keys.claim(pattern("https://staged.example.com")),
                        "tenant",
                        FaultsOfAdministrationTest::readStaged));
    }

    static Stream<Edit> imports() {
        Function<FaultsOfAdministrationTest, Key> job = t -> Keys.job(ACME, t.job);
        Function<FaultsOfAdministrationTest, Key> part = t -> Keys.part(ACME, t.job, 1);
        Function<FaultsOfAdministrationTest, Key> profile = t -> Keys.profile(ACME);
        Consumer<TenantStore> running = s -> s.runningImport(ACME);
        Consumer<TenantStore> compared =
                s -> s.difference(ACME, s.runningImport(ACME).orElseThrow().id(), NOW);
        Consumer<TenantStore> committed = s -> s.commitImport(
                ACME,
                s.runningImport(ACME).orElseThrow().id(),
                s.tenant(ACME).orElseThrow().etag(),
                CHANGE);
        Consumer<TenantStore> written = s -> s.addOrigin(registered(ACME, "https://new.example.com"), CHANGE);
        return Stream.of(
                without(job, "state", running),
                edit(job, "state", TEXT, "\"state\" is \"x\"", running),
                without(job, "expiresAt", running),
                without(job, "byPlatform", running),
                without(job, "profile", running),
                edit(job, "part#01", TEXT, "\"part#01\" has type S and not N", running),
                edit(job, "result", map(Map.of("added", AttributeValue.fromN("1"))), "\"removed\" is missing", running),
                without(job, "generation", committed),
                without(part, "origins", compared),
                edit(
                        part,
                        "origins",
                        AttributeValue.fromL(List.of(TEXT)),
                        "has an element that is not a map",
                        compared),
                edit(
                        part,
                        "origins",
                        AttributeValue.fromL(List.of(map(Map.of("tenant", AttributeValue.fromS("acme"))))),
                        "\"pattern\" is missing",
                        committed),
                edit(profile, "importing", TEXT, "\"importing\" has type S and not M", written),
                edit(profile, "importing", map(Map.of()), "\"job\" is missing", written),
                edit(profile, "drawn", TEXT, "\"drawn\" has type S and not N", s -> {
                    s.abortImport(ACME, s.runningImport(ACME).orElseThrow().id(), CHANGE);
                    s.beginImport(tenant(ACME), true, CHANGE, Optional.empty());
                }));
    }

    static Stream<Edit> others() {
        Function<FaultsOfAdministrationTest, Key> profile = t -> Keys.profile(GLOBEX);
        Function<FaultsOfAdministrationTest, Key> key = t -> Keys.repetition(Optional.of(GLOBEX), "hash");
        Function<FaultsOfAdministrationTest, Key> entry = t -> Keys.auditEntry(Optional.of(GLOBEX), t.audited());
        Function<FaultsOfAdministrationTest, Key> pending = t -> Keys.pending(GLOBEX, pattern(APP));
        Consumer<TenantStore> approved = s -> s.approvals(GLOBEX);
        Consumer<TenantStore> registers = s -> new Registrar(s, TenantSource.ORIGIN, PublicSuffixList.bundled())
                .register(registered(GLOBEX, "https://new.example.org"), CHANGE, Optional.empty());
        Consumer<TenantStore> repeated = s -> s.repetition(Optional.of(GLOBEX), "hash", NOW);
        Consumer<TenantStore> listed = s -> s.audit(Optional.of(GLOBEX), PageRequest.first(100));
        Consumer<TenantStore> queued = s -> s.pending(PageRequest.first(100));
        return Stream.of(
                edit(profile, "approval:example.org", TEXT, "has type S and not M", approved),
                edit(profile, "approval:example.org", map(Map.of()), "is missing", registers),
                without(key, "fingerprint", repeated),
                without(key, "id", repeated),
                without(key, "ttl", repeated),
                edit(key, "ttl", TEXT, "\"ttl\" has type S and not N", repeated),
                edit(t -> Keys.CURSOR_KEY, "key", TEXT, "\"key\" has type S and not B", TenantStore::cursorKey),
                edit(
                        t -> Keys.CURSOR_KEY,
                        "key",
                        AttributeValue.fromB(SdkBytes.fromByteArray(new byte[31])),
                        "\"key\" has 31 bytes",
                        TenantStore::cursorKey),
                without(t -> Keys.CURSOR_KEY, "key", TenantStore::cursorKey),
                without(entry, "action", listed),
                edit(entry, "action", TEXT, "\"action\" is \"x\"", listed),
                edit(entry, "at", TEXT, "Text 'x' could not be parsed", listed),
                without(entry, "byIssuer", listed),
                without(entry, "requestId", listed),
                edit(entry, "etag", map(Map.of()), "is missing", listed),
                without(pending, "tenant", queued),
                without(pending, "since", queued),
                edit(pending, "pattern", TEXT, "\"x\"", queued),
                without(t -> Keys.directory(GLOBEX), "status", TenantStore::tenants));
    }

    @ParameterizedTest
    @MethodSource({"staged", "imports", "others"})
    void anItemThatBreaksARuleIsAFaultThatNamesIt(Edit edit) {
        fill();
        Key key = edit.key().apply(this);
        change(key, item -> {
            if (edit.value().isPresent()) {
                item.put(edit.what(), edit.value().get());
            } else {
                item.remove(edit.what());
            }
        });

        assertThatThrownBy(() -> edit.reading().accept(store))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageStartingWith("the registry's item " + key + " cannot be used: ")
                .hasMessageContaining(edit.message());
    }

    @Test
    void whatWasStagedForAnotherGenerationIsNotEvenLookedAt() {
        fill();
        change(
                Keys.claim(pattern(APP)),
                item -> item.put("staged", map(Map.of("generation", AttributeValue.fromN("7")))));

        assertThat(store.readOrigin(origin(APP), NOW, Optional.empty()).tenant())
                .contains(tenant(ACME));
    }

    @Test
    void anImportIsForgottenAWeekAfterItsEndAndThenKeepsNobodyFromAnything() {
        fill();
        long end = NOW.plus(ImportJob.LIFETIME).plus(Duration.ofDays(7)).getEpochSecond();
        for (Key key : List.of(Keys.job(ACME, job), Keys.part(ACME, job, 1))) {
            assertThat(item(key)).containsEntry("ttl", AttributeValue.fromN(Long.toString(end)));
            client.deleteItem(r -> r.tableName(table).key(key.attributes()));
        }
        Change late = changeAt(NOW.plus(Duration.ofDays(9)));

        assertThat(store.runningImport(ACME)).isEmpty();
        assertThat(store.addOrigin(registered(ACME, "https://new.example.com"), late))
                .isEqualTo(Outcome.DONE);
        assertThat(store.audit(Optional.of(ACME), PageRequest.first(2)).items())
                .extracting(e -> e.action() + " " + e.resource())
                .contains("DELETE imports/" + job);
        assertThat(store.beginImport(tenant(ACME), true, late, Optional.empty()).outcome())
                .isEqualTo(Outcome.DONE);
    }

    private String audited() {
        return store.audit(Optional.of(GLOBEX), PageRequest.first(1))
                .items()
                .get(0)
                .id();
    }

    /** Acme has been imported once, so that it is at generation 1, and imports again; Globex waits and is approved. */
    private void fill() {
        store.createTenant(tenant(ACME), CHANGE);
        store.createTenant(tenant(GLOBEX), CHANGE);
        ImportJob first = begin();
        assertThat(store.commitImport(
                                ACME,
                                first.id(),
                                store.tenant(ACME).orElseThrow().etag(),
                                CHANGE)
                        .outcome())
                .isEqualTo(Outcome.DONE);
        job = begin().id();
        change(Keys.claim(pattern("https://staged.example.com")), item -> {
            item.putAll(Keys.claim(pattern("https://staged.example.com")).attributes());
            item.put("tenant", AttributeValue.fromS("acme"));
            item.put("staged", Staged.deleted(1));
        });
        store.addOrigin(
                registered(GLOBEX, APP, Status.PENDING), CHANGE, Optional.of(new IdempotencyKey("hash", "print")));
        store.approve(GLOBEX, new Approval("example.org", Optional.empty()), Optional.empty(), CHANGE);
        store.cursorKey();
    }

    private ImportJob begin() {
        ImportJob begun = store.beginImport(tenant(ACME), true, CHANGE, Optional.empty())
                .job()
                .orElseThrow();
        store.putPart(ACME, begun.id(), 1, List.of(registered(ACME, APP), registered(ACME, PREVIEW)), CHANGE);
        return begun;
    }

    private Map<String, AttributeValue> item(Key key) {
        return client.getItem(r -> r.tableName(table).key(key.attributes())).item();
    }

    private void change(Key key, Consumer<Map<String, AttributeValue>> how) {
        Map<String, AttributeValue> item = new HashMap<>(item(key));
        how.accept(item);
        client.putItem(r -> r.tableName(table).item(item));
    }
}
