/** The golden cases over HTTP: through the local gateway and the packaged jars, as {@code ./drawbridge up} runs them. */
@NullMarked
package io.drawbridge.launcher.golden;

import org.jspecify.annotations.NullMarked;
