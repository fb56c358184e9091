/** CORS headers for Lambda proxy answers. */
@NullMarked
package io.drawbridge.cors;

import org.jspecify.annotations.NullMarked;
