/**
 * The answers that the API makes itself instead of an integration's: gateway responses.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html">Gateway
 *     responses</a>
 */
@NullMarked
package io.drawbridge.gateway.response;

import org.jspecify.annotations.NullMarked;
