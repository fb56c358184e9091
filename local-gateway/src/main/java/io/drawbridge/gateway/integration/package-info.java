/** What answers an allowed request: a Lambda function by proxy, or a mock made from Velocity templates. */
@NullMarked
package io.drawbridge.gateway.integration;

import org.jspecify.annotations.NullMarked;
