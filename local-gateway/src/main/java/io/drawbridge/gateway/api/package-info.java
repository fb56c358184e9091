/**
 * The REST API that the gateway serves, as its template declares it with every intrinsic resolved.
 *
 * <p>Plain values: the template reader makes them, the request path reads them. Nothing here knows YAML, HTTP or
 * processes.
 */
@NullMarked
package io.drawbridge.gateway.api;

import org.jspecify.annotations.NullMarked;
