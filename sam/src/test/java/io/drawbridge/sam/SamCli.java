package io.drawbridge.sam;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** SAM CLI as it is installed, in a region, with no credentials of anybody's. */
final class SamCli {

    static final String PROGRAM = "sam";

    private static final String TEMPLATE =
            Path.of("../template.yaml").toAbsolutePath().normalize().toString();

    private static final int PATIENCE_SECONDS = 180;

    private SamCli() {}

    private static ProcessBuilder builder(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(PROGRAM));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("AWS_DEFAULT_REGION", "us-east-1");
        builder.environment().put("AWS_ACCESS_KEY_ID", "local");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "local");
        builder.environment().put("SAM_CLI_TELEMETRY", "0");
        // It passes on what the shell has under the name of a function's variable.
        builder.environment().remove("TABLE_NAME");
        return builder;
    }

    static Command run(String... arguments) {
        return Command.run(builder(List.of(arguments)));
    }

    /** Runs a function once in a container of its own; what it answered is printed, and its log beside that. */
    static Command invoke(String function, String image, String event) {
        List<String> arguments = new ArrayList<>(List.of("local", "invoke", function, "--event", "-"));
        arguments.addAll(where(image));
        return Command.run(builder(arguments), event);
    }

    /** The repository's own template, on this machine's processor, in an image that is here. */
    private static List<String> where(String image) {
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
        return List.of(
                "--template",
                TEMPLATE,
                "--parameter-overrides",
                "Architecture=" + processor,
                "--invoke-image",
                image,
                "--skip-pull-image");
    }

    /** One of SAM CLI's servers, with containers that stay. */
    static Server serve(String kind, String image, Path log) {
        int port = freePort();
        List<String> arguments =
                new ArrayList<>(List.of("local", kind, "--port", String.valueOf(port), "--warm-containers", "LAZY"));
        arguments.addAll(where(image));
        try {
            Process process = builder(arguments)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Server server = new Server(process, port, log);
            server.await();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that runs until it is closed, and its containers with it. */
    record Server(Process process, int port, Path log) implements AutoCloseable {

        private void await() {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!listens()) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    close();
                    throw new IllegalStateException("sam local does not listen: " + text());
                }
                pause();
            }
        }

        private boolean listens() {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        /** What it printed so far, the functions' logs among it. */
        String text() {
            try {
                return Files.readString(log);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void pause() {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** Asks it to end, as Ctrl-C does: it then stops its containers. */
        @Override
        public void close() {
            try {
                new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                        .start()
                        .waitFor();
                if (!process.waitFor(60, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
