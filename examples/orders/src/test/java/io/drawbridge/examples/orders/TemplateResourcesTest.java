package io.drawbridge.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must stay true of the resources that are deployed, beyond their being valid. */
final class TemplateResourcesTest {

    private static final String ADMIN_ORIGINS = "ADMIN_ORIGINS";

    /** X-Ray knows no resources, and these two actions read nothing. */
    private static final String TRACES = "[xray:PutTraceSegments, xray:PutTelemetryRecords] *";

    private static final Yaml MAIN = Yaml.read(Path.of("../../template.yaml"));
    private static final Yaml REST = Core.of(MAIN);
    private static final Yaml PATH_TENANTS = Yaml.read(Path.of("../path-tenants/template.yaml"));

    static List<Yaml> templates() {
        return List.of(MAIN, PATH_TENANTS);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void the_authorizer_may_read_one_table_and_the_example_none(Yaml template) {
        assertThat(statements(core(template), "AuthorizerRole"))
                .containsExactly(
                        "[dynamodb:GetItem, dynamodb:BatchGetItem, dynamodb:Query] !GetAtt RegistryTable.Arn",
                        "[logs:CreateLogStream, logs:PutLogEvents] !GetAtt AuthorizerLogs.Arn");
        assertThat(statements(core(template), "OrdersRole"))
                .containsExactly("[logs:CreateLogStream, logs:PutLogEvents] !GetAtt OrdersLogs.Arn");
        for (String function : List.of("Authorizer", "Orders")) {
            Yaml properties = template.at("Resources", function + "Function", "Properties");
            assertThat(properties.at("Role").value()).isEqualTo(new Yaml.Intrinsic("!GetAtt", function + "Role.Arn"));
            assertThat(properties.has("Policies")).isFalse();
        }
    }

    @Test
    void the_admin_api_may_write_items_and_neither_scan_nor_alter_the_table() {
        assertThat(statements(MAIN, "AdminRole"))
                .containsExactly(
                        "[dynamodb:GetItem, dynamodb:BatchGetItem, dynamodb:Query, dynamodb:PutItem, dynamodb:UpdateItem,"
                                + " dynamodb:DeleteItem, dynamodb:ConditionCheckItem] !GetAtt RegistryTable.Arn",
                        "[logs:CreateLogStream, logs:PutLogEvents] !GetAtt AdminLogs.Arn",
                        TRACES);
        Yaml properties = MAIN.at("Resources", "AdminFunction", "Properties");
        assertThat(properties.at("Role").value()).isEqualTo(new Yaml.Intrinsic("!GetAtt", "AdminRole.Arn"));
        assertThat(properties.has("Policies")).isFalse();
    }

    @Test
    void the_monitor_may_raise_its_counts_and_touch_nothing_else_of_the_table() {
        assertThat(statements(MAIN, "MonitorRole"))
                .containsExactly(
                        "[dynamodb:UpdateItem] !GetAtt RegistryTable.Arn",
                        "[logs:CreateLogStream, logs:PutLogEvents] !GetAtt MonitorLogs.Arn",
                        TRACES);
        Object counts = MAIN.at("Resources", "MonitorRole", "Properties", "Policies")
                .list()
                .get(0);
        Object raising = new Yaml("MonitorRole", counts)
                .at("PolicyDocument", "Statement")
                .list()
                .get(0);
        assertThat(new Yaml("MonitorRole", raising).at("Condition").map())
                .isEqualTo(Map.of(
                        "ForAllValues:StringLike", Map.of("dynamodb:LeadingKeys", List.of("M#*")),
                        "Null", Map.of("dynamodb:LeadingKeys", "false")));
        Yaml properties = MAIN.at("Resources", "MonitorFunction", "Properties");
        assertThat(properties.at("Role").value()).isEqualTo(new Yaml.Intrinsic("!GetAtt", "MonitorRole.Arn"));
        assertThat(properties.has("Policies")).isFalse();
    }

    @Test
    void the_admin_api_is_told_what_the_authorizer_is_told_and_no_local_mode() {
        Map<String, Object> admin =
                new HashMap<>(MAIN.at("Resources", "AdminFunction", "Properties", "Environment", "Variables")
                        .map());

        assertThat(admin.keySet())
                .allSatisfy(name -> assertThat(name)
                        .matches(
                                "TABLE_NAME|TENANT_SOURCE|REGISTRY_CACHE_SECONDS|REGISTRY_STALE_SECONDS|JWKS_STALE_SECONDS"
                                        + "|UNAUTHENTICATED_STATUS|ADMIN_ORIGINS|NOT_FOUND_RESOURCES"
                                        + "|ADMIN_PAGE_(ISSUER|CLIENT_ID|SCOPE|AUDIENCE|CONNECT)"))
                .hasSize(13);
        admin.keySet().removeIf(name -> name.startsWith("ADMIN_PAGE_"));
        assertThat(MAIN.at("Resources", "AuthorizerFunction", "Properties", "Environment", "Variables")
                        .map())
                .containsAllEntriesOf(admin);
    }

    @Test
    void every_function_sends_traces_and_nothing_else_is_granted_on_everything() {
        for (String function : List.of("Authorizer", "Admin", "Monitor", "Orders")) {
            assertThat(MAIN.at("Resources", function + "Function", "Properties", "Tracing")
                            .value())
                    .isEqualTo(new Yaml.Intrinsic("!Ref", "Tracing"));
            assertThat(statements(MAIN, function + "Role"))
                    .filteredOn(statement -> statement.endsWith(" *"))
                    .containsExactly(TRACES);
        }
    }

    @Test
    void every_alarm_has_a_runbook_and_stands_on_the_dashboard() throws IOException {
        String runbooks = Files.readString(Path.of("../../docs/operate.md"));
        String dashboard = MAIN.at("Resources", "Dashboard", "Properties", "DashboardBody")
                .intrinsic()
                .argument();
        List<String> alarms = MAIN.at("Resources").map().keySet().stream()
                .filter(name -> name.endsWith("Alarm"))
                .toList();

        assertThat(alarms).hasSize(9).allSatisfy(alarm -> {
            Yaml properties = MAIN.at("Resources", alarm, "Properties");
            assertThat(properties.at("AlarmDescription").text())
                    .startsWith("docs/operate.md#" + alarm.toLowerCase(Locale.ROOT) + ": ");
            assertThat(properties.at("TreatMissingData").text()).isEqualTo("notBreaching");
            assertThat(properties.at("AlarmActions").intrinsic().argument()).contains("AlarmTopicArn");
            assertThat(runbooks)
                    .containsPattern(
                            "### " + alarm + "\n\\*\\*Means\\*\\*: [^#]*\\*\\*Look\\*\\*: [^#]*\\*\\*Do\\*\\*: ");
            assertThat(dashboard).contains("\"${" + alarm + ".Arn}\"");
        });
    }

    private static Yaml core(Yaml template) {
        return template.equals(MAIN) ? REST : template;
    }

    @ParameterizedTest
    @MethodSource("templates")
    void the_table_survives_mistakes(Yaml template) {
        Yaml table = template.at("Resources", "RegistryTable");

        assertThat(table.at("DeletionPolicy").text()).isEqualTo("Retain");
        assertThat(table.at("UpdateReplacePolicy").text()).isEqualTo("Retain");
        assertThat(table.at("Properties").map())
                .containsEntry("DeletionProtectionEnabled", true)
                .containsEntry("PointInTimeRecoverySpecification", Map.of("PointInTimeRecoveryEnabled", true))
                .containsEntry("SSESpecification", Map.of("SSEEnabled", true))
                .containsEntry("TimeToLiveSpecification", Map.of("AttributeName", "ttl", "Enabled", true));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void nothing_is_cached_and_no_local_mode_is_deployed(Yaml template) {
        assertThat(core(template).at("Resources", "Api", "Properties").map())
                .containsOnlyKeys(
                        "Description",
                        "StageName",
                        "OpenApiVersion",
                        "EndpointConfiguration",
                        "Auth",
                        "GatewayResponses",
                        "DefinitionBody");
        Map<String, Object> variables =
                new HashMap<>(template.at("Resources", "AuthorizerFunction", "Properties", "Environment", "Variables")
                        .map());
        // Only where there is an admin API.
        assertThat(variables.remove(ADMIN_ORIGINS) != null).isEqualTo(template.equals(MAIN));
        // The layer is in the main template only.
        assertThat(variables.remove("CRYPTO_PROVIDER") != null).isEqualTo(template.equals(MAIN));
        assertThat(variables)
                .containsOnlyKeys(
                        "TABLE_NAME",
                        "TENANT_SOURCE",
                        "UNAUTHENTICATED_STATUS",
                        "REGISTRY_CACHE_SECONDS",
                        "REGISTRY_STALE_SECONDS",
                        "JWKS_STALE_SECONDS",
                        "TENANT_METRICS",
                        "NOT_FOUND_RESOURCES");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void every_parameter_and_output_is_described_and_every_parameter_bounded(Yaml template) {
        for (String name : template.at("Parameters").map().keySet()) {
            Yaml parameter = template.at("Parameters", name);
            assertThat(parameter.at("Description").text()).as(name).endsWith(".");
            assertThat(parameter.has("Default")).as(name).isTrue();
            assertThat(parameter.has("AllowedValues")
                            || parameter.has("AllowedPattern")
                            || (parameter.has("MinValue") && parameter.has("MaxValue")))
                    .as(name)
                    .isTrue();
        }
        for (String name : template.at("Outputs").map().keySet()) {
            assertThat(template.at("Outputs", name, "Description").text())
                    .as(name)
                    .endsWith(".");
        }
    }

    @Test
    void the_example_is_the_class_and_the_delay_that_the_template_expects() {
        Yaml function = MAIN.at("Resources", "OrdersFunction", "Properties");
        assertThat(function.at("Handler").text()).isEqualTo(OrdersHandler.class.getName());

        long wait = Long.parseLong(
                MAIN.at("Resources", "Api", "Properties", "DefinitionBody", "paths", "/orders/slow", "get")
                        .at("x-amazon-apigateway-integration", "timeoutInMillis")
                        .text());
        long limit = Long.parseLong(function.at("Timeout").text()) * 1000;
        assertThat(OrdersApi.SLOW.toMillis()).isBetween(wait + 500, limit - 500);
    }

    @Test
    void the_path_template_differs_in_routes_and_tenant_source_and_has_no_admin_api() {
        Map<String, Object> main = new LinkedHashMap<>(REST.at("Resources").map());
        Map<String, Object> path =
                new LinkedHashMap<>(PATH_TENANTS.at("Resources").map());
        for (String function : List.of("AuthorizerFunction", "OrdersFunction")) {
            Map<String, Object> here =
                    new HashMap<>(REST.at("Resources", function, "Properties").map());
            Map<String, Object> there = new HashMap<>(
                    PATH_TENANTS.at("Resources", function, "Properties").map());
            assertThat(there.remove("CodeUri")).isEqualTo("../../" + here.remove("CodeUri"));
            here.remove("Events");
            there.remove("Events");
            if (function.equals("AuthorizerFunction")) {
                Map<String, Object> variables =
                        new HashMap<>(REST.at("Resources", function, "Properties", "Environment", "Variables")
                                .map());
                assertThat(variables).containsEntry("TENANT_SOURCE", new Yaml.Intrinsic("!Ref", "TenantSource"));
                variables.put("TENANT_SOURCE", "path");
                assertThat(variables).containsEntry("NOT_FOUND_RESOURCES", "/ /{proxy+}");
                variables.put("NOT_FOUND_RESOURCES", "/ /{tenant} /{tenant}/{proxy+}");
                here.put("Environment", Map.of("Variables", variables));
            }
            assertThat(there).as(function).isEqualTo(here);
            main.remove(function);
            path.remove(function);
        }
        main.put("Api", withoutDefinition(REST));
        path.put("Api", withoutDefinition(PATH_TENANTS));
        assertThat(path).isEqualTo(main);
    }

    @Test
    void each_processor_has_its_layer_and_the_parameter_turns_on_one_of_them() {
        for (List<String> each : List.of(
                List.of("CorrettoArm64Layer", "CorrettoOnArm64", "arm64"),
                List.of("CorrettoX86Layer", "CorrettoOnX86", "x86_64"))) {
            Yaml layer = MAIN.at("Resources", each.get(0));
            assertThat(layer.at("Condition").text()).isEqualTo(each.get(1));
            assertThat(layer.at("Properties", "ContentUri").text()).isEqualTo("crypto-layer/target/" + each.get(2));
            assertThat(layer.at("Properties", "CompatibleArchitectures").list()).isEqualTo(List.of(each.get(2)));
            assertThat(MAIN.at("Conditions", each.get(1)).intrinsic().argument())
                    .contains("CryptoProvider", "corretto", "Architecture", each.get(2));
            assertThat(MAIN.at("Resources", "AuthorizerFunction", "Properties", "Layers")
                            .list()
                            .toString())
                    .contains("[" + each.get(1) + ", Intrinsic[tag=!Ref, argument=" + each.get(0) + "]");
        }
    }

    private static Map<String, Object> withoutDefinition(Yaml template) {
        Map<String, Object> api =
                new HashMap<>(template.at("Resources", "Api", "Properties").map());
        api.remove("DefinitionBody");
        return api;
    }

    private static List<String> statements(Yaml template, String role) {
        List<String> statements = new ArrayList<>();
        for (Object policy :
                template.at("Resources", role, "Properties", "Policies").list()) {
            Yaml document = new Yaml(role, policy).at("PolicyDocument");
            for (Object statement : document.at("Statement").list()) {
                Yaml grant = new Yaml(role, statement);
                statements.add(grant.at("Action").list() + " "
                        + (grant.at("Resource").value() instanceof Yaml.Intrinsic resource
                                ? resource.tag() + " " + resource.argument()
                                : grant.at("Resource").text()));
            }
        }
        return statements;
    }
}
