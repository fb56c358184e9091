package io.drawbridge.registry;

import io.drawbridge.registry.TenantStore.Outcome;
import java.util.List;

/**
 * What came of an approval.
 *
 * @param outcome what became of the approval itself
 * @param activated the registrations that are in force by it since
 * @param conflicts those that still wait, because another tenant has the claim or there is no room for one
 */
public record Activation(Outcome outcome, List<OriginPattern> activated, List<OriginPattern> conflicts) {

    public Activation {
        activated = List.copyOf(activated);
        conflicts = List.copyOf(conflicts);
    }
}
