/**
 * The golden cases of {@code decisions/}: what one of them says, how it is read, and how its tokens are made.
 *
 * <p>The cases are run twice, against the authorizer alone and over HTTP through the local gateway. What both runs need is
 * here; what a run sends and what it holds the answer against is the runner's.
 */
@NullMarked
package io.drawbridge.authorizer.golden;

import org.jspecify.annotations.NullMarked;
