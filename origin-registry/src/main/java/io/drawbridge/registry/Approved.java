package io.drawbridge.registry;

import java.time.Instant;
import java.util.Optional;

/**
 * What a registration stands on.
 *
 * @param domain the approved domain
 * @param until the approval's end
 */
public record Approved(String domain, Optional<Instant> until) {}
