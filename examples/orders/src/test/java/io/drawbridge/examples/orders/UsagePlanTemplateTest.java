package io.drawbridge.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What must stay true of the template with usage plans: it is /template.yaml, and keys, and plans. */
final class UsagePlanTemplateTest {

    private static final Yaml MAIN = Core.of(Yaml.read(Path.of("../../template.yaml")));
    private static final Yaml PLANS = Yaml.read(Path.of("../usage-plans/template.yaml"));

    private static final Set<String> OWN =
            Set.of("FreePlan", "ProPlan", "AcmeKey", "AcmePlan", "GlobexKey", "GlobexPlan");

    @Test
    void beyond_keys_and_plans_it_is_the_main_template() {
        Map<String, Object> main = new LinkedHashMap<>(MAIN.at("Resources").map());
        Map<String, Object> plans = new LinkedHashMap<>(PLANS.at("Resources").map());
        OWN.forEach(name -> assertThat(plans.remove(name)).as(name).isNotNull());
        for (String function : List.of("AuthorizerFunction", "OrdersFunction")) {
            Map<String, Object> here = properties(MAIN, function);
            here.computeIfPresent("CodeUri", (name, path) -> "../../" + path);
            assertThat(properties(PLANS, function)).as(function).isEqualTo(here);
            main.remove(function);
            plans.remove(function);
        }
        Map<String, Object> api = properties(PLANS, "Api");
        assertThat(api.remove("ApiKeySourceType")).isEqualTo("AUTHORIZER");
        api.put("Auth", authWithoutKeys());
        api.put("GatewayResponses", responsesOfTheMainTemplate());
        assertThat(api).isEqualTo(properties(MAIN, "Api"));
        main.remove("Api");
        plans.remove("Api");
        assertThat(plans).isEqualTo(main);
    }

    /** By SAM's default a preflight would need a key, and nobody's browser has one. */
    private static Map<String, Object> authWithoutKeys() {
        Map<String, Object> auth =
                new HashMap<>(PLANS.at("Resources", "Api", "Properties", "Auth").map());
        assertThat(auth.remove("ApiKeyRequired")).isEqualTo(true);
        assertThat(auth.remove("AddApiKeyRequiredToCorsPreflight")).isEqualTo(false);
        return auth;
    }

    private static Map<String, Object> responsesOfTheMainTemplate() {
        Yaml responses = PLANS.at("Resources", "Api", "Properties", "GatewayResponses");
        Map<String, Object> own = new HashMap<>(responses.map());
        Map<String, Object> quota = headers(responses, "QUOTA_EXCEEDED");
        assertThat(headers(responses, "INVALID_API_KEY")).isEqualTo(quota);
        assertThat(body(responses, "INVALID_API_KEY"))
                .isEqualTo("{\"error\":\"no_usage_plan\",\"message\":\"This client has no usage plan here.\","
                        + "\"requestId\":\"$context.requestId\"}");
        own.remove("INVALID_API_KEY");
        Map<String, Object> throttled = headers(responses, "THROTTLED");
        assertThat(throttled.remove("Retry-After")).isEqualTo("'1'");
        own.put(
                "THROTTLED",
                Map.of(
                        "ResponseParameters",
                        Map.of("Headers", throttled),
                        "ResponseTemplates",
                        Map.of("application/json", body(responses, "THROTTLED"))));
        return own;
    }

    /** Retry-After is a constant: it is right only while every plan gives back a request in that time. */
    @Test
    void every_plan_gives_back_a_request_in_the_second_that_Retry_After_says() {
        for (String plan : List.of("FreePlan", "ProPlan")) {
            String rate = PLANS.at("Resources", plan, "Properties", "Throttle", "RateLimit")
                    .text();
            assertThat(Double.parseDouble(rate)).as(plan).isGreaterThanOrEqualTo(1);
        }
    }

    @Test
    void keys_are_parameters_that_nobody_sees_and_that_have_no_default() {
        for (String tenant : List.of("Acme", "Globex")) {
            assertThat(properties(PLANS, tenant + "Key"))
                    .containsEntry("Value", new Yaml.Intrinsic("!Ref", tenant + "ApiKey"))
                    .containsEntry("Enabled", true);
            assertThat(PLANS.at("Parameters", tenant + "ApiKey").map())
                    .containsEntry("NoEcho", true)
                    .containsEntry("AllowedPattern", "[A-Za-z0-9-]{20,128}")
                    .doesNotContainKey("Default");
        }
    }

    @Test
    void its_parameters_and_outputs_are_those_of_the_main_template_and_its_own() {
        for (String section : List.of("Parameters", "Outputs")) {
            Map<String, Object> both = new HashMap<>(PLANS.at(section).map());
            both.keySet()
                    .removeAll(Set.of("AcmeApiKey", "GlobexApiKey", "FreeRequestsPerDay", "FreePlanId", "ProPlanId"));
            assertThat(both).isEqualTo(MAIN.at(section).map());
        }
    }

    private static Map<String, Object> properties(Yaml template, String resource) {
        return new HashMap<>(template.at("Resources", resource, "Properties").map());
    }

    private static Map<String, Object> headers(Yaml responses, String type) {
        return new HashMap<>(responses.at(type, "ResponseParameters", "Headers").map());
    }

    private static String body(Yaml responses, String type) {
        return responses.at(type, "ResponseTemplates", "application/json").text();
    }
}
