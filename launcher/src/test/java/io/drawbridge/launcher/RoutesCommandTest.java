package io.drawbridge.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RoutesCommandTest {

    private static final String NEWLINE = System.lineSeparator();

    private static final String SMALL = """
            Transform: AWS::Serverless-2016-10-31
            Parameters:
              Stage: {Type: String, Default: v1}
              KeyOfAcme: {Type: String, Default: key-of-acme-0123456789}
            Globals: {Function: {Handler: a.Handler, Runtime: java21, CodeUri: code.jar}}
            Resources:
              Guard: {Type: AWS::Serverless::Function}
              Orders:
                Type: AWS::Serverless::Function
                Properties:
                  Timeout: 7
                  Environment: {Variables: {TABLE: hidden, COLOUR: red}}
                  Events:
                    One:
                      Type: Api
                      Properties: {Path: '/orders/{id}', Method: get, RestApiId: !Ref Api, TimeoutInMillis: 2000}
                    New: {Type: Api, Properties: {Path: /orders, Method: post, RestApiId: !Ref Api}}
              Key: {Type: AWS::ApiGateway::ApiKey, Properties: {Enabled: true, Value: !Ref KeyOfAcme}}
              Plan:
                Type: AWS::ApiGateway::UsagePlan
                Properties:
                  ApiStages: [{ApiId: !Ref Api, Stage: !Ref Api.Stage}]
                  Throttle: {RateLimit: 5, BurstLimit: 10}
              KeyInPlan:
                Type: AWS::ApiGateway::UsagePlanKey
                Properties: {KeyId: !Ref Key, KeyType: API_KEY, UsagePlanId: !Ref Plan}
              Api:
                Type: AWS::Serverless::Api
                Properties:
                  StageName: !Ref Stage
                  Variables: {colour: red}
                  ApiKeySourceType: AUTHORIZER
                  Auth:
                    ApiKeyRequired: true
                    AddApiKeyRequiredToCorsPreflight: false
                    DefaultAuthorizer: Who
                    AddDefaultAuthorizerToCorsPreflight: false
                    Authorizers:
                      Who:
                        FunctionArn: !GetAtt Guard.Arn
                        FunctionPayloadType: REQUEST
                        Identity: {Headers: [authorization], Context: [resourcePath], ReauthorizeEvery: 30}
                  GatewayResponses:
                    UNAUTHORIZED:
                      StatusCode: 401
                      ResponseParameters:
                        Headers: {Vary: "'Origin'", Access-Control-Allow-Origin: method.request.header.origin}
                    DEFAULT_4XX: {ResponseTemplates: {application/json: '{"id":"$context.requestId"}'}}
                  MergeDefinitions: true
                  DefinitionBody:
                    openapi: 3.0.1
                    info: {title: small, version: '1'}
                    paths:
                      /orders:
                        options:
                          responses: {'204': {description: preflight, headers: {Vary: {schema: {type: string}}}}}
                          x-amazon-apigateway-integration:
                            type: mock
                            passthroughBehavior: never
                            requestTemplates: {application/json: '{"statusCode": 204}'}
                            responses:
                              default:
                                statusCode: '204'
                                responseParameters: {method.response.header.Vary: "'Origin'"}
                                responseTemplates: {application/json: '#set($x = 1)'}
                      /orders/{id}:
                        post:
                          responses: {}
                          x-amazon-apigateway-integration:
                            type: aws_proxy
                            httpMethod: POST
                            uri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Orders.Arn}/invocations
            """;

    /** A route for any verb to a function that may be invoked for two. */
    private static final String ANY_VERB = """
            Transform: AWS::Serverless-2016-10-31
            Globals: {Function: {Handler: a.Handler, Runtime: java21, CodeUri: code.jar}}
            Resources:
              Fn: {Type: AWS::Serverless::Function}
              Get: {Type: AWS::Lambda::Permission, Properties: {Action: lambda:InvokeFunction, FunctionName: !Ref Fn,
                Principal: apigateway.amazonaws.com, SourceArn: !Sub 'arn:aws:execute-api:*:*:${Api}/*/GET/'}}
              Put: {Type: AWS::Lambda::Permission, Properties: {Action: lambda:InvokeFunction, FunctionName: !Ref Fn,
                Principal: apigateway.amazonaws.com, SourceArn: !Sub 'arn:aws:execute-api:*:*:${Api}/*/PUT/'}}
              Api:
                Type: AWS::Serverless::Api
                Properties:
                  StageName: v1
                  DefinitionBody:
                    openapi: 3.0.1
                    info: {title: any, version: '1'}
                    paths:
                      /:
                        x-amazon-apigateway-any-method:
                          responses: {}
                          x-amazon-apigateway-integration:
                            type: aws_proxy
                            httpMethod: POST
                            uri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path temporary;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Path template;

    @BeforeEach
    void write() throws IOException {
        // SAM's translator cannot merge the method any, so the fixture must not ask for it.
        template = Files.writeString(
                temporary.resolve("template.yaml"),
                SMALL.replace("Path: /orders, Method: any", "Path: /, Method: put"));
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(temporary.resolve("code.jar")))) {
            jar.putNextEntry(new ZipEntry("a/Handler.class"));
            jar.closeEntry();
        }
    }

    @Test
    void theWholeModelIsOneDocument() throws IOException {
        CommandRun run = CommandRun.in(temporary, "routes", "--json", "--parameter=Stage=v2");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().strip()).isEqualTo(expected().strip());
    }

    @Test
    void noKeyAndNoVariableOfAFunctionIsShown() {
        assertThat(CommandRun.in(temporary, "routes", "--json").out())
                .contains("TABLE", "\"Key\"")
                .doesNotContain("key-of-acme", "hidden");
    }

    @Test
    void peopleGetATable() {
        CommandRun run = CommandRun.in(temporary, "routes", "--template=" + template);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).containsExactlyElementsOf("""
                API Api, stage v1

                METHOD   RESOURCE      AUTHORIZER  API KEY   ANSWERED BY
                OPTIONS  /orders       nobody      -         mock 204
                POST     /orders       Who         required  Orders within 29000 ms
                GET      /orders/{id}  Who         required  Orders within 2000 ms
                POST     /orders/{id}  Who         required  Orders within 29000 ms, which API Gateway may not invoke

                AUTHORIZER  FUNCTION  REMEMBERED FOR  IDENTITY SOURCES
                Who         Guard     30 s            method.request.header.authorization, context.resourcePath

                GATEWAY RESPONSE  STATUS           HEADERS
                DEFAULT_4XX       each type's own  -
                UNAUTHORIZED      401              Access-Control-Allow-Origin: method.request.header.origin; Vary: 'Origin'
                """.lines().toList());
    }

    @Test
    void aPermissionForSomeVerbsOfARouteIsShownAsThose() throws IOException {
        Files.writeString(template, ANY_VERB);
        assertThat(CommandRun.in(temporary, "routes").out().lines())
                .contains(
                        "ANY     /         nobody      -        Fn within 29000 ms, which API Gateway may not invoke");
        assertThat(CommandRun.in(temporary, "routes", "--json").out())
                .contains("\"GET /\"", "\"PUT /\"")
                .doesNotContain("\"ANY /\"", "\"POST /\"");
    }

    @Test
    void aTemplateThatCannotBeServedIsRefusedAsByUp() throws IOException {
        Files.writeString(template, SMALL.replace("StageName: !Ref Stage", "StageName: v/1\n      Colour: red"));
        CommandRun run = CommandRun.in(temporary, "routes", "--json", "--template=" + template);
        CommandRun up = CommandRun.in(temporary, "up", "--template=" + template);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("The template " + template + " cannot be served, for 2 reasons:" + NEWLINE + "  " + template
                        + ":")
                .contains("Resources.Api.Properties.Colour is not supported by the local gateway.")
                .contains("Resources.Api.Properties.StageName is v/1, which is not a stage name")
                .isEqualTo(up.err());
    }

    @Test
    void aTemplateThatIsNotThereIsNamed() {
        CommandRun run = CommandRun.in(temporary, "routes", "--template=" + temporary.resolve("none.yaml"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("The template " + temporary.resolve("none.yaml")
                        + " is not there or cannot be read. Name a SAM template with --template." + NEWLINE);
    }

    private static String expected() throws IOException {
        try (InputStream document =
                Objects.requireNonNull(RoutesCommandTest.class.getResourceAsStream("small-routes.json"))) {
            return new String(document.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
