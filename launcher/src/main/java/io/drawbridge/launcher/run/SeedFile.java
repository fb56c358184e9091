package io.drawbridge.launcher.run;

import io.drawbridge.registry.Change;
import io.drawbridge.registry.Checked;
import io.drawbridge.registry.PatternRules;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.TenantSource;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.json.Registry;
import io.drawbridge.registry.json.RegistryFile;
import io.drawbridge.registry.json.RegistrySeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A registry file that has been read and found good.
 *
 * @param file where it is
 * @param registry what it holds
 */
public record SeedFile(Path file, Registry registry) {

    /**
     * Reads a registry file by the rules of local mode.
     *
     * @throws LaunchException with every problem of the file
     */
    public static SeedFile read(Path file, TenantSource source) {
        String json;
        try {
            json = Files.readString(file);
        } catch (IOException e) {
            throw new LaunchException(
                    "The registry file " + file + " cannot be read (" + e + "). Name a JSON file with --registry.", e);
        }
        Checked<Registry> registry =
                RegistryFile.read(json, new PatternRules(PublicSuffixList.bundled(), source, true));
        if (registry.value().isEmpty()) {
            List<Problem> problems = registry.problems();
            throw new LaunchException(
                    "The registry file " + file + " has " + problems.size()
                            + (problems.size() == 1 ? " problem:" : " problems:"),
                    problems.stream().map(Problem::text).toList());
        }
        return new SeedFile(file, registry.value().get());
    }

    /** The tenants' ids in the order of the file. */
    public List<String> tenantIds() {
        return registry.tenants().stream().map(tenant -> tenant.id().value()).toList();
    }

    /** Writes it all to an empty store. */
    void load(TenantStore store, Instant now) {
        List<RegistrySeed.Refusal> refusals = RegistrySeed.load(registry, store, Change.ofRegistryFile(now));
        if (!refusals.isEmpty()) {
            throw new LaunchException(
                    "The registry file " + file + " could not be loaded:",
                    refusals.stream().map(RegistrySeed.Refusal::text).toList());
        }
    }
}
