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

    /**
     * Whether somebody further on could read another method or other credentials than the ones judged here.
     *
     * <p>API Gateway lets {@code X-HTTP-Method-Override} change the method; which one an authorizer then sees is not
     * documented, so the header may only repeat the method.
     */
    boolean isAmbiguous() {
        return !method.equals(methodArn.verb())
                || headers.lines("x-http-method-override").stream().anyMatch(o -> !o.equals(method))
                || headers.lines("authorization").size() > 1;
    }
}
