package io.drawbridge.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What must stay true of the template with API Gateway's authorizer cache: it is /template.yaml, and what the cache needs. */
final class CachedTemplateTest {

    private static final Path TEMPLATE = Path.of("../cached/template.yaml");
    private static final Yaml MAIN = Core.of(Yaml.read(Path.of("../../template.yaml")));
    private static final Yaml CACHED = Yaml.read(TEMPLATE);
    private static final String ANY = "x-amazon-apigateway-any-method";

    @Test
    void beyond_what_the_cache_needs_it_is_the_main_template() {
        Map<String, Object> main = new LinkedHashMap<>(MAIN.at("Resources").map());
        Map<String, Object> cached = new LinkedHashMap<>(CACHED.at("Resources").map());
        for (String function : List.of("AuthorizerFunction", "OrdersFunction")) {
            Map<String, Object> here = properties(MAIN, function);
            here.computeIfPresent(
                    "CodeUri",
                    (name, path) -> CACHED.at("Resources", function, "Properties", "CodeUri")
                            .text());
            Map<String, Object> there = properties(CACHED, function);
            here.remove("Environment");
            there.remove("Environment");
            assertThat(there).as(function).isEqualTo(here);
            main.remove(function);
            cached.remove(function);
        }
        Map<String, Object> here = properties(MAIN, "Api");
        Map<String, Object> there = properties(CACHED, "Api");
        for (String own : List.of("Auth", "GatewayResponses", "DefinitionBody")) {
            here.remove(own);
            there.remove(own);
        }
        assertThat(there).isEqualTo(here);
        main.remove("Api");
        cached.remove("Api");
        assertThat(cached).isEqualTo(main);
    }

    @Test
    void the_functions_are_the_same_jars() {
        assertThat(CACHED.at("Resources", "AuthorizerFunction", "Properties", "CodeUri")
                        .text())
                .isEqualTo("../../authorizer/target/drawbridge-authorizer.jar");
        assertThat(CACHED.at("Resources", "OrdersFunction", "Properties", "CodeUri")
                        .text())
                .isEqualTo("../orders/target/drawbridge-orders.jar");
    }

    /** Whatever else an answer depended on would be given to requests that it is not about. */
    @Test
    void answers_are_remembered_by_token_origin_domain_name_and_resource_and_preflights_never() {
        Map<String, Object> function = Map.of(
                "FunctionArn",
                new Yaml.Intrinsic("!GetAtt", "AuthorizerFunction.Arn"),
                "FunctionPayloadType",
                "REQUEST");
        Map<String, Object> remembering = new HashMap<>(function);
        remembering.put(
                "Identity",
                Map.of(
                        "Headers", List.of("authorization", "origin"),
                        "Context", List.of("domainName", "resourcePath"),
                        "ReauthorizeEvery", new Yaml.Intrinsic("!Ref", "AuthorizerCacheSeconds")));
        Map<String, Object> preflights = new HashMap<>(function);
        preflights.put("Identity", Map.of("ReauthorizeEvery", 0));

        assertThat(CACHED.at("Resources", "Api", "Properties", "Auth").map())
                .isEqualTo(Map.of(
                        "DefaultAuthorizer",
                        "Drawbridge",
                        "AddDefaultAuthorizerToCorsPreflight",
                        true,
                        "Authorizers",
                        Map.of("Drawbridge", remembering, "DrawbridgePreflight", preflights)));
    }

    @Test
    void every_preflight_and_nothing_else_has_the_authorizer_that_remembers_nothing() {
        List<Map<String, List<Object>>> security = List.of(Map.of("DrawbridgePreflight", List.of()));
        Map<String, Object> main =
                new LinkedHashMap<>(definition(MAIN).at("paths").map());
        Yaml paths = definition(CACHED).at("paths");
        assertThat(paths.map()).containsOnlyKeys(main.keySet());
        for (String path : paths.map().keySet()) {
            Map<String, Object> item = new HashMap<>(paths.at(path).map());
            Map<String, Object> options =
                    new HashMap<>(paths.at(path, "options").map());
            assertThat(options.remove("security")).as(path).isEqualTo(security);
            item.put("options", options);
            assertThat(item).as(path).isEqualTo(main.get(path));
        }
    }

    @Test
    void the_authorizer_knows_every_route_but_the_preflights() {
        Map<String, Object> variables = new HashMap<>(variables(CACHED));
        Map<String, Object> main = new HashMap<>(variables(MAIN));
        Set<String> told = new TreeSet<>(List.of(
                String.valueOf(variables.remove("POLICY_ROUTES")).strip().split(",\\s+", -1)));
        Set<String> routes = new TreeSet<>();
        Yaml paths = definition(CACHED).at("paths");
        for (String path : paths.map().keySet()) {
            for (String verb : paths.at(path).map().keySet()) {
                if (!verb.equals("parameters") && !verb.equals("options")) {
                    routes.add((verb.equals(ANY) ? "ANY" : verb.toUpperCase(Locale.ROOT)) + " " + path);
                }
            }
        }
        assertThat(told).isEqualTo(routes);
        assertThat(variables.remove("UNAUTHENTICATED_STATUS")).isEqualTo("403");
        main.remove("UNAUTHENTICATED_STATUS");
        assertThat(variables).isEqualTo(main);
    }

    @Test
    void unauthorized_echoes_nothing_and_every_other_response_is_the_main_template_s() throws IOException {
        Map<String, Object> main = new HashMap<>(
                MAIN.at("Resources", "Api", "Properties", "GatewayResponses").map());
        Map<String, Object> cached = new HashMap<>(
                CACHED.at("Resources", "Api", "Properties", "GatewayResponses").map());
        Yaml unauthorized = CACHED.at("Resources", "Api", "Properties", "GatewayResponses", "UNAUTHORIZED");
        assertThat(unauthorized.at("ResponseParameters", "Headers").map())
                .isEqualTo(Map.of("WWW-Authenticate", "'Bearer'", "Vary", "'Origin'", "Cache-Control", "'no-store'"));
        assertThat(unauthorized.at("ResponseTemplates").map())
                .isEqualTo(MAIN.at("Resources", "Api", "Properties", "GatewayResponses", "UNAUTHORIZED")
                        .at("ResponseTemplates")
                        .map());
        main.remove("UNAUTHORIZED");
        cached.remove("UNAUTHORIZED");
        assertThat(cached).isEqualTo(main);
        assertThat(Files.readString(TEMPLATE)).doesNotContain("method.request");
    }

    @Test
    void its_parameters_and_outputs_are_those_of_the_main_template_but_for_the_cache() {
        Map<String, Object> main = new HashMap<>(MAIN.at("Parameters").map());
        Map<String, Object> cached = new HashMap<>(CACHED.at("Parameters").map());
        main.remove("UnauthenticatedStatus");
        // It names the template for paths, which the cache has none of.
        main.remove("TenantSource");
        assertThat(CACHED.at("Parameters", "TenantSource", "AllowedValues").list())
                .isEqualTo(List.of("origin", "host"));
        cached.remove("TenantSource");
        assertThat(CACHED.at("Parameters", "AuthorizerCacheSeconds").map())
                .containsEntry("Default", 60)
                .containsEntry("MinValue", 1)
                .containsEntry("MaxValue", 300);
        cached.remove("AuthorizerCacheSeconds");
        assertThat(cached).isEqualTo(main);
        assertThat(CACHED.at("Outputs").map()).isEqualTo(MAIN.at("Outputs").map());
    }

    private static Map<String, Object> variables(Yaml template) {
        return template.at("Resources", "AuthorizerFunction", "Properties", "Environment", "Variables")
                .map();
    }

    private static Map<String, Object> properties(Yaml template, String resource) {
        return new HashMap<>(template.at("Resources", resource, "Properties").map());
    }

    private static Yaml definition(Yaml template) {
        return template.at("Resources", "Api", "Properties", "DefinitionBody");
    }
}
