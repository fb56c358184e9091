/**
 * The store's contract against another DynamoDB, and {@code template.yaml} deployed through CloudFormation, both in LocalStack.
 *
 * <p>What LocalStack ignores: authorizers never run, so that no request to a deployed API proves anything; SAM's
 * {@code GatewayResponses}; point-in-time recovery and deletion protection of a table; every role's rights.
 */
@NullMarked
package io.drawbridge.localstack;

import org.jspecify.annotations.NullMarked;
