/**
 * The CORS protocol's side of a decision: which Origin a request has, and what it may be answered.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, "HTTP-CORS protocol"</a>
 */
@NullMarked
package io.drawbridge.authorizer.cors;

import org.jspecify.annotations.NullMarked;
