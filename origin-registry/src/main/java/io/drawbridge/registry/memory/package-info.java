/** The registry in memory: {@link io.drawbridge.registry.memory.InMemoryTenantStore}, held to what the table does by one contract suite. */
@NullMarked
package io.drawbridge.registry.memory;

import org.jspecify.annotations.NullMarked;
