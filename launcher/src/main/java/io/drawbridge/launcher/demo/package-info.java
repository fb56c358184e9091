/** The demo page, and the few things that it asks of its own server. */
@NullMarked
package io.drawbridge.launcher.demo;

import org.jspecify.annotations.NullMarked;
