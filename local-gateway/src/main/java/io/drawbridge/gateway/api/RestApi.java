package io.drawbridge.gateway.api;

import java.util.List;
import java.util.Map;

/**
 * One API Gateway REST API with one stage, ready to serve.
 *
 * @param logicalId its resource's name in the template
 * @param identity the region, account and API id that its ARNs name
 * @param stage the stage name, such as {@code prod}; part of {@code methodArn} and of {@code requestContext.path}
 * @param stageVariables the stage's variables by name
 * @param routes every method of every resource, in template order
 * @param gatewayResponses the customised gateway responses; what is absent falls back as API Gateway does
 * @param functions every Lambda function that a route or an authorizer names
 */
public record RestApi(
        String logicalId,
        ApiIdentity identity,
        String stage,
        Map<String, String> stageVariables,
        List<Route> routes,
        Map<GatewayResponseType, GatewayResponse> gatewayResponses,
        List<FunctionDefinition> functions) {

    public RestApi {
        stageVariables = Map.copyOf(stageVariables);
        routes = List.copyOf(routes);
        gatewayResponses = Map.copyOf(gatewayResponses);
        functions = List.copyOf(functions);
    }
}
