package io.drawbridge.launcher.admin;

import picocli.CommandLine;

/** Every command of this package. */
public final class AdminCommands {

    private AdminCommands() {}

    /** Adds them to the command line. */
    public static void addTo(CommandLine commandLine, Access access) {
        commandLine
                .addSubcommand(TenantsCommand.with(access))
                .addSubcommand(OriginsCommand.with(access))
                .addSubcommand(new AuditCommand(access))
                .addSubcommand(new ExportCommand(access))
                .addSubcommand(new ImportCommand(access))
                .addSubcommand(new DecideCommand(access));
    }
}
