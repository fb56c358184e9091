/**
 * API keys and usage plans: whether a call's key counts here, and whether its plan has room for one call more.
 *
 * <p>On AWS both limits are best effort; here they are exact, so that what a caller sees can be tested.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html">Throttling</a>
 */
@NullMarked
package io.drawbridge.gateway.usage;

import org.jspecify.annotations.NullMarked;
