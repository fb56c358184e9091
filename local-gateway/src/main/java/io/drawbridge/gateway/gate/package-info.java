/**
 * The REQUEST Lambda authorizer, as API Gateway runs it: identity sources, cache, invocation, strict reading of the
 * answer, evaluation of the policy.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html">Lambda
 *     authorizers</a>
 */
@NullMarked
package io.drawbridge.gateway.gate;

import org.jspecify.annotations.NullMarked;
