package io.drawbridge.registry.dynamodb;

import static io.drawbridge.registry.Sample.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.RegistryUnavailableException;
import io.drawbridge.registry.TenantSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The factory's client gives up in time. */
class BudgetTest {

    private static final Duration BUDGET = Duration.ofMillis(900);

    private final ServerSocket silent;
    private final Queue<Socket> accepted = new ConcurrentLinkedQueue<>();

    BudgetTest() throws IOException {
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private Map<String, String> environment() {
        return Map.of(
                "aws.region", "us-east-1",
                "aws.accessKeyId", "local",
                "aws.secretAccessKey", "local",
                "aws.endpointUrlDynamodb", "http://127.0.0.1:" + silent.getLocalPort());
    }

    @BeforeEach
    void listen() {
        environment().forEach(System::setProperty);
        Thread acceptor = new Thread(() -> {
            try {
                while (true) {
                    accepted.add(silent.accept());
                }
            } catch (IOException e) {
                // Closed: the test is over.
            }
        });
        acceptor.setDaemon(true);
        acceptor.start();
    }

    @AfterEach
    void close() throws IOException {
        environment().keySet().forEach(System::clearProperty);
        silent.close();
        for (Socket socket : accepted) {
            socket.close();
        }
    }

    @Test
    void aDynamoDbThatNeverAnswersIsAFaultWithinTheBudget() {
        try (DynamoDbClient client = DynamoDbTenantStore.client(BUDGET)) {
            DynamoDbTenantStore store = new DynamoDbTenantStore(
                    client, "registry", TenantSource.ORIGIN, PublicSuffixList.bundled(), () -> "x");
            // The first call also loads the SDK's classes, on a machine that may be busy.
            assertThatThrownBy(() -> store.readTenant(ACME, Optional.empty()))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageStartingWith("DynamoDB BatchGetItem failed: ");
            long start = System.nanoTime();

            assertThatThrownBy(() -> store.readTenant(ACME, Optional.empty()))
                    .isInstanceOf(RegistryUnavailableException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BUDGET.plusSeconds(5));
        }
    }

    @Test
    void theBudgetHasRoomForTwoAttempts() {
        try (DynamoDbClient client = DynamoDbTenantStore.client(BUDGET)) {
            var configuration = client.serviceClientConfiguration().overrideConfiguration();

            assertThat(configuration.apiCallTimeout()).contains(BUDGET);
            assertThat(configuration.apiCallAttemptTimeout()).contains(Duration.ofMillis(540));
            assertThat(configuration.retryStrategy()).map(s -> s.maxAttempts()).contains(2);
        }
    }
}
