/**
 * The Lambda authorizer: decides each request to the API before anything else sees it.
 *
 * <p>A request flows top to bottom. {@link io.drawbridge.authorizer.AuthorizerHandler} reads the raw event.
 * {@link io.drawbridge.authorizer.Authorizer} decides: which Origin is this ({@code cors}), whose request is it and what may
 * its page see ({@code StandingResolver}, over the remembered registry in {@code cache}), is its form unambiguous, whose
 * token is it and is it valid ({@code TokenGate}, over {@code token}), may it use this route ({@code policy}).
 * {@code Answers} turns the outcome into a policy with its context, or into the one true 401.
 *
 * <p>Expected outcomes are values; whatever is thrown is a fault and becomes a 500 without any CORS header.
 */
@NullMarked
package io.drawbridge.authorizer;

import org.jspecify.annotations.NullMarked;
