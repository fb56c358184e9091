package io.drawbridge.registry.dynamodb;

import static io.drawbridge.registry.Sample.ACME;
import static io.drawbridge.registry.Sample.CHANGE;
import static io.drawbridge.registry.Sample.GLOBEX;
import static io.drawbridge.registry.Sample.registered;
import static io.drawbridge.registry.Sample.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawbridge.registry.ETag;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.RegistryUnavailableException;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TenantStore.Outcome;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Transactions that DynamoDB cancels for other reasons than a condition. */
class ContentionTest {

    @RegisterExtension
    static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();

    private static final RegisteredOrigin APP = registered(ACME, "https://app.example.com");

    /** Cancels the first transactions as DynamoDB does, then lets them through. */
    private static final class Cancelling implements ExecutionInterceptor {

        private final String[] codes;
        private int left;
        private int cancelled;

        Cancelling(int times, String... codes) {
            this.left = times;
            this.codes = codes;
        }

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof TransactWriteItemsRequest && left > 0) {
                left--;
                cancelled++;
                throw TransactionCanceledException.builder()
                        .message("cancelled")
                        .cancellationReasons(Arrays.stream(codes)
                                .map(c -> CancellationReason.builder().code(c).build())
                                .toList())
                        .build();
            }
        }
    }

    private static TenantStore store(Cancelling cancelling) {
        DynamoDbClient quiet = DYNAMO_DB.client();
        String table = DYNAMO_DB.table(quiet);
        store(quiet, table).createTenant(tenant(ACME), CHANGE);
        store(quiet, table).createTenant(tenant(GLOBEX), CHANGE);
        return store(DYNAMO_DB.client(cancelling), table);
    }

    private static TenantStore store(DynamoDbClient client, String table) {
        return new DynamoDbTenantStore(
                client,
                table,
                TenantSource.ORIGIN,
                PublicSuffixList.bundled(),
                ETag.incarnations(RandomGenerator.getDefault()));
    }

    @Test
    void aTransactionThatMeetsAnotherOneIsTriedAgain() {
        Cancelling cancelling = new Cancelling(3, "None", "TransactionConflict", "None");
        TenantStore store = store(cancelling);

        assertThat(store.addOrigin(APP, CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(cancelling.cancelled).isEqualTo(3);
        assertThat(store.origins(ACME)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ThrottlingError", "ProvisionedThroughputExceeded"})
    void aTransactionThatAPartitionHasNoRoomForIsTriedAgain(String code) {
        Cancelling cancelling = new Cancelling(2, "None", code, "None");
        TenantStore store = store(cancelling);

        assertThat(store.addOrigin(APP, CHANGE)).isEqualTo(Outcome.DONE);
        assertThat(cancelling.cancelled).isEqualTo(2);
        assertThat(store.origins(ACME)).hasSize(1);
    }

    @Test
    void aTransactionThatKeepsMeetingOthersIsAFault() {
        Cancelling cancelling = new Cancelling(Integer.MAX_VALUE, "TransactionConflict", "None", "None");
        TenantStore store = store(cancelling);

        assertThatThrownBy(() -> store.addOrigin(APP, CHANGE))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageStartingWith("DynamoDB TransactWriteItems failed: cancelled");
        assertThat(cancelling.cancelled).isEqualTo(20);
        assertThat(store.origins(ACME)).isEmpty();
    }

    @Test
    void aConditionThatFailedCountsMoreThanAConflict() {
        Cancelling cancelling = new Cancelling(1, "TransactionConflict", "ConditionalCheckFailed", "None");

        assertThat(store(cancelling).addOrigin(APP, CHANGE)).isEqualTo(Outcome.EXISTS);
        assertThat(cancelling.cancelled).isEqualTo(1);
    }

    @Test
    void anyOtherReasonIsAFaultAtOnce() {
        Cancelling cancelling = new Cancelling(1, "TransactionConflict", "ValidationError", "None");
        TenantStore store = store(cancelling);

        assertThatThrownBy(() -> store.addOrigin(APP, CHANGE)).isInstanceOf(RegistryUnavailableException.class);
        assertThat(cancelling.cancelled).isEqualTo(1);
    }
}
