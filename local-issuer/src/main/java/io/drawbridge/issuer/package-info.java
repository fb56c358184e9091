/** A local OpenID Connect issuer: keys, discovery and tokens for development. */
@NullMarked
package io.drawbridge.issuer;

import org.jspecify.annotations.NullMarked;
