/**
 * Token verification: from the text of an {@code Authorization} header to a {@link
 * io.drawbridge.authorizer.token.VerifiedToken}, or a reason why not.
 *
 * <p>{@link io.drawbridge.authorizer.token.BearerToken} takes the token out of the header, {@link
 * io.drawbridge.authorizer.token.UnverifiedToken} holds its form to the strictest reading of the specifications, and {@link
 * io.drawbridge.authorizer.token.TokenVerifier} checks it against the one issuer record that the caller chose by its
 * {@code iss}. Unverified and verified tokens are different types, so that nothing read before the signature can be taken
 * for true.
 *
 * <p>Every check is a {@link io.drawbridge.authorizer.token.TokenRule} with its section of the specification. A caller on the
 * network learns the rule's {@link io.drawbridge.authorizer.token.TokenReason} at most; the log gets the rule and the kind of
 * the offending value, never the value.
 *
 * <p>Keys belong to an issuer record as a whole: any change of the record starts with no keys, no verdicts and a fresh
 * budget. They are fetched on the thread of the request that needs them; there is no other thread, because a Lambda function
 * is frozen between requests.
 */
@NullMarked
package io.drawbridge.authorizer.token;

import org.jspecify.annotations.NullMarked;
