/** Shows the REST API that the local gateway serves for a template, for people and for programs. */
@NullMarked
package io.drawbridge.launcher.routes;

import org.jspecify.annotations.NullMarked;
