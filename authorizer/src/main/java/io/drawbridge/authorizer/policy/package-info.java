/** What a verified token may do: the route policy, and the IAM policy that API Gateway enforces for it. */
@NullMarked
package io.drawbridge.authorizer.policy;

import org.jspecify.annotations.NullMarked;
