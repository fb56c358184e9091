/** The Lambda authorizer. */
@NullMarked
package io.drawbridge.authorizer;

import org.jspecify.annotations.NullMarked;
