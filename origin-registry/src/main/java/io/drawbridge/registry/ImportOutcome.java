package io.drawbridge.registry;

import io.drawbridge.registry.TenantStore.Outcome;
import java.util.List;

/**
 * What came of committing an import.
 *
 * @param outcome whether it is committed
 * @param conflicts the patterns that another tenant has, or that there is no room for, where that is why it is not
 * @param counts what it changed
 */
public record ImportOutcome(Outcome outcome, List<OriginPattern> conflicts, ImportCounts counts) {

    public ImportOutcome {
        conflicts = List.copyOf(conflicts);
    }

    /** What is not committed. */
    public static ImportOutcome refused(Outcome outcome) {
        return new ImportOutcome(outcome, List.of(), ImportCounts.NONE);
    }
}
