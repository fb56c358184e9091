package io.drawbridge.launcher.run;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local in this process, on a free port of 127.0.0.1.
 *
 * <p>Its own server class listens on every interface, sends telemetry and cannot take a free port, so its request handler
 * is put behind a connector of ours.
 */
public final class LocalDynamoDb implements AutoCloseable {

    /** DynamoDB Local takes any; one database for all of them. */
    static final String ACCESS_KEY = "local";

    private final Server server;
    private final LocalDynamoDBServerHandler handler;
    private final int port;

    private LocalDynamoDb(Server server, LocalDynamoDBServerHandler handler, int port) {
        this.server = server;
        this.handler = handler;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @param folder where tables are kept, an existing folder; empty keeps them in memory
     */
    public static LocalDynamoDb start(Optional<Path> folder) {
        // Read by the native SQLite binding, which otherwise announces itself on standard error.
        java.util.logging.Logger.getLogger("com.almworks.sqlite4java").setLevel(java.util.logging.Level.OFF);
        LocalDynamoDBRequestHandler requests = new LocalDynamoDBRequestHandler(
                0, folder.isEmpty(), folder.map(Path::toString).orElse(null), true, false);
        LocalDynamoDBServerHandler handler = new LocalDynamoDBServerHandler(requests, null);
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        connector.setPort(0);
        server.addConnector(connector);
        server.setHandler(new DynamoDBProxyServer(0, handler).setUpHandler(handler));
        try {
            server.start();
        } catch (Exception e) { // the only exception that Jetty declares
            throw new LaunchException("DynamoDB Local does not start: " + e.getMessage() + ".", e);
        }
        return new LocalDynamoDb(server, handler, connector.getLocalPort());
    }

    /** Such as {@code http://127.0.0.1:41231}. */
    public String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /** A new client; the caller closes it. */
    public DynamoDbClient client() {
        return DynamoDbClient.builder()
                .endpointOverride(URI.create(endpoint()))
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, ACCESS_KEY)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) { // the only exception that Jetty declares
            throw new IllegalStateException("DynamoDB Local does not stop", e);
        }
        // Lets go of the files, which the next run would otherwise find locked.
        handler.close();
    }
}
