/**
 * The functions in Docker, on the real Java 25 runtime client, run by SAM CLI: that they load, read the event and answer.
 *
 * <p>What SAM CLI ignores, so that nobody reads a pass as proof of CORS: gateway responses, MOCK integrations (and with them
 * every preflight's answer), an explicit Deny's context, the status of a thrown {@code Unauthorized}. Those are tested over HTTP
 * through the local gateway.
 */
@NullMarked
package io.drawbridge.sam;

import org.jspecify.annotations.NullMarked;
