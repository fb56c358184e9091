package io.drawbridge.gateway.api;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One API Gateway REST API with one stage, ready to serve.
 *
 * @param logicalId its resource's name in the template
 * @param stage the stage name, such as {@code prod}; part of {@code methodArn} and of {@code requestContext.path}
 * @param stageVariables the stage's variables by name
 * @param routes every method of every resource, in template order
 * @param gatewayResponses the customised gateway responses; what is absent falls back as API Gateway does
 * @param functions every Lambda function that a route or an authorizer names
 * @param apiKeys the keys for the routes that need one
 * @param subscriptions which functions get lines of which logs
 */
public record RestApi(
        String logicalId,
        String stage,
        Map<String, String> stageVariables,
        List<Route> routes,
        Map<GatewayResponseType, GatewayResponse> gatewayResponses,
        List<FunctionDefinition> functions,
        ApiKeys apiKeys,
        List<LogSubscription> subscriptions) {

    public RestApi {
        stageVariables = Map.copyOf(stageVariables);
        routes = List.copyOf(routes);
        gatewayResponses = Map.copyOf(gatewayResponses);
        functions = List.copyOf(functions);
        subscriptions = List.copyOf(subscriptions);
    }

    /** An API whose functions' logs nobody reads. */
    public RestApi(
            String logicalId,
            String stage,
            Map<String, String> stageVariables,
            List<Route> routes,
            Map<GatewayResponseType, GatewayResponse> gatewayResponses,
            List<FunctionDefinition> functions,
            ApiKeys apiKeys) {
        this(logicalId, stage, stageVariables, routes, gatewayResponses, functions, apiKeys, List.of());
    }

    /** An API that says nothing about API keys. */
    public RestApi(
            String logicalId,
            String stage,
            Map<String, String> stageVariables,
            List<Route> routes,
            Map<GatewayResponseType, GatewayResponse> gatewayResponses,
            List<FunctionDefinition> functions) {
        this(logicalId, stage, stageVariables, routes, gatewayResponses, functions, ApiKeys.NONE);
    }

    /** The id in its ARNs, and what {@code !Ref} of the API yields: lower-case letters and digits. */
    public String apiId() {
        return LocalAccount.apiId(logicalId);
    }

    /**
     * The same API, each of its functions with the environment that the caller makes of the template's.
     *
     * @param change takes a function as the template declares it, returns its environment
     */
    public RestApi withEnvironments(Function<FunctionDefinition, Map<String, String>> change) {
        List<FunctionDefinition> changed = functions.stream()
                .map(function -> function.withEnvironment(change.apply(function)))
                .toList();
        return new RestApi(logicalId, stage, stageVariables, routes, gatewayResponses, changed, apiKeys, subscriptions);
    }
}
