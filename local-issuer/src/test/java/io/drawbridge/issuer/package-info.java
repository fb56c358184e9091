@NullMarked
package io.drawbridge.issuer;

import org.jspecify.annotations.NullMarked;
