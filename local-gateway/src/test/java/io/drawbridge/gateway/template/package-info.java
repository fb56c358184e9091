@NullMarked
package io.drawbridge.gateway.template;

import org.jspecify.annotations.NullMarked;
