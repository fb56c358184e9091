/** An example backend. */
@NullMarked
package io.drawbridge.examples.orders;

import org.jspecify.annotations.NullMarked;
