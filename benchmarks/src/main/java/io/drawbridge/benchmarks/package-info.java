/** How fast tokens are verified, and what other libraries accept that this one refuses. Run by hand. */
@NullMarked
package io.drawbridge.benchmarks;

import org.jspecify.annotations.NullMarked;
