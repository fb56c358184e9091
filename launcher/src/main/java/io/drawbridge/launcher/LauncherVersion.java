package io.drawbridge.launcher;

import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class LauncherVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = LauncherVersion.class.getPackage().getImplementationVersion();
        return new String[] {
            "Drawbridge " + (version == null ? "(not built: run it by ./drawbridge)" : version),
            "Java ${java.version} (${java.vendor}), ${os.name} ${os.arch}"
        };
    }
}
