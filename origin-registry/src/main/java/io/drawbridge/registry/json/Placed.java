package io.drawbridge.registry.json;

/**
 * Something that was read, with its place.
 *
 * @param pointer the JSON pointer of what identifies it: a pattern, an {@code iss}
 * @param value what was read
 */
record Placed<T>(String pointer, T value) {}
