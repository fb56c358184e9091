package io.drawbridge.sam;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program that was run to its end.
 *
 * @param code its exit code
 * @param out what it printed
 * @param err what it said beside that
 */
record Command(int code, String out, String err) {

    /** A loaded machine is slow; a program that hangs must still end. */
    private static final int PATIENCE_MINUTES = 5;

    /** What a program prints; empty if there is no such program or it fails. */
    static Optional<String> tryToRun(String... command) {
        try {
            Command done = run(new ProcessBuilder(command));
            return done.code == 0 ? Optional.of(done.out) : Optional.empty();
        } catch (UncheckedIOException e) {
            return Optional.empty(); // there is no such program
        }
    }

    static Command run(ProcessBuilder builder) {
        return run(builder, "");
    }

    /** Runs it with a standard input. */
    static Command run(ProcessBuilder builder, String input) {
        try {
            Path err = Files.createTempFile("command", ".err");
            try {
                Process process = builder.redirectError(err.toFile()).start();
                process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().close();
                String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return new Command(code(process, builder.command()), out, Files.readString(err));
            } finally {
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int code(Process process, List<String> command) {
        try {
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " did not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
