package io.drawbridge.registry;

/**
 * What was made with an {@link IdempotencyKey} before.
 *
 * @param fingerprint of the request that made it
 * @param id of what was made: of a tenant, an origin, a revocation or an import, under its owner
 */
public record Repetition(String fingerprint, String id) {}
