import io.drawbridge.launcher.run.LocalDynamoDb;
import io.drawbridge.registry.BegunImport;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.CorsSettings;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.IdempotencyKey;
import io.drawbridge.registry.OriginFilter;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.PageRequest;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore.Outcome;
import io.drawbridge.registry.dynamodb.DynamoDbTenantStore;
import io.drawbridge.registry.dynamodb.RegistryTable;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Prints what the registry's calls read and write in DynamoDB, and how long a whole tenant takes in and out of it; run by
 * {@code .ci/admin-figures}. Its argument is the number of origins.
 */
public final class StoreFigures {

    private static final TenantId TENANT = new TenantId("figures");
    private static final int PART = 500;

    /** Counts what goes over the wire. Capacity is what DynamoDB Local says that a call consumed. */
    private static final class Counter implements ExecutionInterceptor {
        private int calls;
        private int written;
        private int read;
        private double capacity;

        @Override
        public synchronized SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
            ReturnConsumedCapacity total = ReturnConsumedCapacity.TOTAL;
            SdkRequest request = context.request();
            calls++;
            if (request instanceof TransactWriteItemsRequest write) {
                written += (int) write.transactItems().stream()
                        .filter(item -> item.conditionCheck() == null)
                        .count();
                return write.toBuilder().returnConsumedCapacity(total).build();
            }
            if (request instanceof BatchWriteItemRequest write) {
                written += write.requestItems().values().stream().mapToInt(Collection::size).sum();
                return write.toBuilder().returnConsumedCapacity(total).build();
            }
            if (request instanceof PutItemRequest put) {
                written++;
                return put.toBuilder().returnConsumedCapacity(total).build();
            }
            if (request instanceof UpdateItemRequest update) {
                written++;
                return update.toBuilder().returnConsumedCapacity(total).build();
            }
            if (request instanceof GetItemRequest get) {
                return get.toBuilder().returnConsumedCapacity(total).build();
            }
            if (request instanceof BatchGetItemRequest get) {
                return get.toBuilder().returnConsumedCapacity(total).build();
            }
            return request instanceof QueryRequest query
                    ? query.toBuilder().returnConsumedCapacity(total).build()
                    : request;
        }

        @Override
        public synchronized void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
            SdkResponse response = context.response();
            if (response instanceof TransactWriteItemsResponse write) {
                add(write.consumedCapacity());
            } else if (response instanceof QueryResponse query) {
                read += query.count();
                add(List.of(query.consumedCapacity()));
            } else if (response instanceof GetItemResponse get) {
                read += get.hasItem() ? 1 : 0;
                add(List.of(get.consumedCapacity()));
            } else if (response instanceof BatchGetItemResponse get) {
                read += get.responses().values().stream().mapToInt(Collection::size).sum();
                add(get.consumedCapacity());
            } else if (response instanceof PutItemResponse put) {
                add(List.of(put.consumedCapacity()));
            } else if (response instanceof UpdateItemResponse update) {
                add(List.of(update.consumedCapacity()));
            }
        }

        private void add(List<ConsumedCapacity> consumed) {
            consumed.forEach(c -> capacity += c.capacityUnits());
        }

        synchronized void print(String what, Runnable call) {
            calls = written = read = 0;
            capacity = 0;
            call.run();
            System.out.printf("%-40s%8d%14d%14d%12.1f%n", what, calls, written, read, capacity);
        }
    }

    public static void main(String[] arguments) {
        int origins = Integer.parseInt(arguments[0]);
        Counter counter = new Counter();
        try (LocalDynamoDb local = LocalDynamoDb.start(Optional.empty());
                DynamoDbClient client = client(local, counter)) {
            RegistryTable.createIfAbsent(client, "registry");
            DynamoDbTenantStore store = new DynamoDbTenantStore(
                    client,
                    "registry",
                    TenantSource.ORIGIN,
                    PublicSuffixList.bundled(),
                    ETag.incarnations(RandomGenerator.getDefault()));
            store.createTenant(tenant(), change());
            calls(store, counter);
            whole(store, counter, origins);
        }
    }

    private static void calls(DynamoDbTenantStore store, Counter counter) {
        RegisteredOrigin one = origin("https://one.figures.example");
        System.out.printf("%-40s%8s%14s%14s%12s%n", "", "calls", "items written", "items read", "capacity");
        counter.print("add an origin", () -> store.addOrigin(one, change()));
        counter.print(
                "add a pattern, with an Idempotency-Key",
                () -> store.addOrigin(
                        origin("https://pr-*.figures.example"),
                        change(),
                        Optional.of(new IdempotencyKey("hash", "fingerprint"))));
        counter.print("read an origin", () -> store.origin(TENANT, one.pattern()));
        ETag etag = store.origin(TENANT, one.pattern()).orElseThrow().etag();
        counter.print("replace an origin", () -> store.replaceOrigin(one, etag, change()));
        counter.print("remove an origin", () -> store.removeOrigin(TENANT, one.pattern(), etag.next(), change()));
    }

    private static void whole(DynamoDbTenantStore store, Counter counter, int count) {
        List<RegisteredOrigin> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(origin("https://n" + i + ".figures.example"));
        }
        long start = System.nanoTime();
        double before = processorSeconds();
        counter.print("import " + count + " origins", () -> {
            BegunImport begun = store.beginImport(tenant(), true, change(), Optional.empty());
            String job = begun.job().orElseThrow().id();
            for (int i = 0; i * PART < count; i++) {
                List<RegisteredOrigin> part = all.subList(i * PART, Math.min(count, (i + 1) * PART));
                require(store.putPart(TENANT, job, i + 1, part, change()));
            }
            ETag profile = store.tenant(TENANT).orElseThrow().etag();
            Outcome outcome = Outcome.UNFINISHED;
            while (outcome == Outcome.UNFINISHED) {
                outcome = store.commitImport(TENANT, job, profile, change()).outcome();
            }
            require(outcome);
        });
        long imported = System.nanoTime();
        double after = processorSeconds();
        counter.print("list a page of 100", () -> store.origins(TENANT, OriginFilter.NONE, PageRequest.first(100)));
        long listed = System.nanoTime();
        List<?>[] exported = {List.of()};
        counter.print("export all of them", () -> exported[0] = store.origins(TENANT));
        long ended = System.nanoTime();
        if (exported[0].size() != count) {
            throw new IllegalStateException("exported " + exported[0].size());
        }
        System.out.printf(
                "import of %d origins into the table: %.2f s, of which processors worked %.2f s, DynamoDB Local included%n",
                count, (imported - start) / 1e9, after - before);
        System.out.printf("export of %d origins from the table: %.2f s%n", count, (ended - listed) / 1e9);
    }

    /** What this process has used so far, which a busy machine does not change. */
    private static double processorSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    private static void require(Outcome outcome) {
        if (outcome != Outcome.DONE) {
            throw new IllegalStateException(outcome.toString());
        }
    }

    private static DynamoDbClient client(LocalDynamoDb local, ExecutionInterceptor counter) {
        return DynamoDbClient.builder()
                .endpointOverride(URI.create(local.endpoint()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(o -> o.addExecutionInterceptor(counter))
                .build();
    }

    private static Tenant tenant() {
        return new Tenant(
                TENANT,
                TENANT.value(),
                Tenant.Status.ACTIVE,
                CorsSettings.NONE,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static RegisteredOrigin origin(String pattern) {
        return new RegisteredOrigin(
                TENANT,
                OriginPattern.parse(pattern).orThrow(),
                RegisteredOrigin.Status.ACTIVE,
                CorsSettings.NONE,
                Optional.empty(),
                "");
    }

    private static Change change() {
        return Change.ofRegistryFile(Instant.now());
    }
}
