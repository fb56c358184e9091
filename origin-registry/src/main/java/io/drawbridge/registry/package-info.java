/** The origin registry's domain: who may call from where. */
@NullMarked
package io.drawbridge.registry;

import org.jspecify.annotations.NullMarked;
