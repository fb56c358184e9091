package io.drawbridge.registry.dynamodb;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/** DynamoDB Local in this process, in memory, started once for all tests. */
final class LocalDynamoDb implements BeforeAllCallback {

    private record Running(DynamoDBProxyServer server, URI endpoint) implements AutoCloseable {
        @Override
        public void close() {
            try {
                server.stop();
            } catch (Exception e) {
                throw new IllegalStateException("DynamoDB Local does not stop", e);
            }
        }
    }

    private static final AtomicInteger TABLES = new AtomicInteger();

    private URI endpoint = URI.create("http://127.0.0.1:1");

    @Override
    public void beforeAll(ExtensionContext context) {
        endpoint = context.getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(LocalDynamoDb.class, k -> start(), Running.class)
                .endpoint();
    }

    URI endpoint() {
        return endpoint;
    }

    /** A client of it that a test may listen to. */
    DynamoDbClient client(ExecutionInterceptor... listeners) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(o -> {
                    o.apiCallTimeout(Duration.ofSeconds(20));
                    for (ExecutionInterceptor listener : listeners) {
                        o.addExecutionInterceptor(listener);
                    }
                })
                .build();
    }

    /** The name of a new, empty table. */
    String table(DynamoDbClient client) {
        String name = "registry-" + TABLES.incrementAndGet();
        RegistryTable.createIfAbsent(client, name);
        return name;
    }

    private static Running start() {
        try {
            int port = freePort();
            DynamoDBProxyServer server = ServerRunner.createServerFromCommandLineArgs(
                    new String[] {"-inMemory", "-disableTelemetry", "-port", Integer.toString(port)});
            server.start();
            return new Running(server, URI.create("http://127.0.0.1:" + port));
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not start", e);
        }
    }

    /** DynamoDB Local cannot choose a port itself. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
