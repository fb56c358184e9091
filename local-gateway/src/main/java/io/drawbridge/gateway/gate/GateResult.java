package io.drawbridge.gateway.gate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the gate decided and why.
 *
 * @param authorizer the authorizer's name
 * @param verdict the decision
 * @param cached whether a remembered policy decided
 * @param context what {@code $context.authorizer} holds from now on, {@code principalId} included; empty unless a policy
 *     was returned
 * @param usageIdentifierKey the API key that the authorizer named, a secret; empty unless a policy was returned with one
 * @param answer what the authorizer returned, as it returned it; empty when it returned nothing
 * @param note what a developer must know about it; empty when all is well
 * @param latencyMillis how long the invocation took; zero when there was none
 */
public record GateResult(
        String authorizer,
        Verdict verdict,
        boolean cached,
        Map<String, String> context,
        Optional<String> usageIdentifierKey,
        String answer,
        String note,
        long latencyMillis) {

    public GateResult {
        context = Collections.unmodifiableMap(new LinkedHashMap<>(context));
    }
}
