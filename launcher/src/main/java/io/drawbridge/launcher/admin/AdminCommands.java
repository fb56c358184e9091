package io.drawbridge.launcher.admin;

import java.nio.file.Path;
import picocli.CommandLine;

/** Every command of this package. */
public final class AdminCommands {

    private AdminCommands() {}

    /**
     * Adds them to the command line.
     *
     * @param home the checkout's folder, where the admin API's jar is
     */
    public static void addTo(CommandLine commandLine, Path home, Access access) {
        commandLine
                .addSubcommand(TenantsCommand.with(access))
                .addSubcommand(OriginsCommand.with(access))
                .addSubcommand(new AuditCommand(access))
                .addSubcommand(new ExportCommand(access))
                .addSubcommand(new ImportCommand(access))
                .addSubcommand(new DecideCommand(access))
                .addSubcommand(new BootstrapCommand(home, access.environment()));
    }
}
