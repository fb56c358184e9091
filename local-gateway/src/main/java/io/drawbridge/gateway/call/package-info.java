/**
 * One request on its way through the API: what was delivered, and everything that {@code $context} and parameter mappings
 * can say about it.
 */
@NullMarked
package io.drawbridge.gateway.call;

import org.jspecify.annotations.NullMarked;
