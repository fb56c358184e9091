/**
 * The registry as a warm Lambda instance remembers it.
 *
 * <p>Good entries and unknown ones are kept apart, so that strangers can never push out what tenants need; unknown ones are
 * read under a budget, so that strangers cannot buy reads without end. An entry serves for the cache time, then is read
 * again; while the registry fails it serves for the stale time, then nothing does.
 */
@NullMarked
package io.drawbridge.authorizer.cache;

import org.jspecify.annotations.NullMarked;
