package io.drawbridge.admin;

import io.drawbridge.authorizer.HeaderLines;
import io.drawbridge.registry.Actor;
import io.drawbridge.registry.Change;
import java.time.Instant;
import java.util.Map;

/**
 * A request that the authorizer let through.
 *
 * @param method the verb
 * @param resource the path template that API Gateway routed to
 * @param pathParameters by name
 * @param query what follows the question mark
 * @param headers all header lines
 * @param body the body; empty if there is none
 * @param caller what the authorizer vouches for
 * @param requestId API Gateway's id of the request
 * @param domainName the domain name that API Gateway answered to; with the port in local mode
 */
record AdminRequest(
        String method,
        String resource,
        Map<String, String> pathParameters,
        Query query,
        HeaderLines headers,
        String body,
        Caller caller,
        String requestId,
        String domainName) {

    AdminRequest {
        pathParameters = Map.copyOf(pathParameters);
    }

    /** What the audit says of a write that this request asks for. */
    Change change(Instant now) {
        return new Change(new Actor(caller.issuer(), caller.subject()), now, requestId);
    }

    /** A path parameter; empty if the template has none of this name. */
    String parameter(String name) {
        return pathParameters.getOrDefault(name, "");
    }
}
