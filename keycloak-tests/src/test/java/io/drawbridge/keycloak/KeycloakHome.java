package io.drawbridge.keycloak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The unpacked distribution, and how a Java process runs it. */
final class KeycloakHome {

    static final String ADMIN_CLIENT = "test-administrator";

    private static final Path HOME =
            Path.of(Objects.requireNonNull(System.getProperty("drawbridge.keycloak"), "drawbridge.keycloak"));

    private KeycloakHome() {}

    /** The module's build folder. */
    static Path target() {
        return Objects.requireNonNull(HOME.getParent());
    }

    /** Keycloak compiles its configuration into itself. Once for all runs: it takes longer than the start after it. */
    static synchronized void build() {
        Path done = HOME.resolve("built-for-tests");
        if (Files.exists(done)) {
            return;
        }
        Path log = target().resolve("keycloak-build.log");
        try (LeashedProcess process =
                LeashedProcess.start(command(List.of("build", "--db=dev-file")), new HashMap<>(), log)) {
            if (process.exitCode() != 0) {
                throw new IllegalStateException("Keycloak cannot be built, see " + log);
            }
            Files.createFile(done);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code kc.sh} would run, without a shell between the process and whoever ends it; of bounded memory. */
    static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx384m",
                "-XX:MaxMetaspaceSize=256m",
                "-Dkc.home.dir=" + HOME,
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                HOME.resolve("lib").resolve("quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        command.addAll(arguments);
        return command;
    }

    /** With a client that administers it, which exists from the first start on. */
    static Map<String, String> environment(String adminSecret) {
        return new HashMap<>(
                Map.of("KC_BOOTSTRAP_ADMIN_CLIENT_ID", ADMIN_CLIENT, "KC_BOOTSTRAP_ADMIN_CLIENT_SECRET", adminSecret));
    }
}
