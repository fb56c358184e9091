package io.drawbridge.launcher.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What may be said about an origin; the rest of it stays as it is. */
final class OriginFields {

    @Option(
            names = "--expires-in",
            paramLabel = "TIME",
            converter = Lifetime.class,
            description = "It ends this long from now: 30m, 12h, 14d, 2w.")
    private @Nullable Duration expiresIn;

    @Option(names = "--description", paramLabel = "TEXT", description = "What it is, for people.")
    private @Nullable String description;

    @Option(names = "--status", paramLabel = "active|disabled", description = "Whether it is in force.")
    private @Nullable String status;

    @Mixin
    private Edits edits = new Edits();

    /** The document with what was said. */
    ObjectNode on(ObjectNode origin, Clock clock) {
        if (expiresIn != null) {
            origin.put(
                    "expiresAt",
                    clock.instant()
                            .plus(expiresIn)
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString());
        }
        if (description != null) {
            origin.put("description", description);
        }
        if (status != null) {
            origin.put("status", status);
        }
        edits.apply(origin);
        return origin;
    }
}
