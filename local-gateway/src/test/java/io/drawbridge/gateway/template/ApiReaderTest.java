package io.drawbridge.gateway.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.gateway.api.Authorizer;
import io.drawbridge.gateway.api.GatewayResponse;
import io.drawbridge.gateway.api.GatewayResponseType;
import io.drawbridge.gateway.api.MappingExpression.Context;
import io.drawbridge.gateway.api.MappingExpression.Literal;
import io.drawbridge.gateway.api.MappingExpression.RequestHeader;
import io.drawbridge.gateway.api.MappingExpression.RequestPath;
import io.drawbridge.gateway.api.MappingExpression.RequestQuery;
import io.drawbridge.gateway.api.MappingExpression.StageVariable;
import io.drawbridge.gateway.api.RestApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stage, authorizers and gateway responses of an API. Its properties start in line 9. */
class ApiReaderTest {

    private static final String AT_TEN = "template.yaml:10:7: Resources.Api.Properties.";

    private static final String EVENT = """
              Orders:
                Type: AWS::Serverless::Function
                Properties: {Events: {E: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /x, Method: get}}}}
            """;

    private TemplateFixture fixture;

    @BeforeEach
    void folder(@TempDir Path folder) {
        fixture = new TemplateFixture(folder);
    }

    private List<String> with(String property) {
        return fixture.problems(TemplateFixture.API + "      " + property + "\n" + EVENT);
    }

    private RestApi apiWith(String property) {
        return fixture.valid(TemplateFixture.API + "      " + property + "\n" + EVENT);
    }

    private Authorizer authorizer(String identity) {
        return apiWith("Auth: {DefaultAuthorizer: Z, Authorizers: {Z: {FunctionArn: !GetAtt Guard.Arn,"
                        + " FunctionPayloadType: REQUEST, Identity: {" + identity + "}}}}")
                .routes()
                .get(0)
                .authorizer()
                .orElseThrow();
    }

    @Test
    void propertiesWithoutLocalEffectAreAcceptedUnseen() {
        for (String name : List.of(
                "Name",
                "Description",
                "Tags",
                "PropagateTags",
                "AccessLogSetting",
                "TracingEnabled",
                "FailOnWarnings",
                "Mode",
                "AlwaysDeploy",
                "DisableExecuteApiEndpoint",
                "SecurityPolicy",
                "EndpointAccessMode",
                "CacheClusterSize")) {
            assertThat(with(name + ": {any: thing}")).as(name).isEmpty();
        }
        assertThat(with("EndpointConfiguration: {Type: REGIONAL, IPAddressType: ipv4}"))
                .isEmpty();
        assertThat(with("EndpointConfiguration: EDGE")).isEmpty();
        assertThat(with("CacheClusterEnabled: false")).isEmpty();
        assertThat(with("Cors: !Ref AWS::NoValue")).isEmpty();
        assertThat(with("Domain: {DomainName: a.example, CertificateArn: arn, Route53: {}}"))
                .isEmpty();
        assertThat(with("MethodSettings: [{HttpMethod: \"*\", ResourcePath: \"/*\", LoggingLevel: INFO,"
                        + " ThrottlingRateLimit: 10, CachingEnabled: false}]"))
                .isEmpty();
    }

    @Test
    void propertiesThatCannotBeServedSayWhatToDo() {
        Map<String, String> fixes = Map.ofEntries(
                Map.entry("Cors", "Write the OPTIONS methods into DefinitionBody."),
                Map.entry("DefinitionUri", "Write the methods into DefinitionBody or as events."),
                Map.entry("Models", "Models and request validators are not served: remove it."),
                Map.entry("BinaryMediaTypes", "Binary bodies are not served: remove it."),
                Map.entry("MinimumCompressionSize", "Compression is not served: remove it."),
                Map.entry("CanarySetting", "Canary deployments are not served: remove it."),
                Map.entry("Policy", "Resource policies are not served: remove it."));
        fixes.forEach((name, fix) -> assertThat(with(name + ": x"))
                .containsExactly(AT_TEN + name + " is not supported by the local gateway. " + fix));
        assertThat(with("EndpointConfiguration: {Type: PRIVATE}"))
                .containsExactly(
                        AT_TEN + "EndpointConfiguration is PRIVATE, which is not supported by the local gateway."
                                + " Use REGIONAL or EDGE.");
        assertThat(with("CacheClusterEnabled: true"))
                .containsExactly(AT_TEN + "CacheClusterEnabled is true, which is not supported by the local gateway."
                        + " Stage caching ignores Vary: leave it off.");
        assertThat(with("MethodSettings: [{CachingEnabled: true}]"))
                .containsExactly(
                        "template.yaml:10:25: Resources.Api.Properties.MethodSettings[0].CachingEnabled is true,"
                                + " which is not supported by the local gateway. Stage caching ignores Vary: leave it off.");
        assertThat(with("Domain: {BasePath: v1}"))
                .containsExactly("template.yaml:10:16: Resources.Api.Properties.Domain.BasePath is not supported by the"
                        + " local gateway. Paths are served without a base path: remove it.");
    }

    @Test
    void stageAndVariablesAreHeldToApiGatewaysRules() {
        assertThat(apiWith("Variables: {color: blue, n: 1}").stageVariables())
                .isEqualTo(Map.of("color", "blue", "n", "1"));
        assertThat(with("Variables: {a-b: x}"))
                .containsExactly("template.yaml:10:19: Resources.Api.Properties.Variables.a-b is x, which API Gateway"
                        + " refuses: a name is letters, digits and _, a value also -.~:/?#&=, characters. Change it.");
        assertThat(fixture.problems(TemplateFixture.API.replace("v1", "v.1") + EVENT))
                .containsExactly(
                        "template.yaml:9:7: Resources.Api.Properties.StageName is v.1, which is not a stage name:"
                                + " letters, digits, _ and - only. Choose another.");
        assertThat(fixture.problems(TemplateFixture.API.replace("StageName: v1", "Name: v1") + EVENT))
                .containsExactly(
                        "template.yaml:8:5: Resources.Api.Properties.StageName is missing. It is required: add it.");
    }

    @Test
    void anAuthorizerIsReadWithItsIdentitySourcesInSamsOrder() {
        assertThat(authorizer("Context: [resourcePath, identity.sourceIp], StageVariables: [s], QueryStrings: [q],"
                        + " Headers: [X-A, authorization]"))
                .isEqualTo(new Authorizer(
                        "Z",
                        "Guard",
                        List.of(
                                new RequestHeader("X-A"),
                                new RequestHeader("authorization"),
                                new RequestQuery("q"),
                                new StageVariable("s"),
                                new Context("resourcePath"),
                                new Context("identity.sourceIp")),
                        Duration.ofMinutes(5)));
        assertThat(authorizer("Headers: [a], ReauthorizeEvery: 3600").resultTtl())
                .isEqualTo(Duration.ofHours(1));
        assertThat(authorizer("ReauthorizeEvery: 0")).isEqualTo(new Authorizer("Z", "Guard", List.of(), Duration.ZERO));
    }

    @Test
    void anAuthorizerWithoutIdentityNeedsAPlainZero() {
        String start = "Auth: {Authorizers: {Z: {FunctionArn: !GetAtt Guard.Arn, FunctionPayloadType: REQUEST";
        String rule =
                ", and the authorizer has no identity source. SAM takes an authorizer without Headers, QueryStrings,"
                        + " StageVariables or Context only with ReauthorizeEvery: 0, written so or as a Ref to a parameter.";
        String at = "Resources.Api.Properties.Auth.Authorizers.Z.Identity.ReauthorizeEvery is ";
        assertThat(with(start + "}}}")).singleElement().asString().endsWith(at + "300 by default" + rule);
        assertThat(with(start + ", Identity: {ReauthorizeEvery: 300}}}}"))
                .singleElement()
                .asString()
                .endsWith(at + "300" + rule);
        String always = "Conditions: {Always: !Equals [a, a]}\nParameters: {Ttl: {Type: Number, Default: 0}}\n";
        assertThat(fixture.problems(TemplateFixture.API + "      " + start
                        + ", Identity: {ReauthorizeEvery: !If [Always, 0, 300]}}}}\n" + EVENT + always))
                .singleElement()
                .asString()
                .endsWith(at + "a function" + rule);
        assertThat(fixture.problems(TemplateFixture.API + "      " + start
                        + ", Identity: {ReauthorizeEvery: !Ref Ttl}}}}\n" + EVENT + always))
                .isEmpty();
        assertThat(with(start + ", Identity: {Headers: [a], ReauthorizeEvery: 3601}}}}"))
                .singleElement()
                .asString()
                .endsWith(at + "3601, which is not a whole number from 0 to 3600. Correct it.");
    }

    @Test
    void otherKindsOfAuthorizationAreRefused() {
        assertThat(with("Auth: {Authorizers: {Z: {FunctionArn: !GetAtt Guard.Arn, Identity: {Headers: [a]}}}}"))
                .singleElement()
                .asString()
                .endsWith(
                        "Resources.Api.Properties.Auth.Authorizers.Z.FunctionPayloadType is TOKEN by default, which is"
                                + " not supported by the local gateway. Write REQUEST.");
        assertThat(with("Auth: {Authorizers: {Z: {FunctionPayloadType: REQUEST, FunctionArn: arn:other, Identity:"
                        + " {Headers: [a b]}, FunctionInvokeRole: arn:role}}}"))
                .extracting(line -> line.replaceFirst("^[^ ]* ", ""))
                .containsExactlyInAnyOrder(
                        "Resources.Api.Properties.Auth.Authorizers.Z.FunctionArn is arn:other, which is no function of this"
                                + " template. Write !GetAtt Function.Arn.",
                        "Resources.Api.Properties.Auth.Authorizers.Z.Identity.Headers holds a b, which is not a name that"
                                + " can be mapped. Correct it.",
                        "Resources.Api.Properties.Auth.Authorizers.Z.FunctionInvokeRole is not supported by the local"
                                + " gateway. Let a Lambda permission allow the call instead.");
        Map<String, String> fixes = Map.of(
                "UsagePlan",
                        "It makes one key for all callers: declare AWS::ApiGateway::UsagePlan, ApiKey and UsagePlanKey.",
                "ResourcePolicy", "Resource policies are not served: remove it.",
                "InvokeRole", "IAM authorization is not served: remove it.");
        fixes.forEach((name, fix) -> assertThat(with("Auth: {" + name + ": x}"))
                .containsExactly("template.yaml:10:14: Resources.Api.Properties.Auth." + name
                        + " is not supported by the local gateway. " + fix));
    }

    @Test
    void anAuthorizerMayDoWithoutSamsPermission() {
        RestApi api = apiWith(
                "Auth: {DefaultAuthorizer: Z, Authorizers: {Z: {FunctionArn: !GetAtt Guard.Arn,"
                        + " FunctionPayloadType: REQUEST, DisableFunctionDefaultPermissions: true, Identity: {ReauthorizeEvery: 0}}}}");
        assertThat(TemplateFixture.function(api, "Guard").permissions()).isEmpty();
    }

    @Test
    void gatewayResponsesKeepEveryKindOfMapping() {
        assertThat(apiWith("""
                        GatewayResponses:
                                ACCESS_DENIED:
                                  StatusCode: "403"
                                  ResponseParameters:
                                    Headers:
                                      Vary: "'Origin'"
                                      A: context.authorizer.corsAllowOrigin
                                      B: method.request.header.origin
                                      C: method.request.querystring.q
                                      D: method.request.path.id
                                      E: stageVariables.color
                                  ResponseTemplates: {application/json: '{"id":"$context.requestId"}'}
                                DEFAULT_5XX: {}
                        """).gatewayResponses())
                .isEqualTo(Map.of(
                        GatewayResponseType.ACCESS_DENIED,
                        new GatewayResponse(
                                OptionalInt.of(403),
                                Map.of(
                                        "Vary", new Literal("Origin"),
                                        "A", new Context("authorizer.corsAllowOrigin"),
                                        "B", new RequestHeader("origin"),
                                        "C", new RequestQuery("q"),
                                        "D", new RequestPath("id"),
                                        "E", new StageVariable("color")),
                                Map.of("application/json", "{\"id\":\"$context.requestId\"}")),
                        GatewayResponseType.DEFAULT_5XX,
                        new GatewayResponse(OptionalInt.empty(), Map.of(), Map.of())));
    }

    /** SAM's translator looks at it before anything is resolved, and refuses what does not look like a status. */
    @Test
    void theStatusOfAGatewayResponseIsWrittenOut() {
        String message =
                "template.yaml:10:38: Resources.Api.Properties.GatewayResponses.THROTTLED.StatusCode comes from a"
                        + " function that SAM's translator does not evaluate here. Write the value itself.";
        String rest = "Parameters: {Code: {Type: Number, Default: 429}}\nConditions: {Always: !Equals [1, 1]}\n";
        for (String code : List.of("!Ref Code", "!Sub '${Code}'", "!If [Always, 429, 430]")) {
            assertThat(fixture.problems(TemplateFixture.API + "      GatewayResponses: {THROTTLED: {StatusCode: " + code
                            + "}}\n" + EVENT + rest))
                    .containsExactly(message);
        }
    }

    /** SAM's translator would write a header that is called {@code Fn::If}. */
    @Test
    void theHeadersOfAGatewayResponseAreWrittenOut() {
        String always = "Conditions: {Always: !Equals [1, 1]}\n";
        String at = "template.yaml:10:38: Resources.Api.Properties.GatewayResponses.THROTTLED.ResponseParameters";
        String message = " is a call of Fn::If, but SAM's translator looks into it before functions are evaluated."
                + " Write the mapping out.";
        assertThat(fixture.problems(TemplateFixture.API
                        + "      GatewayResponses: {THROTTLED: {ResponseParameters: {Headers: !If [Always, {A: \"'x'\"}, {}]}}}\n"
                        + EVENT + always))
                .containsExactly(at.replace("10:38", "10:59") + ".Headers" + message);
        assertThat(fixture.problems(TemplateFixture.API
                        + "      GatewayResponses: {THROTTLED: {ResponseParameters: !If [Always, {Headers: {A: \"'x'\"}}, {}]}}\n"
                        + EVENT + always))
                .containsExactly(at + message);
    }

    @Test
    void aStageNameThatYamlReadsAsANumberIsRefused() {
        assertThat(fixture.problems(TemplateFixture.API.replace("StageName: v1", "StageName: 5") + EVENT))
                .containsExactly(
                        "template.yaml:9:7: Resources.Api.Properties.StageName is 5 without quotes, which SAM's"
                                + " translator does not take for a text. Put it into quotes.");
    }

    /** By the version SAM chooses where it writes the authorizers: at the wrong place they would guard nothing. */
    @Test
    void theOpenApiVersionIsThatOfTheDocument() {
        assertThat(with("OpenApiVersion: '2.0'")).isEmpty();
        assertThat(with("OpenApiVersion: 3.0.1")).isEmpty();
        assertThat(with("OpenApiVersion: 3.1.0"))
                .containsExactly(
                        AT_TEN + "OpenApiVersion is 3.1.0. API Gateway imports OpenAPI 3.0 and Swagger 2.0: write"
                                + " 3.0.1.");
        assertThat(with("OpenApiVersion: !Sub 3.0.1"))
                .containsExactly(
                        AT_TEN + "OpenApiVersion comes from a function that SAM's translator does not evaluate here."
                                + " Write the value itself.");
        assertThat(
                        with(
                                "OpenApiVersion: '2.0'\n      DefinitionBody: {openapi: 3.0.1, paths: {}}\n      MergeDefinitions: true"))
                .containsExactly(AT_TEN + "OpenApiVersion is 2.0, but DefinitionBody is OpenAPI 3. SAM would write the"
                        + " authorizers where API Gateway does not look for them: write 3.0.1.");
    }

    @Test
    void gatewayResponsesThatApiGatewayRefusesAreRefused() {
        assertThat(with("GatewayResponses: {SOMETHING: {}}"))
                .singleElement()
                .asString()
                .startsWith("template.yaml:10:26: Resources.Api.Properties.GatewayResponses.SOMETHING is not a gateway"
                        + " response type. The types are: ACCESS_DENIED, API_CONFIGURATION_ERROR, ");
        assertThat(
                        with(
                                "GatewayResponses: {THROTTLED: {StatusCode: 42, Headers: {}, ResponseParameters: {Paths: {}, Headers:"
                                        + " {\"a b\": \"'x'\", c: method.request.body.x}}, ResponseTemplates: {a/b: x, c/d: y}}}"))
                .extracting(line -> line.replaceFirst("^[^ ]* Resources.Api.Properties.GatewayResponses.THROTTLED", ""))
                .containsExactly(
                        ".StatusCode is 42, which is not a whole number from 100 to 599. Correct it.",
                        ".Headers is not supported by the local gateway. It is neither served nor known to have no effect"
                                + " here: remove it, or correct its name.",
                        ".ResponseParameters.Paths is not supported by the local gateway. A response has headers only:"
                                + " remove it.",
                        ".ResponseParameters.Headers.a b is not a header name. Correct it.",
                        ".ResponseParameters.Headers.c is method.request.body.x, which is not a mapping expression. Write a"
                                + " literal in single quotes inside double quotes, or"
                                + " method.request.header|querystring|path.name, context.name or stageVariables.name without"
                                + " quotes.",
                        ".ResponseTemplates holds several media types, which is not supported by the local gateway. Keep"
                                + " application/json.");
    }

    @Test
    void resourceTypesOutsideTheListsAreRefused() {
        Map<String, String> fixes = Map.of(
                "AWS::ApiGateway::GatewayResponse",
                "The next deployment of the API's body removes such resources: declare it under GatewayResponses of the"
                        + " AWS::Serverless::Api.",
                "AWS::Serverless::HttpApi",
                "HTTP APIs (v2) have no gateway responses: use AWS::Serverless::Api.",
                "AWS::ApiGateway::VpcLink",
                "VPC links are not served: remove it.",
                "AWS::Lambda::Function",
                "Declare the function as AWS::Serverless::Function.",
                "AWS::WAFv2::WebACL",
                "It is neither served nor known to have no effect here: keep it in a template of its own.");
        fixes.forEach((type, fix) -> assertThat(with("Name: x\n  Other: {Type: " + type + "}"))
                .containsExactly("template.yaml:11:11: Resources.Other.Type is " + type
                        + ", which is not supported by the local gateway. " + fix));
        assertThat(with("Name: x\n  Table: {Type: AWS::DynamoDB::Table, DeletionPolicy: Retain, Metadata: {a: b}}"))
                .isEmpty();
        assertThat(with("Name: x\n  Table: {Type: AWS::DynamoDB::Table, IgnoreGlobals: \"*\"}"))
                .containsExactly(
                        "template.yaml:11:39: Resources.Table.IgnoreGlobals is not supported by the local gateway."
                                + " Write the properties out.");
        assertThat(with("Name: x\n  My-Table: {Type: AWS::DynamoDB::Table}"))
                .containsExactly("template.yaml:11:3: Resources.My-Table is not a logical id: letters and digits only."
                        + " Rename it.");
    }

    @Test
    void globalsAreMergedAsSamDoes() {
        RestApi api = fixture.valid("""
                Transform: AWS::Serverless-2016-10-31
                Globals:
                  Function:
                    Runtime: java21
                    CodeUri: missing.jar
                    Timeout: 7
                    Architectures: [x86_64]
                    Environment: {Variables: {ONE: global, TWO: global}}
                  SimpleTable: {SSESpecification: {SSEEnabled: true}}
                Resources:
                  Fn:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: a.Handler
                      CodeUri: code.jar
                      Architectures: [arm64]
                      Environment: {Variables: {TWO: own, THREE: !If [Never, x, own]}}
                      Events: {E: {Type: Api, Properties: {Path: /, Method: get}}}
                Conditions: {Never: !Equals [a, b]}
                """);
        assertThat(TemplateFixture.function(api, "Fn").timeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(TemplateFixture.function(api, "Fn").environment())
                .isEqualTo(Map.of("ONE", "global", "TWO", "own", "THREE", "own"));
    }

    @Test
    void globalListsComeBeforeTheResourcesOwn() throws IOException {
        Path first = Files.createDirectory(fixture.folder().resolve("first"));
        Path second = Files.createDirectory(fixture.folder().resolve("second"));
        RestApi api = fixture.valid(TemplateFixture.ONE_FUNCTION + """
                      Layers: [!Ref Own]
                  Own: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: second}}
                  Shared: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: first}}
                Globals: {Function: {Layers: [!Ref Shared]}}
                """);

        assertThat(TemplateFixture.function(api, "Fn").layers()).containsExactly(first, second);
    }

    @Test
    void globalsThatSamRefusesAreRefused() {
        assertThat(fixture.problems(TemplateFixture.ONE_FUNCTION
                        + "Globals: {Function: {FunctionName: x}, HttpApi: {}, Api: {StageName: v1}}\n"))
                .containsExactly(
                        "template.yaml:10:22: Globals.Function.FunctionName is not a property that Globals may set. Write"
                                + " it at each resource.",
                        "template.yaml:10:40: Globals.HttpApi is not supported by the local gateway. Only Function, Api and"
                                + " SimpleTable are.",
                        "template.yaml:10:59: Globals.Api.StageName is not a property that Globals may set. Write it at"
                                + " each resource.");
    }
}
