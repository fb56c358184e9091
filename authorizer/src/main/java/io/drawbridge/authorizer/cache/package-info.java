/**
 * The registry as a warm Lambda instance remembers it.
 *
 * <p>What is registered by name, what only a wildcard matches and what is unknown are kept apart, so that strangers, who can
 * make up names of the last two kinds without end, never push out what tenants need; and such names are read under a budget,
 * so that strangers cannot buy reads without end. An entry serves for the cache time, then is read again; while the registry
 * fails it serves for the stale time, then nothing does.
 */
@NullMarked
package io.drawbridge.authorizer.cache;

import org.jspecify.annotations.NullMarked;
