package io.drawbridge.gateway.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.gateway.api.ApiKey;
import io.drawbridge.gateway.api.ApiKeys;
import io.drawbridge.gateway.api.Route;
import io.drawbridge.gateway.api.UsagePlan;
import io.drawbridge.gateway.api.UsagePlan.Period;
import io.drawbridge.gateway.api.UsagePlan.Quota;
import io.drawbridge.gateway.api.UsagePlan.Throttle;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Usage plans, their keys, and the methods that need one. */
class UsagePlanReaderTest {

    private static final String VALUE = "0123456789abcdefghij";

    private static final String URI =
            "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/"
                    + "${Fn.Arn}/invocations";

    /** Its plan's properties begin in line 13, its key's in line 23. */
    private static final String WHOLE = TemplateFixture.API + """
                  ApiKeySourceType: AUTHORIZER
              Plan:
                Type: AWS::ApiGateway::UsagePlan
                Properties:
                  UsagePlanName: free
                  ApiStages: [{ApiId: !Ref Api, Stage: !Ref Api.Stage}]
                  Throttle:
                    RateLimit: 0.5
                    BurstLimit: 2
                  Quota: {Limit: 10, Period: WEEK, Offset: 0}
              Key:
                Type: AWS::ApiGateway::ApiKey
                Properties:
                  Name: acme
                  Value: !Ref Secret
                  Enabled: true
              Link:
                Type: AWS::ApiGateway::UsagePlanKey
                Properties:
                  KeyId: !Ref Key
                  KeyType: API_KEY
                  UsagePlanId: !Ref Plan
            Parameters: {Secret: {Type: String, NoEcho: true, MinLength: 20}}
            """;

    private TemplateFixture fixture;

    @BeforeEach
    void folder(@TempDir Path folder) {
        fixture = new TemplateFixture(folder);
    }

    private List<String> with(String old, String replacement) {
        assertThat(WHOLE).contains(old);
        return fixture.problems(WHOLE.replace(old, replacement), Map.of("Secret", VALUE));
    }

    @Test
    void a_plan_is_read_with_its_limits_and_its_keys() {
        assertThat(fixture.valid(WHOLE, Map.of("Secret", VALUE)).apiKeys())
                .isEqualTo(new ApiKeys(
                        ApiKeys.Source.AUTHORIZER,
                        List.of(new UsagePlan(
                                "Plan",
                                Optional.of(new Throttle(0.5, 2)),
                                Optional.of(new Quota(10, Period.WEEK)),
                                List.of(new ApiKey("Key", VALUE, true))))));
    }

    @Test
    void a_template_without_plans_has_no_keys() {
        assertThat(fixture.valid(TemplateFixture.API).apiKeys()).isEqualTo(ApiKeys.NONE);
    }

    @Test
    void the_source_of_keys_is_one_of_two() {
        assertThat(with("ApiKeySourceType: AUTHORIZER", "ApiKeySourceType: QUERY"))
                .containsExactly("template.yaml:10:7: Resources.Api.Properties.ApiKeySourceType is QUERY, which is no"
                        + " source of API keys. Write HEADER or AUTHORIZER.");
    }

    @Test
    void what_a_plan_cannot_be_served_with_is_named_by_line() {
        assertThat(with("RateLimit: 0.5", "RateLimit: -1"))
                .containsExactly(
                        "template.yaml:17:9: Resources.Plan.Properties.Throttle.RateLimit is -1, which is not a"
                                + " number of at least 0. Correct it.");
        assertThat(with("        BurstLimit: 2\n", ""))
                .containsExactly("template.yaml:16:7: Resources.Plan.Properties.Throttle.BurstLimit is missing. It is"
                        + " required: add it.");
        assertThat(with("Period: WEEK", "Period: HOUR"))
                .containsExactly(
                        "template.yaml:19:26: Resources.Plan.Properties.Quota.Period is HOUR, which is no period."
                                + " Write DAY, WEEK or MONTH.");
        assertThat(with("Offset: 0", "Offset: 3"))
                .containsExactly("template.yaml:19:40: Resources.Plan.Properties.Quota.Offset is not 0, which is not"
                        + " supported by the local gateway. It concerns a plan's first period only: remove it.");
        assertThat(with("Limit: 10, ", ""))
                .containsExactly("template.yaml:19:7: Resources.Plan.Properties.Quota.Limit is missing. It is required:"
                        + " add it.");
        assertThat(with("UsagePlanName: free", "Speed: 3"))
                .containsExactly(
                        "template.yaml:14:7: Resources.Plan.Properties.Speed is not supported by the local"
                                + " gateway. It is neither served nor known to have no effect here: remove it, or correct its name.");
    }

    @Test
    void a_plan_must_name_this_api_and_its_stage() {
        String stages = "template.yaml:15:";
        String at = " Resources.Plan.Properties.ApiStages";
        assertThat(with("ApiStages: [{ApiId: !Ref Api, Stage: !Ref Api.Stage}]", "ApiStages: []"))
                .containsExactly(
                        stages + "7:" + at + " names no stage, so the plan's keys count nowhere. Name the API and"
                                + " its stage: ApiId: !Ref Api and Stage: !Ref Api.Stage.");
        assertThat(with("ApiId: !Ref Api,", "ApiId: api,"))
                .containsExactly(stages + "20:" + at
                        + "[0].ApiId does not name the API of this template. Write !Ref and" + " its logical id.");
        assertThat(with("ApiId: !Ref Api,", "ApiId: !Ref Plan,"))
                .containsExactly(stages + "20:" + at
                        + "[0].ApiId does not name the API of this template. Write !Ref and" + " its logical id.");
        assertThat(with("Stage: !Ref Api.Stage", "Stage: v2"))
                .containsExactly(stages + "37:" + at + "[0].Stage does not name the stage v1. Write !Ref and the API's"
                        + " logical id with .Stage.");
        assertThat(with("Stage: !Ref Api.Stage", "Stage: !Ref Api.Stage, Throttle: {}"))
                .containsExactly(
                        stages + "60:" + at + "[0].Throttle is not supported by the local gateway. Limits of single"
                                + " methods are not served: write Throttle at the plan.");
    }

    @Test
    void what_a_key_cannot_be_served_with_is_named_by_line_and_never_by_value() {
        String value = "template.yaml:24:7: Resources.Key.Properties.Value ";
        assertThat(with("Value: !Ref Secret", "Value: too short a key"))
                .containsExactly(value + "is not an API key: 20 to 128 letters, digits or hyphens. Choose another.");
        assertThat(with("Value: !Ref Secret", "Value: " + VALUE.substring(1)))
                .containsExactly(value + "is not an API key: 20 to 128 letters, digits or hyphens. Choose another.");
        assertThat(with("      Value: !Ref Secret\n", ""))
                .containsExactly("template.yaml:22:5: Resources.Key.Properties.Value is missing, so AWS would make one,"
                        + " which has no value here. Take it from a parameter with NoEcho and pass it here.");
        assertThat(with("      Enabled: true\n", ""))
                .containsExactly(
                        "template.yaml:22:5: Resources.Key.Properties.Enabled is missing. Whether a key without it"
                                + " can be used is not documented: write Enabled: true.");
        assertThat(with("Name: acme", "StageKeys: []"))
                .containsExactly("template.yaml:23:7: Resources.Key.Properties.StageKeys is not supported by the local"
                        + " gateway. Put the key into a plan with AWS::ApiGateway::UsagePlanKey.");
        assertThat(with(
                        "  Key:\n",
                        "  Twin: {Type: AWS::ApiGateway::ApiKey, Properties: {Value: " + VALUE
                                + ", Enabled: true}}\n  Key:\n"))
                .containsExactly("template.yaml:25:7: Resources.Key.Properties.Value is the same as that of Twin. API"
                        + " Gateway takes keys of one value for one key: give each its own.");
        assertThat(fixture.problems(WHOLE, Map.of("Secret", "short-secret")))
                .containsExactly(
                        "template.yaml:32:14: Parameters.Secret is given a value that NoEcho hides, which is not at"
                                + " least 20 characters long. Give a value of that length.");
    }

    @Test
    void a_disabled_key_is_known_as_such() {
        var disabled = fixture.valid(WHOLE.replace("Enabled: true", "Enabled: false"), Map.of("Secret", VALUE));
        assertThat(disabled.apiKeys().plans().get(0).keys()).containsExactly(new ApiKey("Key", VALUE, false));
    }

    @Test
    void a_key_and_a_plan_are_named_by_Ref_and_meet_once() {
        String at = "Resources.Link.Properties.";
        assertThat(with("KeyId: !Ref Key", "KeyId: Key"))
                .containsExactly("template.yaml:29:7: " + at + "KeyId is no Ref to an AWS::ApiGateway::ApiKey of this"
                        + " template. Write !Ref and its logical id.");
        assertThat(with("UsagePlanId: !Ref Plan", "UsagePlanId: !Ref Key"))
                .containsExactly(
                        "template.yaml:31:7: " + at + "UsagePlanId is no Ref to an AWS::ApiGateway::UsagePlan of"
                                + " this template. Write !Ref and its logical id.");
        assertThat(with("      KeyId: !Ref Key\n", ""))
                .containsExactly("template.yaml:28:5: " + at + "KeyId is missing. It is required: add it.");
        assertThat(with("KeyType: API_KEY", "KeyType: X"))
                .containsExactly("template.yaml:30:7: " + at + "KeyType is X, which is no type of key. Write API_KEY.");
        assertThat(with(
                        "Parameters:",
                        "  Again: {Type: AWS::ApiGateway::UsagePlanKey, Properties: {KeyId: !Ref Key, KeyType: API_KEY,"
                                + " UsagePlanId: !Ref Plan}}\nParameters:"))
                .containsExactly(
                        "template.yaml:32:3: Resources.Again puts Key into a usage plan, as line 26 does. A key"
                                + " belongs to one plan of a stage: remove one of them.");
    }

    @Test
    void a_key_is_needed_where_SAM_adds_it() {
        String keys = "ApiKeyRequired: true";
        assertThat(needs(keys, "", "")).isEqualTo(Map.of("GET", true, "OPTIONS", true));
        assertThat(needs(keys + ", AddApiKeyRequiredToCorsPreflight: false", "", ""))
                .isEqualTo(Map.of("GET", true, "OPTIONS", false));
        assertThat(needs(keys, "security: [{api_key_false: []}], ", "security: [{api_key: []}], "))
                .isEqualTo(Map.of("GET", false, "OPTIONS", true));
        assertThat(needs(
                        keys + ", AddApiKeyRequiredToCorsPreflight: false",
                        "security: [{Z: []}, {api_key: []}], ",
                        "security: [{api_key: []}], "))
                .isEqualTo(Map.of("GET", true, "OPTIONS", false));
        assertThat(needs("AddApiKeyRequiredToCorsPreflight: true", "", ""))
                .isEqualTo(Map.of("GET", false, "OPTIONS", false));
    }

    @Test
    void two_authorizers_stand_before_the_methods_that_name_them() {
        String api = api(
                "ApiKeyRequired: true",
                "security: [{api_key: []}, {Z: []}], ",
                "security: [{api_key_false: []}, {Y: []}], ");
        assertThat(fixture.valid(api).routes())
                .extracting(route ->
                        route.method() + " " + route.authorizer().orElseThrow().name() + " " + route.keyRequired())
                .containsExactly("GET Z true", "OPTIONS Y false");
        assertThat(fixture.problems(api("ApiKeyRequired: true", "security: [{Y: []}, {Z: []}], ", "")))
                .singleElement()
                .asString()
                .endsWith(
                        "security asks for several things at once, which is not supported by the local gateway. Name one"
                                + " authorizer of Auth.Authorizers, or NONE.");
    }

    @Test
    void a_method_cannot_speak_of_keys_that_SAM_does_not_define() {
        for (String word : List.of("api_key", "api_key_false")) {
            assertThat(fixture.problems(api("DefaultAuthorizer: Z", "security: [{" + word + ": []}], ", "")))
                    .singleElement()
                    .asString()
                    .endsWith(
                            "get says something about api_key, which SAM defines only where Auth.ApiKeyRequired of Api is"
                                    + " true. Set it there, or remove this.");
        }
    }

    @Test
    void SAM_reads_every_text_as_true_so_only_a_plain_boolean_will_do() {
        assertThat(fixture.problems(api("ApiKeyRequired: \"false\"", "", "")))
                .singleElement()
                .asString()
                .endsWith(
                        "Auth.ApiKeyRequired is false, but not written as a plain true or false, which SAM's translator"
                                + " needs here. Write true or false, without quotes and functions.");
    }

    private Map<String, Boolean> needs(String auth, String get, String options) {
        return fixture.valid(api(auth, get, options)).routes().stream()
                .collect(Collectors.toMap(Route::method, Route::keyRequired));
    }

    private static String api(String auth, String get, String options) {
        String guard =
                "{FunctionArn: !GetAtt Guard.Arn, FunctionPayloadType: REQUEST, Identity: {ReauthorizeEvery: 0}}";
        String integration =
                "x-amazon-apigateway-integration: {type: aws_proxy, httpMethod: POST, uri: !Sub '" + URI + "'}";
        return TemplateFixture.API + """
                      Auth: {%s, Authorizers: {Y: %s, Z: %s}}
                      DefinitionBody:
                        openapi: 3.0.1
                        paths:
                          /x:
                            get: {%s%s}
                            options: {%s%s}
                """.formatted(auth, guard, guard, get, integration, options, integration);
    }
}
