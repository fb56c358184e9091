package io.drawbridge.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import picocli.CommandLine;

/**
 * One run of the command line in this process.
 *
 * @param exitCode 0 done, 1 failed, 2 misused
 * @param out what it printed
 * @param err what it complained about
 */
record CommandRun(int exitCode, String out, String err) {

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    /** Runs it in a checkout at {@code home}. */
    static CommandRun in(Path home, String... arguments) {
        return whileUp(home, out -> {}, arguments);
    }

    /** The same with these environment variables. */
    static CommandRun with(Path home, Map<String, String> environment, String... arguments) {
        return run(home, environment, out -> {}, arguments);
    }

    /** The same; while {@code up} runs, the observer is given what was printed so far. */
    static CommandRun whileUp(Path home, Consumer<String> observer, String... arguments) {
        return run(home, Map.of(), observer, arguments);
    }

    /** Runs it in the real checkout at the real time; whoever sits at the terminal types a line, or is not there. */
    static CommandRun now(Map<String, String> environment, Optional<String> typed, String... arguments) {
        Surroundings surroundings = new Surroundings(
                repository(),
                Clock.systemUTC(),
                () -> UUID.randomUUID().toString(),
                environment,
                () -> {},
                () -> typed);
        return run(surroundings, new StringWriter(), arguments);
    }

    private static CommandRun run(
            Path home, Map<String, String> environment, Consumer<String> observer, String... arguments) {
        StringWriter out = new StringWriter();
        Surroundings surroundings = new Surroundings(
                home,
                Clock.fixed(NOW, ZoneOffset.UTC),
                () -> "id-1",
                environment,
                () -> observer.accept(out.toString()),
                Optional::empty);
        return run(surroundings, out, arguments);
    }

    private static CommandRun run(Surroundings surroundings, StringWriter out, String... arguments) {
        StringWriter err = new StringWriter();
        CommandLine commandLine = Main.commandLine(surroundings)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        int exitCode = commandLine.execute(arguments);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    /** A folder that looks like a checkout: it has our example registry. */
    static Path checkout(Path temporary) throws IOException {
        Path home = Files.createDirectories(temporary.resolve("checkout"));
        Files.createDirectories(home.resolve("examples"));
        Files.copy(repository().resolve("examples/registry.json"), home.resolve("examples/registry.json"));
        return home;
    }

    /** The real checkout: tests run in the module's folder. */
    static Path repository() {
        return Path.of("..").toAbsolutePath().normalize();
    }
}
