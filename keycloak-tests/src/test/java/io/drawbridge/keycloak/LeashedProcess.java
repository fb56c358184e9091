package io.drawbridge.keycloak;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program that is killed when its standard input ends, and so also when the process that started it is killed itself.
 *
 * <p>A shell holds the leash: it waits for the end of the input, or of the program, and knows the program's process id.
 */
final class LeashedProcess implements AutoCloseable {

    /** {@code $program} is waited for last, so that its id is not another's by the time it is killed. */
    private static final String LEASH = """
            exec 3<&0
            "$@" </dev/null & program=$!
            { cat >/dev/null; kill -9 $program; } <&3 2>/dev/null & leash=$!
            wait $program; code=$?
            kill $leash 2>/dev/null
            exit $code
            """;

    private final Process process;

    private LeashedProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts a program.
     *
     * @param log where its output is added
     */
    static LeashedProcess start(List<String> command, Map<String, String> environment, Path log) {
        List<String> leashed = new ArrayList<>(List.of("/bin/sh", "-c", LEASH, "leash"));
        leashed.addAll(command);
        File file = log.toFile();
        ProcessBuilder builder = new ProcessBuilder(leashed)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(file));
        builder.environment().putAll(environment);
        try {
            return new LeashedProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean runs() {
        return process.isAlive();
    }

    /** Waits for the program to end by itself. */
    int exitCode() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Kills the program and waits until it is gone. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        exitCode();
    }
}
