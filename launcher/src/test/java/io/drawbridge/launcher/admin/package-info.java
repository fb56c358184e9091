/** The admin API from outside: real HTTP, real tokens, the packaged functions, DynamoDB Local. */
@NullMarked
package io.drawbridge.launcher.admin;

import org.jspecify.annotations.NullMarked;
