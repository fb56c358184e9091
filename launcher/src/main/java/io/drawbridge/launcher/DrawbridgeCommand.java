package io.drawbridge.launcher;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code drawbridge} by itself: says what there is. */
@Command(
        name = "drawbridge",
        mixinStandardHelpOptions = true,
        versionProvider = LauncherVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Runs Drawbridge on this machine: no account, no Docker.",
        footer = {
            "",
            "Try:  ./drawbridge up",
            "      curl -i http://127.0.0.1:3000/orders -H \"Authorization: Bearer $(./drawbridge token --tenant acme)\""
        })
final class DrawbridgeCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Which command? ./drawbridge up starts everything, ./drawbridge token prints a token.");
    }
}
