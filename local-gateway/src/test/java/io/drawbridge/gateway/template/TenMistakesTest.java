package io.drawbridge.gateway.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenMistakesTest {

    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Parameters:
              Stage: {Type: String, Default: prod, AllowedValues: [dev, live]}
            Globals:
              Function: {Runtime: java21, CodeUri: code.jar}
            Resources:
              Api:
                Type: AWS::Serverless::Api
                Properties:
                  StageName: v1
                  Cors: "'*'"
                  Auth:
                    DefaultAuthorizer: Gaurd
                    Authorizers:
                      Guard:
                        FunctionArn: !GetAtt Guard.Arn
                        FunctionPayloadType: REQUEST
                  GatewayResponses:
                    UNAUTHORISED: {StatusCode: 401}
                    ACCESS_DENIED:
                      ResponseParameters:
                        Headers:
                          Vary: Origin
              Guard:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: a.Handler
                  Timeuot: 5
                  Environment:
                    Variables:
                      TABLE_NAME: !Ref Tabel
              Orders:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: a.Missing
                  Events:
                    One: {Type: Api, Properties: {RestApiId: !Ref Api, Path: "/orders/{id}", Method: get}}
                    Two: {Type: Api, Properties: {RestApiId: !Ref Api, Path: "/orders/{order}/lines", Method: get}}
            """;

    @Test
    void tenMistakesAreReportedAtOnceInTheOrderOfTheirLines(@TempDir Path folder) {
        TemplateFixture fixture = new TemplateFixture(folder);
        TemplateResult result = fixture.read(TEMPLATE);
        assertThat(result).isInstanceOf(TemplateResult.Invalid.class);
        String found = String.join(
                "\n",
                ((TemplateResult.Invalid) result)
                        .problems().stream()
                                .map(problem -> problem.toString().replace(folder + "/", ""))
                                .toList());
        assertThat(found).isEqualTo("""
                template.yaml:3:3: Parameters.Stage is by default prod, which is not one of its AllowedValues. Give one of: dev, live. See docs/problems.md#template-invalid
                template.yaml:11:7: Resources.Api.Properties.Cors is not supported by the local gateway. Write the OPTIONS methods into DefinitionBody. See docs/problems.md#template-unsupported
                template.yaml:13:9: Resources.Api.Properties.Auth.DefaultAuthorizer is Gaurd, which Authorizers does not declare. Declare it there, or correct the name. See docs/problems.md#template-invalid
                template.yaml:15:11: Resources.Api.Properties.Auth.Authorizers.Guard.Identity.ReauthorizeEvery is 300 by default, and the authorizer has no identity source. SAM takes an authorizer without Headers, QueryStrings, StageVariables or Context only with ReauthorizeEvery: 0, written so or as a Ref to a parameter. See docs/problems.md#template-invalid
                template.yaml:19:9: Resources.Api.Properties.GatewayResponses.UNAUTHORISED is not a gateway response type. Did you mean UNAUTHORIZED? See docs/problems.md#template-invalid
                template.yaml:23:15: Resources.Api.Properties.GatewayResponses.ACCESS_DENIED.ResponseParameters.Headers.Vary is Origin, which is not a mapping expression. Write a literal in single quotes inside double quotes, or method.request.header|querystring|path.name, context.name or stageVariables.name without quotes. See docs/problems.md#template-invalid
                template.yaml:28:7: Resources.Guard.Properties.Timeuot is not supported by the local gateway. Did you mean Timeout? See docs/problems.md#template-unsupported
                template.yaml:31:11: Resources.Guard.Properties.Environment.Variables.TABLE_NAME refers to Tabel, which is neither a parameter nor a resource of this template. Declare it, or correct the name. See docs/problems.md#template-unresolved
                template.yaml:35:7: Resources.Orders.Properties.Handler is a.Missing, but code.jar holds no a/Missing.class. Correct the handler, or build the code: run mvn package in the project of the function, or sam build. See docs/problems.md#template-code
                template.yaml:38:9: Resources.Orders.Properties.Events.Two has the path /orders/{order}/lines, in which {order} stands beside {id} of line 37 below /orders/. API Gateway takes one variable below a parent: use the same name, or another path. See docs/problems.md#template-invalid""");
    }
}
