/**
 * The gateway's front end: bytes in, bytes out.
 *
 * <p>Names, paths and queries stay exactly as the client sent them, because what a security decision sees must be what
 * arrived. Every limit that API Gateway's own front end enforces lives here, so that nothing behind it ever sees an
 * oversized or malformed request. Nothing blocks: a slow client costs a connection, never a thread.
 */
@NullMarked
package io.drawbridge.gateway.http;

import org.jspecify.annotations.NullMarked;
