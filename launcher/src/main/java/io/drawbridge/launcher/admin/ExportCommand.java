package io.drawbridge.launcher.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.launcher.run.LaunchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code drawbridge export}: a whole tenant as one document, which {@code import} takes. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Writes a whole tenant, its issuers, route rules and origins, as one JSON document that import takes.")
final class ExportCommand extends AdminCommand {

    @Option(names = "--tenant", paramLabel = "ID", required = true, description = "The tenant.")
    @SuppressWarnings("NullAway.Init") // picocli requires it
    private String tenant;

    @Option(names = "--file", paramLabel = "FILE", description = "A new file for it. Default: standard output.")
    private @Nullable Path file;

    ExportCommand(Access access) {
        super(access);
    }

    @Override
    public Integer call() {
        ObjectNode whole = object();
        ArrayNode origins = whole.arrayNode();
        client().pages(tenantPath(tenant) + "/export", page -> {
            if (page.has("tenant")) {
                whole.set("tenant", page.path("tenant"));
            }
            page.path("origins").forEach(origins::add);
            return true;
        });
        whole.set("origins", origins);
        if (file == null) {
            out().println(whole);
        } else {
            write(file, whole.toPrettyString() + "\n");
            output().say(out(), "Tenant " + tenant + " and " + origins.size() + " origins are in " + file + ".");
        }
        return 0;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new LaunchException(
                    "The file " + file + " cannot be written (" + e + "). Name a new one with --file.", e);
        }
    }
}
