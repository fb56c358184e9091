package io.drawbridge.keycloak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Keycloak in a process of its own, on a free port of 127.0.0.1.
 *
 * <p>Its database is a folder and its port stays the same, so that one that was killed comes back as it was. It is killed
 * rather than asked to stop, because that is what an outage does.
 */
final class KeycloakServer implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofMinutes(4);

    private final String name;
    private final Optional<ClockAhead> clock;
    private final int port;
    private final String adminSecret = UUID.randomUUID().toString();
    private final Path database;
    private Optional<LeashedProcess> process = Optional.empty();

    private KeycloakServer(String name, Optional<ClockAhead> clock) {
        this.name = name;
        this.clock = clock;
        this.port = freePort();
        this.database = KeycloakHome.target().resolve("keycloak-data-" + name + "-" + port);
    }

    /**
     * Starts one with an empty database and returns when it answers.
     *
     * @param name of its log, {@code target/keycloak-NAME.log}
     */
    static KeycloakServer start(String name) {
        return start(new KeycloakServer(name, Optional.empty()));
    }

    /** The same, with a clock that is ahead of this machine's. */
    static KeycloakServer start(String name, ClockAhead clock) {
        return start(new KeycloakServer(name, Optional.of(clock)));
    }

    private static KeycloakServer start(KeycloakServer server) {
        KeycloakHome.build();
        try {
            server.start();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Such as {@code http://127.0.0.1:41231}. */
    String url() {
        return "http://127.0.0.1:" + port;
    }

    KeycloakAdmin admin() {
        return new KeycloakAdmin(url(), KeycloakHome.ADMIN_CLIENT, adminSecret);
    }

    Realm realm(String realm) {
        return new Realm(url(), realm);
    }

    /** Starts it, again after {@link #kill}, and returns when it answers. */
    void start() {
        LeashedProcess started = LeashedProcess.start(
                KeycloakHome.command(List.of(
                        "start",
                        "--optimized",
                        "--cache=local",
                        "--http-enabled=true",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--hostname-strict=false",
                        // Keycloak's schema names a column as this version of H2 names a keyword.
                        "--db-url=jdbc:h2:file:" + database.resolve("h2") + ";NON_KEYWORDS=VALUE")),
                environment(),
                log());
        process = Optional.of(started);
        Instant end = Instant.now().plus(START_PATIENCE);
        while (!answers()) {
            if (!started.runs() || Instant.now().isAfter(end)) {
                throw new IllegalStateException("Keycloak does not answer at " + url() + ", see " + log());
            }
            Waiting.pause();
        }
    }

    private Map<String, String> environment() {
        Map<String, String> environment = KeycloakHome.environment(adminSecret);
        clock.ifPresent(ahead -> environment.putAll(ahead.environment()));
        return environment;
    }

    /** Whether it answers now. */
    boolean answers() {
        try {
            return Http.send(Http.request(url() + "/realms/master")).statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false; // nobody listens yet, or no longer
        }
    }

    /** Ends the process at once. */
    void kill() {
        process.ifPresent(LeashedProcess::close);
        process = Optional.empty();
    }

    @Override
    public void close() {
        kill();
    }

    private Path log() {
        return KeycloakHome.target().resolve("keycloak-" + name + ".log");
    }

    /** Part of each token's {@code iss}, so it must be known before the start and hold over it. */
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
