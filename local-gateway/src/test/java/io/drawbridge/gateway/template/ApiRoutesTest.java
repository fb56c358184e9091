package io.drawbridge.gateway.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.gateway.api.Authorizer;
import io.drawbridge.gateway.api.Integration.LambdaProxy;
import io.drawbridge.gateway.api.RestApi;
import io.drawbridge.gateway.api.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How events, DefinitionBody and default authorizer combine; expectations are the output of SAM's translator 1.170. */
class ApiRoutesTest {

    private static final String GUARD = """
                  Auth:
                    DefaultAuthorizer: Z
                    Authorizers:
                      Z: {FunctionArn: !GetAtt Guard.Arn, FunctionPayloadType: REQUEST, Identity: {ReauthorizeEvery: 0}}
                      Y: {FunctionArn: !GetAtt Guard.Arn, FunctionPayloadType: REQUEST, Identity: {Headers: [X-A]}}
            """;

    private static final String MOCK =
            "x-amazon-apigateway-integration: {type: mock, requestTemplates: {application/json: '{\"statusCode\": 200}'},"
                    + " responses: {default: {statusCode: 200}}}, responses: {\"200\": {description: ok}}";

    private static final String PROXY =
            "x-amazon-apigateway-integration: {type: aws_proxy, httpMethod: POST, timeoutInMillis: 2000, uri: !Sub"
                    + " \"arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations\"}";

    private TemplateFixture fixture;

    @BeforeEach
    void folder(@TempDir Path folder) {
        fixture = new TemplateFixture(folder);
    }

    private static String events(String... events) {
        StringBuilder text =
                new StringBuilder("  Orders:\n    Type: AWS::Serverless::Function\n    Properties:\n      Events:\n");
        for (int i = 0; i < events.length; i++) {
            text.append("        E")
                    .append(i)
                    .append(": {Type: Api, Properties: {RestApiId: !Ref Api, ")
                    .append(events[i])
                    .append("}}\n");
        }
        return text.toString();
    }

    private static String body(String... methods) {
        StringBuilder text = new StringBuilder("      DefinitionBody:\n        openapi: 3.0.1\n        paths:\n");
        for (String method : methods) {
            text.append("          ").append(method).append('\n');
        }
        return text.toString();
    }

    private static List<String> summary(RestApi api) {
        return api.routes().stream()
                .map(route -> route.method() + " " + route.resource() + " "
                        + route.authorizer().map(Authorizer::name).orElse("public"))
                .toList();
    }

    @Test
    void withoutADefinitionBodyEventsMakeTheRoutes() {
        RestApi api = fixture.valid(TemplateFixture.API
                + GUARD
                + events(
                        "Path: /orders, Method: GET",
                        "Path: \"/orders/{id}\", Method: any, TimeoutInMillis: 2000, Auth: {Authorizer: NONE}",
                        "Path: /two, Method: post, Auth: {Authorizer: Y}",
                        "Path: \"/p/{proxy+}\", Method: ANY",
                        "Path: /orders, Method: options"));
        assertThat(summary(api))
                .containsExactly(
                        "GET /orders Z",
                        "ANY /orders/{id} public",
                        "POST /two Y",
                        "ANY /p/{proxy+} Z",
                        "OPTIONS /orders Z");
        assertThat(TemplateFixture.route(api, Route.ANY, "/orders/{id}").integration())
                .isEqualTo(new LambdaProxy("Orders", Duration.ofSeconds(2)));
        assertThat(TemplateFixture.route(api, "GET", "/orders").integration())
                .isEqualTo(new LambdaProxy("Orders", Duration.ofSeconds(29)));
        assertThat(api.logicalId()).isEqualTo("Api");
        assertThat(api.apiId()).isEqualTo("api");
        assertThat(api.stage()).isEqualTo("v1");
    }

    @Test
    void eachEventAndEachAuthorizerMakesAPermissionForAnyStage() {
        RestApi api = fixture.valid(TemplateFixture.API
                + GUARD
                + events(
                        "Path: /orders, Method: get",
                        "Path: \"/orders/{id}\", Method: any",
                        "Path: \"/a/{b}/{proxy+}\", Method: delete",
                        "Path: /, Method: get"));
        String arn = "arn:aws:execute-api:us-east-1:000000000000:api/";
        assertThat(TemplateFixture.function(api, "Orders").permissions())
                .containsExactlyInAnyOrder(
                        arn + "*/GET/orders", arn + "*/*/orders/*", arn + "*/DELETE/a/*/*", arn + "*/GET/");
        assertThat(TemplateFixture.function(api, "Guard").permissions()).containsExactly(arn + "authorizers/*");
        assertThat(api.functions()).hasSize(2);
    }

    @Test
    void preflightsAreLeftPublicOnlyWhereTheApiSaysSo() {
        String template = TemplateFixture.API + GUARD + "        AddDefaultAuthorizerToCorsPreflight: false\n"
                + events("Path: /orders, Method: options", "Path: /orders, Method: any");
        assertThat(summary(fixture.valid(template))).containsExactly("OPTIONS /orders public", "ANY /orders Z");
    }

    @Test
    void aDefinitionBodyMakesRoutesAndEventsMakePermissionsOnly() {
        RestApi api = fixture.valid(TemplateFixture.API
                + GUARD
                + body(
                        "/orders: {get: {" + PROXY + "}, post: {security: [], " + PROXY
                                + "}, delete: {security: [{Y: []}], " + PROXY + "}, options: {security: [{NONE: []}], "
                                + MOCK + "}}",
                        "\"/{proxy+}\": {x-amazon-apigateway-any-method: {" + MOCK + "}}"));
        assertThat(summary(api))
                .containsExactlyInAnyOrder(
                        "GET /orders Z",
                        "POST /orders Z",
                        "DELETE /orders Y",
                        "OPTIONS /orders public",
                        "ANY /{proxy+} Z");
        assertThat(TemplateFixture.route(api, "GET", "/orders").integration())
                .isEqualTo(new LambdaProxy("Fn", Duration.ofSeconds(2)));
        assertThat(TemplateFixture.function(api, "Fn").permissions()).isEmpty();
    }

    @Test
    void anEventThatTheDefinitionBodyContradictsIsRefused() {
        String rule = " The API has a DefinitionBody, so SAM makes a permission of this event and nothing else.";
        String template = TemplateFixture.API
                + GUARD
                + body("/orders: {get: {" + PROXY + "}, post: {" + MOCK + "}}")
                + events(
                        "Path: /orders, Method: get",
                        "Path: /orders, Method: post",
                        "Path: /other, Method: get",
                        "Path: /orders, Method: get");
        assertThat(fixture.problems(template))
                .containsExactly(
                        "template.yaml:23:9: Resources.Orders.Properties.Events.E0 gives GET /orders to Orders, but"
                                + " DefinitionBody gives it to Fn." + rule + " Correct one of them.",
                        "template.yaml:24:9: Resources.Orders.Properties.Events.E1 gives POST /orders to Orders, but"
                                + " DefinitionBody gives it to a mock." + rule + " Correct one of them.",
                        "template.yaml:25:9: Resources.Orders.Properties.Events.E2 declares GET /other, which"
                                + " DefinitionBody does not have." + rule
                                + " Add the method there, or set MergeDefinitions: true.",
                        "template.yaml:26:9: Resources.Orders.Properties.Events.E3 declares GET /orders, which the event"
                                + " in line 23 declares already. Keep one of them.");
    }

    @Test
    void settingsOfAnEventThatADefinitionBodyMakesMeaninglessAreRefused() {
        String rule =
                " has no effect. The API has a DefinitionBody, so SAM makes a permission of this event and nothing else.";
        String template = TemplateFixture.API
                + GUARD
                + body("/orders: {get: {" + PROXY.replace("Fn.Arn", "Orders.Arn") + "}}")
                + events("Path: /orders, Method: get, TimeoutInMillis: 100, Auth: {Authorizer: NONE}");
        assertThat(fixture.problems(template))
                .containsExactly(
                        "template.yaml:23:9: Resources.Orders.Properties.Events.E0.Properties.Auth" + rule
                                + " Write `security` at the method in DefinitionBody.",
                        "template.yaml:23:9: Resources.Orders.Properties.Events.E0.Properties.TimeoutInMillis" + rule
                                + " Write timeoutInMillis at the integration in DefinitionBody.");
    }

    @Test
    void mergedDefinitionsLetTheEventWinAndKeepTheRest() {
        RestApi api = fixture.valid(TemplateFixture.API + GUARD + "      MergeDefinitions: true\n"
                + body("/x: {get: {" + MOCK + "}, delete: {security: [{NONE: []}], " + MOCK
                        + "}, options: {security: [], " + MOCK + "}}")
                + events(
                        "Path: /x, Method: GET, Auth: {Authorizer: NONE}",
                        "Path: /x, Method: delete",
                        "Path: /z, Method: POST"));
        assertThat(summary(api))
                .containsExactlyInAnyOrder("GET /x public", "DELETE /x public", "OPTIONS /x Z", "POST /z Z");
        assertThat(TemplateFixture.route(api, "DELETE", "/x").integration())
                .isEqualTo(new LambdaProxy("Orders", Duration.ofSeconds(29)));
    }

    /** SAM would make a permission for a verb of that name, which nobody sends. */
    @Test
    void anEventCallsTheMethodAnyByThatNameAlone() {
        assertThat(fixture.problems(TemplateFixture.API + events("Path: /x, Method: x-amazon-apigateway-any-method")))
                .singleElement()
                .asString()
                .contains(".Method is x-amazon-apigateway-any-method, which is not a method of API Gateway.");
    }

    @Test
    void anAnyEventCannotBeMerged() {
        assertThat(fixture.problems(
                        TemplateFixture.API + "      MergeDefinitions: true\n" + events("Path: /x, Method: any")))
                .singleElement()
                .asString()
                .contains(" uses the method any, which SAM cannot merge into a DefinitionBody.");
        assertThat(fixture.problems(TemplateFixture.API + "      MergeDefinitions: true\n"
                        + body("/x: {get: {" + MOCK + "}}") + events("Path: /x, Method: any")))
                .containsExactly(
                        "template.yaml:19:9: Resources.Orders.Properties.Events.E0 uses the method any, which SAM"
                                + " cannot merge into a DefinitionBody. Write x-amazon-apigateway-any-method there, and a Lambda"
                                + " permission.");
    }

    @Test
    void authorizersThatDoNotExistAreRefused() {
        assertThat(fixture.problems(
                        TemplateFixture.API + GUARD + events("Path: /x, Method: get, Auth: {Authorizer: Q}")))
                .containsExactly("template.yaml:19:9: Resources.Orders.Properties.Events.E0 asks for the authorizer Q,"
                        + " which Auth.Authorizers of Api does not declare. Declare it there, or correct the name.");
        assertThat(fixture.problems(TemplateFixture.API + events("Path: /x, Method: get, Auth: {Authorizer: NONE}")))
                .containsExactly(
                        "template.yaml:14:9: Resources.Orders.Properties.Events.E0 asks for the authorizer NONE,"
                                + " but the API has no DefaultAuthorizer to opt out of. Remove it.");
    }

    @Test
    void eventsThatSamRefusesAreRefused() {
        assertThat(fixture.problems(TemplateFixture.API
                        + events(
                                "Path: /x, Method: fetch",
                                "Method: get",
                                "Path: !If [Always, /x, /y], Method: get",
                                "Path: /x, Method: get, RequestModel: {Model: M}")
                        + "Conditions: {Always: !Equals [a, a]}\n"))
                .containsExactly(
                        "template.yaml:14:69: Resources.Orders.Properties.Events.E0.Properties.Method is fetch, which is"
                                + " not a method of API Gateway. Use get, put, post, delete, options, head, patch or any.",
                        "template.yaml:15:25: Resources.Orders.Properties.Events.E1.Properties.Path is missing. It is"
                                + " required: add it.",
                        "template.yaml:16:59: Resources.Orders.Properties.Events.E2.Properties.Path comes from a function"
                                + " that SAM's translator does not evaluate here. Write the value itself.",
                        "template.yaml:17:82: Resources.Orders.Properties.Events.E3.Properties.RequestModel is not"
                                + " supported by the local gateway. Models and request validators are not served: check"
                                + " the request in the function.");
    }

    @Test
    void anApiIsNamedByRefOnly() {
        String template = TemplateFixture.API + events("Path: /x, Method: get");
        String at = "template.yaml:14:38: Resources.Orders.Properties.Events.E0.Properties.RestApiId is ";
        String rule = ", not a Ref to an AWS::Serverless::Api of this template. Write !Ref and its logical id.";
        assertThat(fixture.problems(template.replace("!Ref Api", "!Ref Fn")))
                .containsExactly(at + "a Ref to Fn" + rule);
        assertThat(fixture.problems(template.replace("!Ref Api", "Api"))).containsExactly(at + "the value Api" + rule);
        assertThat(fixture.problems(template.replace("!Ref Api", "!Sub \"${Api}\"")))
                .containsExactly(at + "a call of Fn::Sub" + rule);
    }

    @Test
    void whereSamsTranslatorEvaluatesNoFunctionTheyAreRefused() {
        String plain =
                ", but not written as a plain true or false, which SAM's translator needs here. Write true or false,"
                        + " without quotes and functions.";
        String early =
                " is a call of Fn::If, but SAM's translator looks into it before functions are evaluated. Write the"
                        + " mapping out.";
        String conditions =
                "Conditions: {Always: !Equals [a, a]}\nParameters: {No: {Type: String, Default: \"false\"}}\n";
        Map<String, String> cases = Map.of(
                "AddDefaultAuthorizerToCorsPreflight: \"false\"",
                ".Auth.AddDefaultAuthorizerToCorsPreflight is false" + plain,
                "AddDefaultAuthorizerToCorsPreflight: !Ref No",
                ".Auth.AddDefaultAuthorizerToCorsPreflight is false" + plain,
                "Authorizers: !If [Always, {}, {}]",
                ".Auth.Authorizers" + early,
                "Authorizers: {Z: !If [Always, {}, {}]}",
                ".Auth.Authorizers.Z" + early,
                "Authorizers: {Z: {FunctionArn: !GetAtt Guard.Arn, FunctionPayloadType: REQUEST, Identity: {Headers:"
                        + " [!If [Always, a, b]]}}}",
                ".Auth.Authorizers.Z.Identity.Headers[0] comes from a function that SAM's translator does not evaluate here."
                        + " Write the value, or a Ref to a parameter.");
        cases.forEach((auth, message) -> assertThat(fixture.problems(TemplateFixture.API + "      Auth:\n        "
                        + auth + "\n" + events("Path: /x, Method: get") + conditions))
                .singleElement()
                .asString()
                .endsWith("Resources.Api.Properties" + message));
        assertThat(fixture.problems(TemplateFixture.API + "      GatewayResponses: {THROTTLED: !If [Always, {}, {}]}\n"
                        + events("Path: /x, Method: get") + conditions))
                .singleElement()
                .asString()
                .endsWith("Resources.Api.Properties.GatewayResponses.THROTTLED" + early);
        assertThat(fixture.problems(TemplateFixture.API
                        + body("/x: {get: {security: !If [Always, [], []], " + PROXY + "}}")
                        + conditions))
                .singleElement()
                .asString()
                .endsWith(".security is a call of Fn::If, not a list. Write a list.");
        assertThat(fixture.problems(TemplateFixture.API + "      MergeDefinitions: !If [Always, true, false]\n"
                        + body("/x: {get: {" + PROXY + "}}") + conditions))
                .singleElement()
                .asString()
                .endsWith("Resources.Api.Properties.MergeDefinitions is true" + plain);
    }

    @Test
    void eventsWithoutAnApiMakeTheImplicitOneFromTheGlobals() {
        RestApi api = fixture.valid(TemplateFixture.ONE_FUNCTION + """
                  Guard: {Type: AWS::Serverless::Function, Properties: {Handler: a.Handler, Runtime: java21, CodeUri: code.jar}}
                Globals:
                  Api:
                    Variables: {color: blue}
                    Auth:
                      DefaultAuthorizer: Z
                      Authorizers:
                        Z: {FunctionArn: !GetAtt Guard.Arn, FunctionPayloadType: REQUEST, Identity: {ReauthorizeEvery: 0}}
                """);
        assertThat(summary(api)).containsExactly("GET / Z");
        assertThat(api.logicalId()).isEqualTo("ServerlessRestApi");
        assertThat(api.stage()).isEqualTo("Prod");
        assertThat(api.stageVariables()).containsExactly(Map.entry("color", "blue"));
    }

    @Test
    void aSecondApiIsRefused() {
        assertThat(fixture.problems(TemplateFixture.API + events("Path: /x, Method: get")
                        + "  Other: {Type: AWS::Serverless::Api, Properties: {StageName: v1}}\n"))
                .containsExactly(
                        "template.yaml:15:3: Resources.Other is another API beside Api, which is not supported by"
                                + " the local gateway. It serves one: keep each in a template of its own.");
    }

    @Test
    void whatApiGatewayRefusesAboutPathsIsRefused() {
        assertThat(fixture.problems(TemplateFixture.API
                        + events(
                                "Path: \"/a/{x}\", Method: get",
                                "Path: \"/a/{y}/b\", Method: get",
                                "Path: \"/a/{proxy+}\", Method: get",
                                "Path: \"/{proxy+}/c\", Method: get",
                                "Path: /d/, Method: get",
                                "Path: /e//f, Method: get",
                                "Path: g, Method: get",
                                "Path: /h i, Method: get",
                                "Path: \"/j{k}\", Method: get",
                                "Path: \"/a/{x}/b\", Method: get",
                                "Path: \"/l/{x}/{y}\", Method: get")))
                .containsExactly(
                        "template.yaml:15:9: Resources.Orders.Properties.Events.E1 has the path /a/{y}/b, in which {y}"
                                + " stands beside {x} of line 14 below /a/. API Gateway takes one variable below a parent:"
                                + " use the same name, or another path.",
                        "template.yaml:16:9: Resources.Orders.Properties.Events.E2 has the path /a/{proxy+}, in which"
                                + " {proxy+} stands beside {x} of line 14 below /a/. API Gateway takes one variable below a"
                                + " parent: use the same name, or another path.",
                        "template.yaml:17:9: Resources.Orders.Properties.Events.E3 has the path /{proxy+}/c, in which"
                                + " {proxy+} is not last. A greedy variable takes all that follows: end the path there.",
                        "template.yaml:18:9: Resources.Orders.Properties.Events.E4 has the path /d/. A path starts with"
                                + " one slash, ends without one, and has no empty segment: correct it.",
                        "template.yaml:19:9: Resources.Orders.Properties.Events.E5 has the path /e//f. A path starts with"
                                + " one slash, ends without one, and has no empty segment: correct it.",
                        "template.yaml:20:9: Resources.Orders.Properties.Events.E6 has the path g. A path starts with one"
                                + " slash, ends without one, and has no empty segment: correct it.",
                        "template.yaml:21:9: Resources.Orders.Properties.Events.E7 has the path /h i, in which API Gateway"
                                + " does not take h i. A segment is letters, digits and ._-: or one {variable} or"
                                + " {variable+}: change it.",
                        "template.yaml:22:9: Resources.Orders.Properties.Events.E8 has the path /j{k}, in which API Gateway"
                                + " does not take j{k}. A segment is letters, digits and ._-: or one {variable} or"
                                + " {variable+}: change it.");
    }

    @Test
    void aRouteOfTheDefinitionBodyMakesNoPermissionButAnExplicitOneDoes() {
        RestApi api = fixture.valid(TemplateFixture.API + body("/orders: {get: {" + PROXY + "}}") + """
                  Allowed:
                    Type: AWS::Lambda::Permission
                    Properties:
                      Action: lambda:InvokeFunction
                      FunctionName: !Ref Fn
                      Principal: apigateway.amazonaws.com
                      SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*/GET/orders
                  Anywhere:
                    Type: AWS::Lambda::Permission
                    Properties: {Action: lambda:InvokeFunction, FunctionName: !GetAtt Fn.Arn, Principal: apigateway.amazonaws.com}
                  Elsewhere:
                    Type: AWS::Lambda::Permission
                    Properties: {Action: lambda:InvokeFunction, FunctionName: !Ref Fn, Principal: s3.amazonaws.com, SourceArn: arn:aws:s3:::bucket}
                  Foreign:
                    Type: AWS::Lambda::Permission
                    Properties:
                      Action: lambda:InvokeFunction
                      FunctionName: !Ref Fn
                      Principal: apigateway.amazonaws.com
                      SourceAccount: "111111111111"
                      SourceArn: arn:aws:execute-api:us-east-1:111111111111:api/*
                  ReadsOnly:
                    Type: AWS::Lambda::Permission
                    Properties: {Action: lambda:GetFunction, FunctionName: !Ref Fn, Principal: apigateway.amazonaws.com, SourceArn: arn:reads}
                """);
        assertThat(TemplateFixture.function(api, "Fn").permissions())
                .containsExactlyInAnyOrder("*", "arn:aws:execute-api:us-east-1:000000000000:api/*/GET/orders");
    }

    @Test
    void permissionsOfUnknownFunctionsAndUrlsAreRefused() {
        assertThat(fixture.problems(TemplateFixture.API + body("/orders: {get: {" + PROXY + "}}") + """
                          Bad:
                            Type: AWS::Lambda::Permission
                            Properties: {Action: lambda:InvokeFunction, FunctionName: other, Principal: "*", FunctionUrlAuthType: NONE}
                        """))
                .containsExactly(
                        "template.yaml:16:49: Resources.Bad.Properties.FunctionName is other, which is no function of this"
                                + " template. Write !Ref Function or !GetAtt Function.Arn.",
                        "template.yaml:16:86: Resources.Bad.Properties.FunctionUrlAuthType is not supported by the local"
                                + " gateway. Function URLs are not served: remove it.");
    }
}
