package io.drawbridge.gateway.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.gateway.api.Integration.LambdaProxy;
import io.drawbridge.gateway.api.Integration.Mock;
import io.drawbridge.gateway.api.Integration.MockResponse;
import io.drawbridge.gateway.api.Integration.Passthrough;
import io.drawbridge.gateway.api.MappingExpression.Context;
import io.drawbridge.gateway.api.MappingExpression.Literal;
import io.drawbridge.gateway.api.RestApi;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Methods and integrations of a DefinitionBody. The path {@code /x} starts in line 13. */
class DefinitionBodyTest {

    private static final String PATHS =
            TemplateFixture.API + "      DefinitionBody:\n        openapi: 3.0.1\n        paths:\n";

    private static final String URI =
            "\"arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations\"";

    private TemplateFixture fixture;

    @BeforeEach
    void folder(@TempDir Path folder) {
        fixture = new TemplateFixture(folder);
    }

    private static String get(String keys) {
        return PATHS + "          /x:\n            get: {" + keys + "}\n";
    }

    private static String integration(String keys) {
        return get("responses: {\"200\": {description: ok, headers: {Vary: {schema: {type: string}}}}},"
                + " x-amazon-apigateway-integration: {" + keys + "}");
    }

    /** Messages without position and common path. */
    private List<String> problems(String template) {
        return fixture.problems(template).stream()
                .map(line -> line.replaceFirst(
                        "^[^ ]* Resources\\.Api\\.Properties\\.DefinitionBody(\\.paths\\./x\\.get)?", ""))
                .map(line -> line.replaceFirst("^\\.x-amazon-apigateway-integration", ""))
                .toList();
    }

    private static String mock(String keys) {
        return integration("type: mock, requestTemplates: {application/json: '{\"statusCode\": 200}'}, " + keys);
    }

    @Test
    void aMockIsReadWhole() {
        RestApi api = fixture.valid(
                mock("passthroughBehavior: never, timeoutInMillis: 100, responses: {\"2\\\\d\\\\d\": {statusCode:"
                        + " \"200\", responseParameters: {method.response.header.vary: \"'Origin'\"}, responseTemplates:"
                        + " {application/json: \"#set($x = 1)\"}}, default: {statusCode: 200, responseParameters:"
                        + " {method.response.header.Vary: context.authorizer.x}}}"));
        assertThat(api.routes().get(0).integration())
                .isEqualTo(new Mock(
                        Map.of("application/json", "{\"statusCode\": 200}"),
                        Passthrough.NEVER,
                        List.of(
                                new MockResponse(
                                        "2\\d\\d",
                                        200,
                                        Map.of("vary", new Literal("Origin")),
                                        Map.of("application/json", "#set($x = 1)")),
                                new MockResponse(
                                        "default", 200, Map.of("Vary", new Context("authorizer.x")), Map.of()))));
        assertThat(((Mock) fixture.valid(mock("responses: {default: {statusCode: 200}}"))
                                .routes()
                                .get(0)
                                .integration())
                        .passthrough())
                .isEqualTo(Passthrough.WHEN_NO_MATCH);
    }

    @Test
    void aMockThatApiGatewayRefusesIsRefused() {
        assertThat(problems(mock(
                        "passthroughBehavior: sometimes, responses: {default: {statusCode: 204}, \"[\": {statusCode: 200,"
                                + " responseParameters: {method.response.header.X: \"'a'\", method.response.header.Vary:"
                                + " method.request.header.origin, Vary: \"'a'\"}}, \"4..\": {}}")))
                .containsExactly(
                        ".passthroughBehavior is sometimes. Write when_no_match, when_no_templates or never.",
                        ".responses.default.statusCode is 204, which the method's responses do not declare. API Gateway"
                                + " refuses that: add \"204\" with a description there.",
                        ".responses.[ is not a regular expression: Unclosed character class. Correct it.",
                        ".responses.[.responseParameters.method.response.header.X sets the header X, which the method's"
                                + " responses do not declare. API Gateway refuses that: add it to the headers there.",
                        ".responses.[.responseParameters.method.response.header.Vary is method.request.header.origin, which"
                                + " is not a mapping expression of a mock's response. Write a literal in single quotes inside"
                                + " double quotes, or context.name or stageVariables.name without quotes.",
                        ".responses.[.responseParameters.Vary is not a response header. Write method.response.header.Name.",
                        ".responses.4...statusCode is missing. It is required: add it.");
        assertThat(problems(integration("type: mock")))
                .containsExactly(
                        ".requestTemplates is missing. A mock takes its status from it: add application/json:"
                                + " '{\"statusCode\": 200}'.",
                        ".responses is missing. A mock without a response answers 500: add one named default with a"
                                + " statusCode.");
    }

    @Test
    void aProxyIsReadAndItsIgnoredKeysAreAccepted() {
        RestApi api =
                fixture.valid(integration("type: AWS_PROXY, httpMethod: POST, passthroughBehavior: never, responses:"
                        + " {default: {statusCode: 200}}, timeoutInMillis: 50, uri: !Sub " + URI));
        assertThat(api.routes().get(0).integration()).isEqualTo(new LambdaProxy("Fn", Duration.ofMillis(50)));
        assertThat(api.functions())
                .singleElement()
                .satisfies(function -> assertThat(function.logicalId()).isEqualTo("Fn"));
    }

    @Test
    void aProxyThatCannotWorkIsRefused() {
        assertThat(problems(integration("type: aws_proxy, httpMethod: GET, timeoutInMillis: 30000, uri: !Sub " + URI)))
                .containsExactly(
                        ".httpMethod is GET. Lambda is invoked by POST, whatever the method of the request: write POST.",
                        ".timeoutInMillis is 30000, which is not a whole number from 50 to 29000. Correct it.");
        assertThat(problems(integration("type: aws_proxy, httpMethod: POST, uri: https://example.com")))
                .containsExactly(".uri is https://example.com, which is not supported by the local gateway. Write !Sub"
                        + " arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Function.Arn}"
                        + "/invocations.");
        assertThat(problems(integration("type: aws_proxy, httpMethod: POST, uri: !Sub "
                        + URI.replace("us-", "").replace("${AWS::Region}", "eu-west-1"))))
                .singleElement()
                .asString()
                .startsWith(".uri is arn:aws:apigateway:eu-west-1:lambda:path");
        assertThat(problems(integration(
                        "type: aws_proxy, httpMethod: POST, uri: !Sub " + URI.replace("${Fn.Arn}", "other"))))
                .containsExactly(".uri names the function other, which this template does not declare. Declare it.");
        assertThat(problems(integration("type: aws_proxy, httpMethod: POST, credentials: arn, uri: !Sub " + URI)))
                .containsExactly(
                        ".credentials is not supported by the local gateway. IAM is not evaluated locally: let a"
                                + " Lambda permission allow the call instead.");
    }

    @Test
    void aUriThatCannotBeResolvedIsReportedOnce() {
        assertThat(problems(integration(
                        "type: aws_proxy, httpMethod: POST, uri: !Sub " + URI.replace("${Fn.Arn}", "${Nobody.Arn}"))))
                .containsExactly(".uri refers to Nobody, which is neither a parameter nor a resource of this template."
                        + " Declare it, or correct the name.");
    }

    @Test
    void otherIntegrationsAreRefused() {
        assertThat(problems(integration("type: http_proxy, uri: https://example.com, httpMethod: GET")))
                .containsExactly(
                        ".type is http_proxy, which is not supported by the local gateway. Use aws_proxy with a"
                                + " function of this template, or mock.");
        assertThat(problems(integration("uri: x"))).containsExactly(".type is missing. It is required: add it.");
        Map<String, String> fixes = Map.of(
                "connectionType", "VPC links and HTTP integrations are not served: remove it.",
                "cacheKeyParameters", "Integration caching is not served: remove it.",
                "contentHandling", "Binary conversion is not served: remove it.",
                "requestParameters", "Request parameters are not mapped: read them in the function.",
                "payloadFormatVersion", "It belongs to HTTP APIs: remove it.");
        fixes.forEach((key, fix) -> assertThat(problems(mock(key + ": x, responses: {default: {statusCode: 200}}")))
                .containsExactly("." + key + " is not supported by the local gateway. " + fix));
        assertThat(problems(get("summary: s")))
                .containsExactly(" is missing. API Gateway refuses a method without an integration: add one of type"
                        + " aws_proxy or mock.");
    }

    @Test
    void securityIsOneAuthorizerOrNone() {
        String rest = "}, x-amazon-apigateway-integration: {type: aws_proxy, httpMethod: POST, uri: !Sub " + URI + "}";
        assertThat(problems(get("security: [{A: []}, {B: []}], responses: {" + rest)))
                .containsExactly(
                        ".security asks for several things at once, which is not supported by the local gateway. Name"
                                + " one authorizer of Auth.Authorizers, or NONE.");
        assertThat(problems(get("security: [{A: [scope]}], responses: {" + rest)))
                .containsExactly(
                        " asks for the authorizer A, which Auth.Authorizers of Api does not declare. Declare it there, or"
                                + " correct the name.",
                        ".security[0].A asks for scopes, which is not supported by the local gateway. Scopes belong to user"
                                + " pools: let the Lambda authorizer check them.");
        assertThat(problems(get("security: [A], responses: {" + rest)))
                .containsExactly(".security[0] is the value A, not a mapping. Write a mapping.");
    }

    @Test
    void extensionsOfTheDocumentThatChangeAnswersAreRefused() {
        Map<String, String> fixes = Map.of(
                "security",
                "Declare authorizers under Auth.Authorizers and `security` at each method.",
                "securityDefinitions",
                "Declare authorizers under Auth.Authorizers and `security` at each method.",
                "x-amazon-apigateway-gateway-responses",
                "Declare them under GatewayResponses.",
                "x-amazon-apigateway-request-validators",
                "Request validators are not served: check the request in the function.",
                "x-amazon-apigateway-binary-media-types",
                "Binary bodies are not served: remove it.",
                "x-amazon-apigateway-policy",
                "Resource policies are not served: remove it.",
                "x-amazon-apigateway-minimum-compression-size",
                "Compression is not served: remove it.",
                "x-amazon-apigateway-api-key-source",
                "Write ApiKeySourceType at the API.",
                "x-amazon-apigateway-cors",
                "It belongs to HTTP APIs: remove it.");
        fixes.forEach((key, fix) -> assertThat(
                        problems(mock("responses: {default: {statusCode: 200}}") + "        " + key + ": x\n"))
                .containsExactly("." + key + " is not supported by the local gateway. " + fix));
        assertThat(problems(mock("responses: {default: {statusCode: 200}}")
                        + "        components: {schemas: {A: {type: object}}, securitySchemes: {}}\n"))
                .containsExactly(
                        ".components.securitySchemes is not supported by the local gateway. Declare authorizers under"
                                + " Auth.Authorizers of the API.");
        assertThat(problems(mock("responses: {default: {statusCode: 200}}")
                        + "        info: {title: t}\n        servers: []\n        tags: []\n"))
                .isEmpty();
    }

    @Test
    void pathItemsAreHeldToApiGatewaysMethods() {
        String ok = mock("responses: {default: {statusCode: 200}}");
        assertThat(problems(ok + "            trace: {}\n"))
                .containsExactly(
                        ".paths./x.trace is not supported by the local gateway. API Gateway has no such method:"
                                + " remove it.");
        assertThat(problems(ok + "            POST: {}\n"))
                .containsExactly(
                        ".paths./x.POST is not an OpenAPI method. OpenAPI's methods are lower case: write post.");
        assertThat(problems(ok + "            parameters: []\n            summary: s\n          x-note: any\n"))
                .isEmpty();
        assertThat(problems(
                        get("x-amazon-apigateway-request-validator: all, x-amazon-apigateway-integration: {type: mock,"
                                + " requestTemplates: {a: b}, responses: {}}")))
                .containsExactly(".x-amazon-apigateway-request-validator is not supported by the local gateway. Request"
                        + " validators are not served: check the request in the function.");
    }

    @Test
    void onlyTheVersionsThatApiGatewayImportsAreRead() {
        String template = mock("responses: {default: {statusCode: 200}}");
        String rule = ". API Gateway imports OpenAPI 3.0 and Swagger 2.0: write openapi: 3.0.1.";
        assertThat(problems(template.replace("openapi: 3.0.1", "swagger: \"2.0\"")))
                .isEmpty();
        assertThat(problems(template.replace("3.0.1", "3.1.0"))).containsExactly(".openapi is 3.1.0" + rule);
        assertThat(problems(template.replace("openapi: 3.0.1", "swagger: \"1.2\"")))
                .containsExactly(".swagger is 1.2" + rule);
        assertThat(problems(template.replace("openapi: 3.0.1", "info: {}")))
                .containsExactly(".openapi is missing" + rule);
        assertThat(problems(TemplateFixture.API + "      DefinitionBody: {openapi: 3.0.1}\n"))
                .containsExactly(".paths is missing. Add it, if only as an empty mapping.");
    }

    @Test
    void aConditionMayChooseAMethod() {
        RestApi api = fixture.valid(mock("responses: {default: {statusCode: 200}}")
                + "            post: !If [Never, {}, !Ref AWS::NoValue]\n"
                + "          /y: !If [Never, {}, !Ref AWS::NoValue]\nConditions: {Never: !Equals [a, b]}\n");
        assertThat(api.routes()).hasSize(1);
    }
}
