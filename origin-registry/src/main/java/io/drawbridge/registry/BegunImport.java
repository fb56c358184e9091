package io.drawbridge.registry;

import io.drawbridge.registry.TenantStore.Outcome;
import java.util.Optional;

/**
 * What came of beginning an import.
 *
 * @param job the import, if it has begun
 */
public record BegunImport(Outcome outcome, Optional<ImportJob> job) {}
