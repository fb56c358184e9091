package io.drawbridge.registry;

/**
 * A stored thing with its version.
 *
 * @param <T> the thing's type
 */
public record Stored<T>(T value, ETag etag) {}
