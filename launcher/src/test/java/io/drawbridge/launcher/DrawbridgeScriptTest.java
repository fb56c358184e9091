package io.drawbridge.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

    private Path fakeJava(String script) throws IOException {
        Path java = Files.createDirectories(temporary.resolve("java-home/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return java;
    }

    /** What a copy of the script, in a checkout where everything is built, says to standard error. */
    private String run(String javaHome) throws IOException, InterruptedException {
        Path home = Files.createDirectories(temporary.resolve("checkout"));
        Files.copy(CommandRun.repository().resolve("drawbridge"), home.resolve("drawbridge"));
        for (String built : new String[] {
            "launcher/target/lib/x.jar",
            "admin/target/drawbridge-admin.jar",
            "authorizer/target/drawbridge-authorizer.jar",
            "examples/orders/target/drawbridge-orders.jar",
            "launcher/target/drawbridge-launcher.jar"
        }) {
            Files.createDirectories(home.resolve(built).getParent());
            Files.createFile(home.resolve(built));
        }
        ProcessBuilder builder =
                new ProcessBuilder("/bin/sh", home.resolve("drawbridge").toString(), "--version");
        builder.environment().put("JAVA_HOME", temporary.resolve(javaHome).toString());
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(err.isEmpty() ? 0 : 1);
        return err;
    }
}
