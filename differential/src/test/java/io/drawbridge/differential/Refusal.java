package io.drawbridge.differential;

import java.util.List;

/**
 * One change of {@code plain.yaml} that the local gateway refuses.
 *
 * @param bySam whether SAM's translator refuses it, too
 * @param from what to replace in the template
 * @param to by what
 * @param message a part of what the local gateway says
 */
record Refusal(boolean bySam, String from, String to, String message) {

    /** What SAM would deploy, and what here would be something else than there, or nothing. */
    static final List<Refusal> HERE_ALONE = List.of(
            here("# api", "Cors: \"'*'\"", "Cors is not supported"),
            here("# api", "BinaryMediaTypes: ['*/*']", "BinaryMediaTypes is not supported"),
            here("# api", "MinimumCompressionSize: 5", "MinimumCompressionSize is not supported"),
            here("# api", "Models: {M: {type: object}}", "Models is not supported"),
            here("# api", "CanarySetting: {PercentTraffic: 5}", "CanarySetting is not supported"),
            here("# api", "CacheClusterEnabled: true", "CacheClusterEnabled is true"),
            here("# api", "EndpointConfiguration: PRIVATE", "EndpointConfiguration is PRIVATE"),
            here("FunctionPayloadType: REQUEST", "FunctionPayloadType: TOKEN", "FunctionPayloadType is TOKEN"),
            here("            FunctionPayloadType: REQUEST\n", "", "FunctionPayloadType is TOKEN by default"),
            here(
                    "Who:\n",
                    "Pool: {UserPoolArn: arn:aws:cognito-idp:us-east-1:000000000000:userpool/p}\n          Who:\n",
                    "UserPoolArn is not supported"),
            here("# authorizer", "FunctionInvokeRole: NONE", "FunctionInvokeRole is not supported"),
            here("# auth\n", "ResourcePolicy: {IpRangeBlacklist: [10.0.0.0/8]}\n", "ResourcePolicy is not supported"),
            here("# auth\n", "InvokeRole: NONE\n", "InvokeRole is not supported"),
            here("# auth\n", "UsagePlan: {CreateUsagePlan: PER_API}\n", "UsagePlan is not supported"),
            here(
                    "# auth\n",
                    "ApiKeyRequired: 'false'\n",
                    "ApiKeyRequired is false, but not written as a plain true or false"),
            here(
                    "# auth\n",
                    "AddDefaultAuthorizerToCorsPreflight: 'false'\n",
                    "AddDefaultAuthorizerToCorsPreflight is false, but not written as a plain true or false"),
            here("# event", "Auth: {ApiKeyRequired: true}", "ApiKeyRequired is not supported"),
            here("# event", "Auth: {Authorizer: Who}", "Properties.Auth has no effect."),
            here("# event", "Auth: {Authorizer: Nobody}", "Properties.Auth has no effect."),
            here("# event", "TimeoutInMillis: 100", "Properties.TimeoutInMillis has no effect."),
            here("# event", "RequestParameters: [method.request.header.a]", "RequestParameters is not supported"),
            here(
                    "# api",
                    "GatewayResponses: {THROTTLED: {ResponseParameters: {Headers: !If [Always, {A: \"'x'\"}, {}]}}}",
                    "Headers is a call of Fn::If"),
            here("OpenApiVersion: 3.0.1", "OpenApiVersion: '2.0'", "OpenApiVersion is 2.0, but DefinitionBody"),
            here(
                    "Method: get",
                    "Method: x-amazon-apigateway-any-method",
                    "Method is x-amazon-apigateway-any-method, which is not a method"),
            here("Method: get", "Method: put", "declares PUT /things, which DefinitionBody does not have."),
            here("!Ref Api\n", "Api\n", "not a Ref to an AWS::Serverless::Api of this template"),
            here("# function", "AutoPublishAlias: live", "AutoPublishAlias is not supported"),
            here("# function", "FunctionUrlConfig: {AuthType: NONE}", "FunctionUrlConfig is not supported"),
            here("# function", "Runtime: python3.13", "Runtime is python3.13"),
            here("# body", "x-amazon-apigateway-cors: {}", "x-amazon-apigateway-cors is not supported"),
            here("# body", "security: [{Who: []}]", "DefinitionBody.security is not supported"),
            here(
                    "# body",
                    "x-amazon-apigateway-gateway-responses: {DEFAULT_4XX: {}}",
                    "x-amazon-apigateway-gateway-responses is not supported"),
            here("# method", "x-amazon-apigateway-request-validator: all", "validator is not supported"),
            here("# method", "security: [{Who: []}, {Other: []}]", "asks for several things at once"),
            here("# method", "security: [{Nobody: []}]", "asks for the authorizer Nobody"),
            here("# method", "security: [{Who: [a.scope]}]", "asks for scopes"),
            here("# integration", "credentials: arn:aws:iam::000000000000:role/r", "credentials is not supported"),
            here("httpMethod: POST", "httpMethod: GET", "httpMethod is GET."),
            here("type: aws_proxy", "type: http_proxy", "type is http_proxy"),
            here("${Fn.Arn}", "${Fn.Arn}:live", "names the function"),
            here(
                    "/things:\n            get:",
                    "/{a}/x: {get: {responses: {}}}\n          /{b}/y: {get: {responses: {}}}\n          /things:\n            get:",
                    "API Gateway takes one variable below a parent"),
            here(
                    "# resource",
                    "Response: {Type: AWS::ApiGateway::GatewayResponse, Properties: {ResponseType: DEFAULT_4XX,"
                            + " RestApiId: !Ref Api}}",
                    "AWS::ApiGateway::GatewayResponse"),
            here(
                    "# resource",
                    "Second: {Type: AWS::Serverless::Api, Properties: {StageName: v2, DefinitionBody: {openapi: 3.0.1,"
                            + " paths: {}}}}",
                    "is another API beside"),
            here("# resource", "Http: {Type: AWS::Serverless::HttpApi}", "HTTP APIs (v2) have no gateway responses"));

    /** What neither takes. */
    static final List<Refusal> BOTH = List.of(
            both(
                    "{Headers: [authorization], ReauthorizeEvery: 10}",
                    "{ReauthorizeEvery: 300}",
                    "ReauthorizeEvery is 300"),
            both("{Headers: [authorization], ReauthorizeEvery: 10}", "{}", "ReauthorizeEvery is 300 by default"),
            both(
                    "{Headers: [authorization], ReauthorizeEvery: 10}",
                    "{ReauthorizeEvery: !If [Always, 0, 0]}",
                    "ReauthorizeEvery is a function"),
            both(
                    "{Headers: [authorization], ReauthorizeEvery: 10}",
                    "{ReauthorizeEvery: !Ref Seconds}",
                    "ReauthorizeEvery is 300"),
            both("OpenApiVersion: 3.0.1", "OpenApiVersion: !Ref Code", "OpenApiVersion comes from a function"),
            both("StageName: v1", "StageName: 5", "StageName is 5 without quotes"),
            both("# api", "Colour: {}", "Colour is not supported"),
            both("DefaultAuthorizer: Who", "DefaultAuthorizer: Nobody", "DefaultAuthorizer is Nobody"),
            both("# api", "GatewayResponses: {THROTTLED: {StatusCode: !Ref Code}}", "StatusCode comes from a function"),
            both("# api", "GatewayResponses: {THROTTLED: {Colour: red}}", "Colour is not supported"),
            both("!Ref Api\n", "!Sub '${Api}'\n", "not a Ref to an AWS::Serverless::Api of this template"),
            both("Type: Api\n", "Type: Nothing\n", "Type is Nothing"));

    private static Refusal here(String from, String to, String message) {
        return new Refusal(false, from, to, message);
    }

    private static Refusal both(String from, String to, String message) {
        return new Refusal(true, from, to, message);
    }
}
