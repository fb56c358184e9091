package io.drawbridge.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must stay true of the routes that are deployed, beyond their being valid. */
final class TemplateRoutesTest {

    private static final Yaml MAIN = Yaml.read(Path.of("../../template.yaml"));
    private static final Yaml PATH_TENANTS = Yaml.read(Path.of("../path-tenants/template.yaml"));
    private static final String ANY = "x-amazon-apigateway-any-method";
    private static final String INTEGRATION = "x-amazon-apigateway-integration";

    /** What the authorizer does not stand before: reading the admin page, and nothing else. */
    private static final Set<String> PUBLIC = Set.of(
            "GET /admin", "GET /admin/assets/{version}/{file}", "GET /admin/config.json", "GET /admin/openapi.json");

    static List<Yaml> templates() {
        return List.of(MAIN, PATH_TENANTS);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void one_authorizer_without_identity_source_or_cache_stands_before_every_method(Yaml template) {
        assertThat(template.at("Resources", "Api", "Properties", "Auth").map())
                .isEqualTo(Map.of(
                        "DefaultAuthorizer",
                        "Drawbridge",
                        "AddDefaultAuthorizerToCorsPreflight",
                        true,
                        "Authorizers",
                        Map.of(
                                "Drawbridge",
                                Map.of(
                                        "FunctionArn",
                                        new Yaml.Intrinsic("!GetAtt", "AuthorizerFunction.Arn"),
                                        "FunctionPayloadType",
                                        "REQUEST",
                                        "Identity",
                                        Map.of("ReauthorizeEvery", 0)))));
        assertThat(methods(template)).isNotEmpty().allSatisfy((route, method) -> {
            assertThat(method.has("security")).as(route).isEqualTo(PUBLIC.contains(route));
            assertThat(method.has(INTEGRATION)).as(route).isTrue();
        });
        assertThat(definition(template).map()).containsOnlyKeys("openapi", "info", "paths");
    }

    @Test
    void the_admin_page_and_the_description_of_its_api_are_all_that_is_public() {
        Map<String, Yaml> open = new LinkedHashMap<>();
        methods(MAIN).forEach((route, method) -> {
            if (method.has("security")) {
                open.put(route, method);
            }
        });

        assertThat(open.keySet()).isEqualTo(PUBLIC);
        open.forEach((route, method) -> {
            assertThat(method.map().get("security")).as(route).isEqualTo(List.of(Map.of("NONE", List.of())));
            assertThat(method.at(INTEGRATION, "uri").intrinsic().argument())
                    .as(route)
                    .contains("/functions/${AdminFunction.Arn}/");
        });
    }

    @ParameterizedTest
    @MethodSource("templates")
    void every_path_has_the_same_preflight(Yaml template) {
        List<Object> preflights = new ArrayList<>();
        for (String path : paths(template)) {
            // The page is asked for by its own origin and by links; an OPTIONS goes to the catch-all.
            if (PUBLIC.contains("GET " + path)) {
                continue;
            }
            preflights.add(definition(template).at("paths", path, "options").map());
        }
        assertThat(new HashSet<>(preflights)).hasSize(1);
        assertThat(preflights.get(0))
                .isEqualTo(definition(MAIN).at("paths", "/orders", "options").map());
    }

    @Test
    void a_preflight_sets_each_header_once_from_the_context_and_only_if_there_is_a_value() {
        Yaml response = definition(MAIN).at("paths", "/orders", "options", INTEGRATION, "responses", "default");

        assertThat(response.at("statusCode").text()).isEqualTo("204");
        assertThat(response.at("responseParameters").map())
                .isEqualTo(Map.of(
                        "method.response.header.Vary",
                        "'Origin, Access-Control-Request-Method, Access-Control-Request-Headers'"));
        assertThat(response.at("responseTemplates").map())
                .isEqualTo(Map.of(
                        "application/json",
                        override("allowOrigin", "Access-Control-Allow-Origin")
                                + override("allowCredentials", "Access-Control-Allow-Credentials")
                                + override("allowMethods", "Access-Control-Allow-Methods")
                                + override("allowHeaders", "Access-Control-Allow-Headers")
                                + override("maxAge", "Access-Control-Max-Age")));
    }

    @Test
    void the_catch_all_covers_every_other_path_and_is_the_same_everywhere() {
        assertThat(catchAlls(MAIN)).containsOnlyKeys("/{proxy+}", "/");
        assertThat(catchAlls(PATH_TENANTS)).containsOnlyKeys("/{tenant}/{proxy+}", "/{tenant}", "/");
        Map<String, Object> one = definition(MAIN).at("paths", "/", ANY).map();
        assertThat(catchAlls(MAIN).values())
                .allSatisfy(method -> assertThat(method.map()).isEqualTo(one));
        assertThat(catchAlls(PATH_TENANTS).values())
                .allSatisfy(method -> assertThat(method.map()).isEqualTo(one));
    }

    @Test
    void the_catch_all_answers_404_with_the_granted_headers() {
        Yaml response = definition(MAIN).at("paths", "/", ANY, INTEGRATION, "responses", "default");

        assertThat(response.at("statusCode").text()).isEqualTo("404");
        assertThat(response.at("responseParameters").map())
                .isEqualTo(Map.of(
                        "method.response.header.Vary", "'Origin'",
                        "method.response.header.Cache-Control", "'no-store'"));
        assertThat(response.at("responseTemplates").map())
                .isEqualTo(Map.of(
                        "application/json",
                        override("allowOrigin", "Access-Control-Allow-Origin")
                                + override("allowCredentials", "Access-Control-Allow-Credentials")
                                + override("exposeHeaders", "Access-Control-Expose-Headers")
                                + "{\"error\":\"not_found\",\"message\":\"There is no such route.\","
                                + "\"requestId\":\"$context.requestId\"}\n"));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void no_two_variables_stand_side_by_side(Yaml template) {
        Map<String, TreeSet<String>> variables = new HashMap<>();
        for (String path : paths(template)) {
            int variable = path.indexOf('{');
            while (variable >= 0) {
                int end = path.indexOf('}', variable);
                variables
                        .computeIfAbsent(path.substring(0, variable), parent -> new TreeSet<>())
                        .add(path.substring(variable, end));
                variable = path.indexOf('{', end);
            }
        }
        // API Gateway refuses it on import, and no linter says so before.
        assertThat(variables)
                .isNotEmpty()
                .allSatisfy((parent, names) -> assertThat(names).as(parent).hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void each_backend_route_has_its_permission_and_no_other_has_one(Yaml template) {
        List<String> permitted = new ArrayList<>();
        Yaml events = template.at("Resources", "OrdersFunction", "Properties", "Events");
        for (String name : events.map().keySet()) {
            Yaml event = events.at(name, "Properties");
            permitted.add(event.at("Method").text() + " " + event.at("Path").text());
        }
        List<String> proxied = new ArrayList<>();
        methods(template).forEach((route, method) -> {
            if (method.at(INTEGRATION, "type").text().equals("aws_proxy")
                    && !PUBLIC.contains(route)
                    && !route.contains(" /admin/")) {
                proxied.add(route);
            }
        });
        String prefix = template.equals(MAIN) ? "" : "/{tenant}";
        assertThat(proxied)
                .containsExactlyInAnyOrder(
                        "GET " + prefix + "/orders",
                        "POST " + prefix + "/orders",
                        "GET " + prefix + "/orders/{id}",
                        "DELETE " + prefix + "/orders/{id}",
                        "GET " + prefix + "/orders/slow",
                        "GET " + prefix + "/orders/broken");
        assertThat(permitted).containsExactlyInAnyOrderElementsOf(proxied);
    }

    @Test
    void each_resource_of_the_admin_api_takes_every_method_and_one_permission_covers_them_all() {
        Yaml events = MAIN.at("Resources", "AdminFunction", "Properties", "Events");
        assertThat(events.map().keySet()).containsExactlyInAnyOrder("AdminOther", "AdminPage");
        assertThat(events.at("AdminOther", "Properties", "Method").text()).isEqualTo("ANY");
        assertThat(events.at("AdminOther", "Properties", "Path").text()).isEqualTo("/admin/{proxy+}");
        assertThat(events.at("AdminPage", "Properties", "Method").text()).isEqualTo("GET");
        assertThat(events.at("AdminPage", "Properties", "Path").text()).isEqualTo("/admin");
        Set<String> served = new TreeSet<>();
        for (String path : paths(MAIN)) {
            Yaml item = definition(MAIN).at("paths", path);
            if (PUBLIC.contains("GET " + path)) {
                served.add(path);
            } else if (path.startsWith("/admin/")) {
                assertThat(item.at(ANY, INTEGRATION, "type").text()).as(path).isEqualTo("aws_proxy");
                assertThat(item.at(ANY, INTEGRATION, "uri").intrinsic().argument())
                        .as(path)
                        .contains("/functions/${AdminFunction.Arn}/");
                served.add(path);
            }
        }
        assertThat(served).contains("/admin/{proxy+}", "/admin/tenants", "/admin/platform");
    }

    /** Every method by verb and path, such as "GET /orders". */
    private static Map<String, Yaml> methods(Yaml template) {
        Map<String, Yaml> methods = new LinkedHashMap<>();
        for (String path : paths(template)) {
            Yaml item = definition(template).at("paths", path);
            for (String verb : item.map().keySet()) {
                if (!verb.equals("parameters")) {
                    methods.put(verb.toUpperCase(Locale.ROOT) + " " + path, item.at(verb));
                }
            }
        }
        return methods;
    }

    private static Map<String, Yaml> catchAlls(Yaml template) {
        Map<String, Yaml> found = new LinkedHashMap<>();
        for (String path : paths(template)) {
            Yaml item = definition(template).at("paths", path);
            if (item.has(ANY) && !path.startsWith("/admin/")) {
                found.put(path, item.at(ANY));
            }
        }
        return found;
    }

    private static String override(String variable, String header) {
        String key = "cors" + Character.toUpperCase(variable.charAt(0)) + variable.substring(1);
        return "#set($" + variable + " = $context.authorizer." + key + ")\n"
                + "#if($" + variable + " && $" + variable + " != \"\")"
                + "#set($context.responseOverride.header." + header + " = $" + variable + ")#end\n";
    }

    private static Yaml definition(Yaml template) {
        return template.at("Resources", "Api", "Properties", "DefinitionBody");
    }

    private static List<String> paths(Yaml template) {
        return List.copyOf(definition(template).at("paths").map().keySet());
    }
}
