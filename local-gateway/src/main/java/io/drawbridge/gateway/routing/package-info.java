/** Which method of which resource a request means, as API Gateway decides it before anything else happens. */
@NullMarked
package io.drawbridge.gateway.routing;

import org.jspecify.annotations.NullMarked;
