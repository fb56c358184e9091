package io.drawbridge.registry;

import java.time.Instant;
import java.util.Optional;

/**
 * A registration that waits for the platform.
 *
 * @param domain what would have to be approved
 * @param since when it began to wait
 * @param conflict another tenant that has the claim to the pattern; for the platform's eyes alone
 */
public record PendingOrigin(
        TenantId tenant, OriginPattern pattern, String domain, Instant since, Optional<TenantId> conflict) {}
