/**
 * A local OpenID Connect issuer: keys, discovery documents and tokens for development and tests.
 *
 * <p>One {@link io.drawbridge.issuer.LocalIssuer} serves several issuers below one base URL, each with keys of its own: the
 * {@code platform}'s, shared by all tenants, and one per tenant, as if the tenant brought its own identity provider
 * ({@link io.drawbridge.issuer.IssuerName}). Keys come from an {@link io.drawbridge.issuer.KeyStore}: a folder that
 * several processes share, or memory.
 *
 * <p>{@link io.drawbridge.issuer.TokenMinter} signs whatever it is asked to, wrong claims and wrong headers included: what an
 * authorizer must refuse has to be made somewhere. Nothing here is fit to guard anything real.
 */
@NullMarked
package io.drawbridge.issuer;

import org.jspecify.annotations.NullMarked;
