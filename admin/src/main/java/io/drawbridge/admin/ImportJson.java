package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.ImportCounts;
import io.drawbridge.registry.ImportJob;
import java.time.Instant;
import java.util.Locale;

/** The wire form of an import. */
final class ImportJson {

    private ImportJson() {}

    static ObjectNode write(ImportJob job, Instant now) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", job.id());
        node.put("state", state(job, now));
        node.put("expiresAt", job.expiresAt().toString());
        node.put("byPlatform", job.byPlatform());
        node.put("parts", job.parts());
        node.put("origins", job.origins());
        if (job.state() == ImportJob.State.COMMITTED) {
            node.set("result", counts(job.result()));
        }
        return node;
    }

    /** What its state comes to: one whose time is over is as good as aborted. */
    private static String state(ImportJob job, Instant now) {
        boolean isEnded = job.state() == ImportJob.State.COMMITTED || job.state() == ImportJob.State.ABORTED;
        return isEnded || job.isOpen(now) ? job.state().name().toLowerCase(Locale.ROOT) : "expired";
    }

    static ObjectNode counts(ImportCounts counts) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("added", counts.added())
                .put("removed", counts.removed())
                .put("changed", counts.changed())
                .put("unchanged", counts.unchanged())
                .put("pending", counts.pending());
    }
}
