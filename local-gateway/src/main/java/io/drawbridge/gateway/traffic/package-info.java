/**
 * What went through the gateway, for a developer to look at: a page at {@code /_traffic} that shows each of the last requests as
 * it came in, what the authorizer answered and printed about it, which gateway response applied, and what went out.
 *
 * <p>{@link io.drawbridge.gateway.traffic.Traffic} keeps it, without the credentials that were in it, and
 * {@link io.drawbridge.gateway.traffic.TrafficPage} shows it to this machine alone.
 */
@NullMarked
package io.drawbridge.gateway.traffic;

import org.jspecify.annotations.NullMarked;
