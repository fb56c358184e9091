/** Holds requests and answers against {@code openapi.json}: of the unit tests here, and over HTTP in the launcher's tests. */
@NullMarked
package io.drawbridge.admin.openapi;

import org.jspecify.annotations.NullMarked;
