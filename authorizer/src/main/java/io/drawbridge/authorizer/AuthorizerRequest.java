package io.drawbridge.authorizer;

import java.util.Map;

/**
 * What a REQUEST authorizer is asked.
 *
 * @param methodArn the execute-api ARN of this one call, with the actual path
 * @param resource the path template that API Gateway routed to
 * @param method the verb that API Gateway routed by
 * @param path the actual path without the stage
 * @param pathParameters by name
 * @param headers all header lines
 * @param domainName the domain name that API Gateway answered to; with the port in local mode
 * @param requestId API Gateway's id of the request
 */
public record AuthorizerRequest(
        MethodArn methodArn,
        String resource,
        String method,
        String path,
        Map<String, String> pathParameters,
        HeaderLines headers,
        String domainName,
        String requestId) {

    public AuthorizerRequest {
        pathParameters = Map.copyOf(pathParameters);
    }
}
