/**
 * The admin API over HTTP, below {@code /admin} of the same REST API and behind the same authorizer.
 *
 * <p>{@link io.drawbridge.admin.AdminHandler} reads API Gateway's event and writes its answer. In between {@link
 * io.drawbridge.admin.AdminApi} is a pure function of a request and a store: it finds the operation by the path template that
 * API Gateway routed to and by the method. {@code Resources} names them all, {@code Routes} decides whose a resource is before
 * anything of it is read, and a class whose name ends in {@code Resource} answers.
 *
 * <p>{@code Caller} says what the authorizer vouches for. {@code Preconditions}, {@code Documents}, {@code Query}, {@code Paging}
 * and {@code Creations} hold the manners of HTTP, {@code SelfGuard} keeps administrators from locking themselves out, the classes
 * whose names end in {@code Json} are the wire forms, and {@code Refusal} is every answer that is no success.
 *
 * <p>Dry runs have a room of their own, {@link io.drawbridge.admin.dryrun}, which knows nothing of how they are asked for.
 *
 * <p>{@code AdminPage} is what anybody may have without a token: the page, its files, and the description of the API.
 *
 * <p>What may be written is decided by the rules of {@code origin-registry} alone, read by the readers of its registry file, so
 * that a rule exists once.
 */
@NullMarked
package io.drawbridge.admin;

import org.jspecify.annotations.NullMarked;
