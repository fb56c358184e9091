/** Starts and stops the parts of a local Drawbridge: table, issuer, gateway, front ends. */
@NullMarked
package io.drawbridge.launcher.run;

import org.jspecify.annotations.NullMarked;
