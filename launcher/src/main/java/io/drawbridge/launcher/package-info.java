/**
 * The {@code ./drawbridge} command: {@code up} runs the whole product on this machine, {@code token} prints an access token.
 *
 * <p>This package holds the command line. {@link io.drawbridge.launcher.run} starts and stops the parts,
 * {@link io.drawbridge.launcher.demo} is the demo page and what it asks of its own server.
 */
@NullMarked
package io.drawbridge.launcher;

import org.jspecify.annotations.NullMarked;
