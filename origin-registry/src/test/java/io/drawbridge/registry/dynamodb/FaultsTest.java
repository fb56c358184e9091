package io.drawbridge.registry.dynamodb;

import static io.drawbridge.registry.Sample.ACME;
import static io.drawbridge.registry.Sample.CHANGE;
import static io.drawbridge.registry.Sample.GLOBEX;
import static io.drawbridge.registry.Sample.NOW;
import static io.drawbridge.registry.Sample.fullOrigin;
import static io.drawbridge.registry.Sample.fullTenant;
import static io.drawbridge.registry.Sample.issuer;
import static io.drawbridge.registry.Sample.origin;
import static io.drawbridge.registry.Sample.pattern;
import static io.drawbridge.registry.Sample.platform;
import static io.drawbridge.registry.Sample.platformIssuer;
import static io.drawbridge.registry.Sample.registered;
import static io.drawbridge.registry.Sample.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawbridge.registry.Approval;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.Origin;
import io.drawbridge.registry.Platform;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.RegisteredOrigin.Status;
import io.drawbridge.registry.Registrar;
import io.drawbridge.registry.RegistryUnavailableException;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TenantStore.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** What the store does when DynamoDB, or whoever edited an item by hand, does not play along. */
class FaultsTest {

    private static final Origin APP = origin("https://app.example.com");

    @RegisterExtension
    static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();

    private final DynamoDbClient client = DYNAMO_DB.client();
    private final String table = DYNAMO_DB.table(client);
    private final TenantStore store = store(client, TenantSource.ORIGIN);

    private TenantStore store(DynamoDbClient anyClient, TenantSource source) {
        return new DynamoDbTenantStore(
                anyClient, table, source, PublicSuffixList.bundled(), ETag.incarnations(RandomGenerator.getDefault()));
    }

    @Test
    void keysLeftUnprocessedAreAFaultAndNeverAbsent() {
        ExecutionInterceptor leavesKeys = new ExecutionInterceptor() {
            @Override
            public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
                if (context.response() instanceof BatchGetItemResponse batch) {
                    KeysAndAttributes left = KeysAndAttributes.builder()
                            .keys(List.of(Keys.SETTINGS.attributes()))
                            .build();
                    return batch.toBuilder()
                            .unprocessedKeys(Map.of(table, left))
                            .build();
                }
                return context.response();
            }
        };
        TenantStore throttled = store(DYNAMO_DB.client(leavesKeys), TenantSource.ORIGIN);

        assertThatThrownBy(() -> throttled.readTenant(ACME, Optional.of(APP)))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessage("DynamoDB left keys of a BatchGetItem unprocessed");
        assertThatThrownBy(() -> throttled.readOrigin(APP, NOW, Optional.empty()))
                .isInstanceOf(RegistryUnavailableException.class);
        assertThatThrownBy(() -> throttled.readIssuer("https://id.example.com"))
                .isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void aTableThatIsNotThereIsAFaultForEveryOperation() {
        TenantStore nowhere =
                new DynamoDbTenantStore(client, "nowhere", TenantSource.ORIGIN, PublicSuffixList.bundled(), () -> "x");

        for (ThrowingCallable operation : List.<ThrowingCallable>of(
                () -> nowhere.readTenant(ACME, Optional.empty()),
                () -> nowhere.readOrigin(APP, NOW, Optional.empty()),
                () -> nowhere.readIssuer("x"),
                nowhere::platform,
                () -> nowhere.readRevocations(Optional.of(ACME), 1),
                () -> nowhere.tenant(ACME),
                nowhere::tenants,
                () -> nowhere.origins(ACME),
                () -> nowhere.createTenant(tenant(ACME), CHANGE),
                () -> nowhere.addOrigin(registered(ACME, "https://app.example.com"), CHANGE))) {
            assertThatThrownBy(operation)
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageStartingWith("DynamoDB ")
                    .hasMessageContaining(" failed: ");
        }
    }

    /**
     * An item somebody edited.
     *
     * @param what an attribute to set, or to remove where there is no value
     */
    record Edit(Key key, String what, Optional<AttributeValue> value, String message) {
        @Override
        public String toString() {
            return message;
        }
    }

    static Stream<Edit> edits() {
        Key profile = Keys.profile(ACME);
        Key claim = Keys.claim(pattern("https://app.example.com"));
        Key bucket = Keys.claimBucket(origin("https://example.com"));
        AttributeValue text = AttributeValue.fromS("x");
        AttributeValue number = AttributeValue.fromN("1.5");
        return Stream.of(
                new Edit(profile, "status", Optional.empty(), "\"status\" is missing"),
                new Edit(profile, "status", Optional.of(text), "\"status\" is \"x\""),
                new Edit(profile, "status", Optional.of(number), "\"status\" has type N and not S"),
                new Edit(profile, "version", Optional.of(number), "\"version\" is not a whole number"),
                new Edit(profile, "version", Optional.empty(), "\"version\" is missing"),
                new Edit(profile, "incarnation", Optional.empty(), "\"incarnation\" is missing"),
                new Edit(profile, "revocations", Optional.of(text), "\"revocations\" has type S and not N"),
                new Edit(profile, "issuers", Optional.empty(), "\"issuers\" is missing"),
                new Edit(
                        profile,
                        "issuers",
                        Optional.of(AttributeValue.fromL(List.of(text))),
                        "\"issuers\" has an element that is not a map"),
                new Edit(profile, "routeRules", Optional.empty(), "\"routeRules\" is missing"),
                new Edit(profile, "displayName", Optional.of(AttributeValue.fromS("")), "/displayName: "),
                new Edit(
                        profile,
                        "tenant",
                        Optional.of(AttributeValue.fromS("globex")),
                        "it says that it is tenant globex"),
                new Edit(profile, "tenant", Optional.of(AttributeValue.fromS("A B")), "\"A B\" is not a tenant id."),
                new Edit(profile, "monitorUntil", Optional.of(text), "Text 'x' could not be parsed"),
                new Edit(
                        profile,
                        "cors",
                        Optional.of(AttributeValue.fromM(Map.of("methods", AttributeValue.fromL(List.of(number))))),
                        "\"methods\" has an element that is not a string"),
                new Edit(
                        profile,
                        "cors",
                        Optional.of(AttributeValue.fromM(Map.of("maxAgeSeconds", AttributeValue.fromN("99999999999")))),
                        "integer overflow"),
                new Edit(
                        profile,
                        "cors",
                        Optional.of(AttributeValue.fromM(Map.of("credentials", text))),
                        "\"credentials\" has type S and not BOOL"),
                new Edit(claim, "tenant", Optional.empty(), "\"tenant\" is missing"),
                new Edit(
                        claim,
                        "pattern",
                        Optional.of(AttributeValue.fromS("https://*.example.com")),
                        "it says that it is https://*.example.com of tenant acme"),
                new Edit(claim, "pattern", Optional.of(AttributeValue.fromS("*")), "\"*\" would allow every origin."),
                new Edit(
                        claim,
                        "expiresAt",
                        Optional.of(AttributeValue.fromN("1")),
                        "\"expiresAt\" has type N and not S"),
                new Edit(bucket, "https://p-*.example.com", Optional.of(text), "has type S and not M"),
                new Edit(
                        bucket,
                        "https://q-*.example.com",
                        Optional.of(OriginItem.entry(registered(ACME, "https://r-*.example.com"))),
                        "\"https://q-*.example.com\" says that it is https://r-*.example.com of tenant acme"),
                new Edit(
                        bucket,
                        "https://*.example.com",
                        Optional.of(OriginItem.entry(registered(ACME, "https://*.example.com"))),
                        "\"https://*.example.com\" says that it is https://*.example.com of tenant acme"),
                new Edit(Keys.SETTINGS, "claims", Optional.empty(), "\"claims\" is missing"),
                new Edit(Keys.SETTINGS, "issuers", Optional.empty(), "\"issuers\" is missing"));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void anItemThatBreaksARuleIsAFaultThatNamesIt(Edit edit) {
        fill();
        edit(edit.key(), item -> {
            if (edit.value().isPresent()) {
                item.put(edit.what(), edit.value().get());
            } else {
                item.remove(edit.what());
            }
        });

        assertThatThrownBy(() -> store.readOrigin(APP, NOW, Optional.of(ACME)))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageStartingWith("the registry's item " + edit.key() + " cannot be used: ")
                .hasMessageContaining(edit.message());
    }

    @Test
    void anIssuerWithoutAudienceOrWithAnUnknownAlgorithmIsAFault() {
        store.createTenant(fullTenant(ACME), CHANGE);
        editIssuer("audiences", AttributeValue.fromL(List.of()));
        assertThatThrownBy(() -> store.tenant(ACME))
                .hasMessage(
                        "the registry's item pk=T#acme sk=PROFILE cannot be used: /audiences: \"one\" has no audience. A token is for somebody (RFC 8725, section 3.9): without an audience nothing could be accepted. List the audiences that this API answers to. See docs/problems.md#issuer-audiences");
        editIssuer("audiences", AttributeValue.fromL(List.of(AttributeValue.fromS("a"))));
        editIssuer("algorithms", AttributeValue.fromL(List.of()));
        assertThatThrownBy(() -> store.tenant(ACME)).hasMessageContaining("/algorithms: \"one\" has no algorithm.");
        editIssuer("algorithms", AttributeValue.fromL(List.of(AttributeValue.fromS("none"))));
        assertThatThrownBy(() -> store.readTenant(ACME, Optional.empty()))
                .hasMessage(
                        "the registry's item pk=T#acme sk=PROFILE cannot be used: \"none\" is not an accepted algorithm");
    }

    @Test
    void aRegistrationCopiedToAnotherTenantIsAFault() {
        fill();
        Map<String, AttributeValue> copy = new HashMap<>(item(Keys.origin(ACME, pattern("https://app.example.com"))));
        copy.putAll(Keys.origin(GLOBEX, pattern("https://app.example.com")).attributes());
        client.putItem(r -> r.tableName(table).item(copy));

        assertThatThrownBy(() -> store.readTenant(GLOBEX, Optional.of(APP)))
                .hasMessageContaining("it says that it is https://app.example.com of tenant acme");
    }

    @Test
    void aClaimThatNamesNobodyAllowsNothing() {
        fill();
        client.deleteItem(r -> r.tableName(table).key(Keys.profile(ACME).attributes()));

        assertThat(store.readOrigin(APP, NOW, Optional.empty()).tenant()).isEmpty();
        assertThat(store.readOrigin(APP, NOW, Optional.of(ACME)).tenant()).isEmpty();
    }

    @Test
    void anIssuerThatItsTenantNoLongerNamesIsNobodys() {
        store.createTenant(tenant(ACME, issuer(ACME, "own", "https://id.example.com")), CHANGE);
        editIssuer("iss", AttributeValue.fromS("https://other.example.com"));

        assertThat(store.readIssuer("https://id.example.com").tenant()).isEmpty();
    }

    @Test
    void aTableFilledInOneModeIsRefusedInTheOther() {
        fill();
        TenantStore hostStore = store(client, TenantSource.HOST);
        String message =
                "the registry's table was filled with TENANT_SOURCE=origin and is used with TENANT_SOURCE=host: only origin mode keeps claims. Use the former, or fill another table from the registry file";

        assertThatThrownBy(() -> hostStore.readTenant(ACME, Optional.empty())).hasMessage(message);
        assertThatThrownBy(hostStore::platform).hasMessage(message);
        assertThatThrownBy(() -> hostStore.replacePlatform(Platform.EMPTY, ETag.NEVER, CHANGE))
                .hasMessage(message);
        assertThatThrownBy(() -> hostStore.createTenant(tenant(new TenantId("initech")), CHANGE))
                .hasMessage(message);
        assertThat(hostStore.tenants()).containsExactly(ACME, GLOBEX);
    }

    @Test
    void whatIsRefusedChangesNothingAtAll() {
        fill();
        ETag acme = store.tenant(ACME).orElseThrow().etag();
        ETag globexOrigin = store.origin(GLOBEX, pattern("https://app.example.com"))
                .orElseThrow()
                .etag();
        Set<Map<String, AttributeValue>> before = everything();

        assertThat(store.addOrigin(registered(GLOBEX, "https://p-*.example.com"), CHANGE))
                .isEqualTo(Outcome.CLAIMED);
        assertThat(store.addOrigin(registered(GLOBEX, "https://*.example.com"), CHANGE))
                .isEqualTo(Outcome.CLAIMED);
        assertThat(store.addOrigin(registered(ACME, "https://p-*.example.com"), CHANGE))
                .isEqualTo(Outcome.EXISTS);
        assertThat(store.addOrigin(registered(new TenantId("initech"), "https://n-*.example.com"), CHANGE))
                .isEqualTo(Outcome.ABSENT);
        assertThat(store.replaceOrigin(registered(GLOBEX, "https://app.example.com"), globexOrigin, CHANGE))
                .isEqualTo(Outcome.CLAIMED);
        assertThat(store.createTenant(
                        tenant(
                                new TenantId("initech"),
                                issuer(new TenantId("initech"), "a", "https://a.example"),
                                issuer(new TenantId("initech"), "b", "https://id.example.com")),
                        CHANGE))
                .isEqualTo(Outcome.CLAIMED);
        assertThat(store.createTenant(fullTenant(ACME), CHANGE)).isEqualTo(Outcome.EXISTS);
        assertThat(store.replaceTenant(
                        tenant(
                                ACME,
                                issuer(ACME, "a", "https://a.example"),
                                issuer(ACME, "b", "https://id.example.com")),
                        acme,
                        CHANGE))
                .isEqualTo(Outcome.CLAIMED);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void anItemChangedBetweenReadingAndWritingIsStaleOrAbsent() {
        fill();
        ETag etag = store.tenant(ACME).orElseThrow().etag();
        ETag originTag = store.origin(ACME, pattern("https://app.example.com"))
                .orElseThrow()
                .etag();
        ETag platformTag = store.platform().etag();

        TenantStore slow = store(
                DYNAMO_DB.client(beforeFirstWrite(() -> store.replaceTenant(tenant(ACME), etag, CHANGE))),
                TenantSource.ORIGIN);
        assertThat(slow.replaceTenant(fullTenant(ACME), etag, CHANGE)).isEqualTo(Outcome.STALE);
        TenantStore slower = store(
                DYNAMO_DB.client(beforeFirstWrite(
                        () -> store.removeOrigin(ACME, pattern("https://app.example.com"), originTag, CHANGE))),
                TenantSource.ORIGIN);
        assertThat(slower.replaceOrigin(fullOrigin(ACME, "https://app.example.com"), originTag, CHANGE))
                .isEqualTo(Outcome.ABSENT);
        TenantStore slowest = store(
                DYNAMO_DB.client(beforeFirstWrite(() -> store.replacePlatform(Platform.EMPTY, platformTag, CHANGE))),
                TenantSource.ORIGIN);
        assertThat(slowest.replacePlatform(platform(), platformTag, CHANGE)).isEqualTo(Outcome.STALE);
    }

    @Test
    void anApprovalThatComesBetweenReadingAndWritingCounts() {
        fill();
        TenantStore slow = store(
                DYNAMO_DB.client(beforeFirstWrite(() ->
                        store.approve(ACME, new Approval("example.org", Optional.empty()), Optional.empty(), CHANGE))),
                TenantSource.ORIGIN);

        assertThat(new Registrar(slow, TenantSource.ORIGIN, PublicSuffixList.bundled())
                        .register(registered(ACME, "https://new.example.org"), CHANGE, Optional.empty()))
                .isEqualTo(Outcome.DONE);

        assertThat(store.origin(ACME, pattern("https://new.example.org"))
                        .orElseThrow()
                        .value()
                        .status())
                .isEqualTo(Status.ACTIVE);
    }

    private static ExecutionInterceptor beforeFirstWrite(Runnable action) {
        return new ExecutionInterceptor() {
            private boolean done;

            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                boolean write = context.request() instanceof TransactWriteItemsRequest;
                if (write && !done) {
                    done = true;
                    action.run();
                }
            }
        };
    }

    private void fill() {
        store.replacePlatform(platform(platformIssuer("main", "https://id.example.com")), ETag.NEVER, CHANGE);
        store.createTenant(tenant(ACME, issuer(ACME, "own", "https://id.acme.example")), CHANGE);
        store.createTenant(tenant(GLOBEX), CHANGE);
        store.addOrigin(registered(ACME, "https://app.example.com"), CHANGE);
        store.addOrigin(registered(ACME, "https://*.example.com"), CHANGE);
        store.addOrigin(registered(ACME, "https://p-*.example.com"), CHANGE);
        store.addOrigin(registered(GLOBEX, "https://app.example.com", Status.PENDING), CHANGE);
    }

    private Map<String, AttributeValue> item(Key key) {
        return client.getItem(r -> r.tableName(table).key(key.attributes())).item();
    }

    private void edit(Key key, Consumer<Map<String, AttributeValue>> change) {
        Map<String, AttributeValue> item = new HashMap<>(item(key));
        change.accept(item);
        client.putItem(r -> r.tableName(table).item(item));
    }

    /** Changes one attribute of a tenant's first issuer. */
    private void editIssuer(String name, AttributeValue value) {
        edit(Keys.profile(ACME), item -> {
            List<AttributeValue> issuers =
                    new ArrayList<>(Objects.requireNonNull(item.get("issuers")).l());
            Map<String, AttributeValue> first = new HashMap<>(issuers.get(0).m());
            first.put(name, value);
            issuers.set(0, AttributeValue.fromM(first));
            item.put("issuers", AttributeValue.fromL(issuers));
        });
    }

    private Set<Map<String, AttributeValue>> everything() {
        return new HashSet<>(client.scan(r -> r.tableName(table)).items());
    }
}
