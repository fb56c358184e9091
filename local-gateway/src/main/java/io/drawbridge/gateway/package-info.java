/** A local API Gateway. */
@NullMarked
package io.drawbridge.gateway;

import org.jspecify.annotations.NullMarked;
