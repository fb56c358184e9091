@NullMarked
package io.drawbridge.launcher.demo;

import org.jspecify.annotations.NullMarked;
