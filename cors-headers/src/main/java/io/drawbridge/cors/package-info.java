/**
 * CORS headers for backends behind the Drawbridge authorizer.
 *
 * <p>With a Lambda proxy integration API Gateway adds nothing to the function's answer, so the function must set the CORS
 * headers itself. It decides nothing: the authorizer has checked the origin and put the values into the event's {@code
 * requestContext.authorizer}; {@link io.drawbridge.cors.CorsHeaders} copies them.
 */
@NullMarked
package io.drawbridge.cors;

import org.jspecify.annotations.NullMarked;
