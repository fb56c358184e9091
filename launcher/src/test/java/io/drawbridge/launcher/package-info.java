@NullMarked
package io.drawbridge.launcher;

import org.jspecify.annotations.NullMarked;
