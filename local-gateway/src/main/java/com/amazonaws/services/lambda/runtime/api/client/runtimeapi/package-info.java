/**
 * One stand-in for a class of AWS's runtime interface client, whose native library exists for Linux only.
 *
 * <p>On other systems the gateway puts it before the client's jar on a function's class path; on Linux it is not used.
 */
@NullMarked
package com.amazonaws.services.lambda.runtime.api.client.runtimeapi;

import org.jspecify.annotations.NullMarked;
