package io.drawbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that is killed takes its functions with it, the busy ones too. */
final class HardKillTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void no_function_outlives_a_gateway_that_is_killed(@TempDir Path folder) throws Exception {
        Process gateway = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // What a killed gateway leaves behind goes with the folder.
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        GatewayProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                        new BufferedReader(new InputStreamReader(gateway.getInputStream(), StandardCharsets.UTF_8));
                Socket hanging = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(out.readLine()))) {
            hanging.getOutputStream()
                    .write("GET /hang HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String printed = out.readLine();
            while (printed != null && !printed.equals("hanging")) {
                printed = out.readLine();
            }
            assertThat(printed).isEqualTo("hanging");
            List<ProcessHandle> functions = gateway.children().toList();

            gateway.destroyForcibly().waitFor();

            await(() -> functions.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(functions).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        } finally {
            gateway.descendants().forEach(ProcessHandle::destroyForcibly);
            gateway.destroyForcibly();
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.holds() && Instant.now().isBefore(end)) {
            Thread.sleep(20);
        }
    }
}
