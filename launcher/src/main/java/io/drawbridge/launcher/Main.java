package io.drawbridge.launcher;

import io.drawbridge.launcher.admin.AdminCommands;
import java.io.Console;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;

/** Entry point of {@code ./drawbridge}; the only place of the launcher that knows the real clock and environment. */
public final class Main {

    /** The folder of the checkout, told by {@code ./drawbridge}: templates and jars are found below it. */
    static final String HOME_PROPERTY = "drawbridge.home";

    private Main() {}

    /** Runs the command line and exits with its code: 0 done, 1 failed or refused, 2 misused, 3 no answer. */
    public static void main(String[] arguments) {
        Path home =
                Path.of(System.getProperty(HOME_PROPERTY, ".")).toAbsolutePath().normalize();
        Surroundings surroundings = new Surroundings(
                home,
                Clock.systemUTC(),
                () -> UUID.randomUUID().toString(),
                System.getenv(),
                Main::sleepForever,
                Main::line);
        System.exit(commandLine(surroundings).execute(arguments));
    }

    private static Optional<String> line() {
        return Optional.ofNullable(System.console()).map(Console::readLine);
    }

    /** Until a signal starts the shutdown hooks. */
    private static void sleepForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The command line over these surroundings. */
    static CommandLine commandLine(Surroundings surroundings) {
        CommandLine commandLine = new CommandLine(new DrawbridgeCommand())
                .addSubcommand(new UpCommand(surroundings))
                .addSubcommand(new RoutesCommand(surroundings.home()))
                .addSubcommand(new TokenCommand(surroundings));
        AdminCommands.addTo(commandLine, surroundings.home(), surroundings.access());
        commandLine.addSubcommand(new CommandLine.HelpCommand());
        commandLine.setExecutionExceptionHandler(new Failures());
        commandLine.setParameterExceptionHandler(new Misuse());
        commandLine.setUsageHelpAutoWidth(true);
        return commandLine;
    }
}
