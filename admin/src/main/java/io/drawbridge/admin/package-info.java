/**
 * The admin API: tenants, issuers and revocations over HTTP, below {@code /admin} of the same REST API and behind the same
 * authorizer.
 *
 * <p>{@link io.drawbridge.admin.AdminHandler} reads API Gateway's event and writes its answer. In between {@link
 * io.drawbridge.admin.AdminApi} is a pure function of a request and a store: it finds the resource by the path template that
 * API Gateway routed to, and the resource answers. {@code Caller} says what the authorizer vouches for, {@code Preconditions}
 * and {@code Documents} hold the manners of HTTP, the classes whose names end in {@code Json} are the wire forms, and {@code
 * Refusal} is every answer that is no success.
 *
 * <p>What may be written is decided by the rules of {@code origin-registry} alone, read by the readers of its registry file, so
 * that a rule exists once.
 */
@NullMarked
package io.drawbridge.admin;

import org.jspecify.annotations.NullMarked;
