package io.drawbridge.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shell script before it comes to Java: it must refuse in words what it cannot run. */
final class DrawbridgeScriptTest {

    private static final String ADVICE = """
             Drawbridge needs Java 17 or newer:
            install one, such as Temurin from https://adoptium.net, and set JAVA_HOME or PATH to it.
            """;

    private static final List<String> BUILT = List.of(
            "launcher/target/lib/x.jar",
            "admin/target/drawbridge-admin.jar",
            "authorizer/target/drawbridge-authorizer.jar",
            "examples/orders/target/drawbridge-orders.jar",
            "launcher/target/drawbridge-launcher.jar");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path temporary;

    @BeforeEach
    void needsAShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh here");
    }

    @ParameterizedTest
    @CsvSource({"1.8.0_402", "11.0.22", "16", "17-ea"})
    void aJavaThatIsTooOldIsNamed(String version) throws Exception {
        Path java = fakeJava("test \"$1\" != -version || echo 'openjdk version \"" + version + "\" 2026-01-01' >&2");
        String expected = version.startsWith("17")
                ? "" // an early-access build of 17 counts as 17
                : "Java " + version + " was found (\"" + java + "\")." + ADVICE;
        assertThat(run("java-home")).isEqualTo(expected);
    }

    @Test
    void aJavaThatIsMissingIsNamed() throws Exception {
        assertThat(run("nowhere"))
                .isEqualTo(
                        "Java was not found (looked for \"" + temporary.resolve("nowhere/bin/java") + "\")." + ADVICE);
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        Path home = unbuilt();
        Process one = start(home, "java-home");
        Process two = start(home, "java-home");
        String said = errors(one) + errors(two);

        assertThat(one.waitFor()).isZero();
        assertThat(two.waitFor()).isZero();
        assertThat(home.resolve("builds")).hasContent("build");
        assertThat(said)
                .containsOnlyOnce(
                        "Waiting for the build that another ./drawbridge has started (" + lock(home) + ") ...");
        assertThat(lock(home)).doesNotExist();
    }

    @Test
    void aBuildThatWasKilledHoldsNobodyUp() throws Exception {
        Path home = unbuilt();
        // No process has this number.
        Files.writeString(Files.createDirectories(lock(home)).resolve("pid"), "99999999\n");
        Process process = start(home, "java-home");

        assertThat(errors(process)).doesNotContain("Waiting");
        assertThat(process.waitFor()).isZero();
        assertThat(home.resolve("builds")).hasContent("build");
        assertThat(lock(home)).doesNotExist();
    }

    private static Path lock(Path home) {
        return home.resolve("launcher/target/building");
    }

    /** A checkout with nothing built, and a Maven that builds it slowly enough for somebody else to arrive meanwhile. */
    private Path unbuilt() throws IOException {
        fakeJava("test \"$1\" != -version || echo 'openjdk version \"17\" 2026-01-01' >&2");
        executable(temporary.resolve("bin/mvn"), """
                echo build >>builds
                sleep 2
                touch %s
                """.formatted(String.join(" ", BUILT)));
        return checkout();
    }

    private Path fakeJava(String script) throws IOException {
        return executable(temporary.resolve("java-home/bin/java"), script);
    }

    private static Path executable(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    /** What a copy of the script, in a checkout where everything is built, says to standard error. */
    private String run(String javaHome) throws IOException, InterruptedException {
        Path home = checkout();
        for (String built : BUILT) {
            Files.createFile(home.resolve(built));
        }
        Process process = start(home, javaHome);
        String err = errors(process);
        assertThat(process.waitFor()).isEqualTo(err.isEmpty() ? 0 : 1);
        return err;
    }

    private Path checkout() throws IOException {
        Path home = Files.createDirectories(temporary.resolve("checkout"));
        Files.copy(CommandRun.repository().resolve("drawbridge"), home.resolve("drawbridge"));
        for (String built : BUILT) {
            Files.createDirectories(home.resolve(built).getParent());
        }
        return home;
    }

    private Process start(Path home, String javaHome) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder("/bin/sh", home.resolve("drawbridge").toString(), "--version");
        builder.environment().put("JAVA_HOME", temporary.resolve(javaHome).toString());
        builder.environment().merge("PATH", temporary.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        return builder.start();
    }

    private static String errors(Process process) throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
