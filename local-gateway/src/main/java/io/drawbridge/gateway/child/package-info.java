/** What runs inside a function's process beside AWS's runtime client: one class that depends on nothing else of ours. */
@NullMarked
package io.drawbridge.gateway.child;

import org.jspecify.annotations.NullMarked;
