@NullMarked
package io.drawbridge.launcher.run;

import org.jspecify.annotations.NullMarked;
