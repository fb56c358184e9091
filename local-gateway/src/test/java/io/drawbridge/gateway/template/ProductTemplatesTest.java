package io.drawbridge.gateway.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.gateway.api.ApiKeys;
import io.drawbridge.gateway.api.Authorizer;
import io.drawbridge.gateway.api.GatewayResponseType;
import io.drawbridge.gateway.api.MappingExpression;
import io.drawbridge.gateway.api.RestApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The templates that this repository ships, with stand-ins for the jars. */
class ProductTemplatesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static RestApi read(Path folder, String template, Map<String, String> parameters) throws IOException {
        Path copy = folder.resolve(template);
        Files.createDirectories(copy.getParent());
        Files.copy(ROOT.resolve(template), copy);
        jar(folder, "authorizer/target/drawbridge-authorizer.jar", "io/drawbridge/authorizer/AuthorizerHandler.class");
        jar(
                folder,
                "admin/target/drawbridge-admin.jar",
                "io/drawbridge/admin/AdminHandler.class",
                "io/drawbridge/admin/MonitorHandler.class");
        jar(
                folder,
                "examples/orders/target/drawbridge-orders.jar",
                "io/drawbridge/examples/orders/OrdersHandler.class");
        TemplateResult result = TemplateReader.read(copy, parameters);
        assertThat(result).isInstanceOf(TemplateResult.Valid.class);
        return ((TemplateResult.Valid) result).api();
    }

    private static void jar(Path folder, String name, String... entries) throws IOException {
        Path jar = folder.resolve(name);
        Files.createDirectories(jar.getParent());
        TemplateFixture.jar(jar, entries);
    }

    /** What {@code security: [{NONE: []}]} says in the template. */
    private static final Set<String> PUBLIC =
            Set.of("/admin", "/admin/assets/{version}/{file}", "/admin/config.json", "/admin/openapi.json");

    @Test
    void theProductsTemplateIsServedWhole(@TempDir Path folder) throws IOException {
        RestApi api = read(folder, "template.yaml", Map.of("TenantSource", "host"));
        assertThat(api.routes())
                .allSatisfy(route -> assertThat(
                                route.authorizer().map(Authorizer::name).orElse("nobody"))
                        .as(route.resource())
                        .isEqualTo(PUBLIC.contains(route.resource()) ? "nobody" : "Drawbridge"));
        assertThat(api.routes().stream().map(route -> route.method() + " " + route.resource()))
                .contains(
                        "GET /orders",
                        "POST /orders",
                        "GET /orders/{id}",
                        "DELETE /orders/{id}",
                        "ANY /admin/tenants/{tenant}",
                        "ANY /admin/{proxy+}",
                        "ANY /{proxy+}",
                        "ANY /");
        assertThat(TemplateFixture.function(api, "AuthorizerFunction").environment())
                .containsEntry("TENANT_SOURCE", "host")
                .containsEntry("TABLE_NAME", "RegistryTable");
        assertThat(TemplateFixture.function(api, "AuthorizerFunction").permissions())
                .containsExactly("arn:aws:execute-api:us-east-1:000000000000:api/authorizers/*");
        assertThat(api.gatewayResponses())
                .containsKeys(GatewayResponseType.ACCESS_DENIED, GatewayResponseType.UNAUTHORIZED);
    }

    @Test
    void theTemplateWithTenantsInThePathIsServedWhole(@TempDir Path folder) throws IOException {
        RestApi api = read(folder, "examples/path-tenants/template.yaml", Map.of());
        assertThat(api.routes().stream().map(route -> route.method() + " " + route.resource()))
                .containsAll(List.of("GET /{tenant}/orders", "ANY /{tenant}/{proxy+}"));
    }

    @Test
    void theTemplateWithUsagePlansNeedsAKeyForEverythingButPreflights(@TempDir Path folder) throws IOException {
        RestApi api = read(
                folder,
                "examples/usage-plans/template.yaml",
                Map.of("AcmeApiKey", "acme-0123456789abcdef", "GlobexApiKey", "globex-0123456789abcd"));
        assertThat(api.routes())
                .allSatisfy(route -> assertThat(route.keyRequired())
                        .isNotEqualTo(route.method().equals("OPTIONS")));
        assertThat(api.apiKeys().source()).isEqualTo(ApiKeys.Source.AUTHORIZER);
        assertThat(api.apiKeys().plans())
                .extracting(plan -> plan.logicalId() + " " + plan.throttle().orElseThrow() + " " + plan.keys())
                .containsExactly(
                        "FreePlan Throttle[rate=1.0, burst=2] [ApiKey[logicalId=AcmeKey, enabled=true]]",
                        "ProPlan Throttle[rate=50.0, burst=100] [ApiKey[logicalId=GlobexKey, enabled=true]]");
    }

    @Test
    void theTemplateWithAnAuthorizerCacheIsServedWhole(@TempDir Path folder) throws IOException {
        RestApi api = read(folder, "examples/cached/template.yaml", Map.of("AuthorizerCacheSeconds", "30"));
        List<MappingExpression> none = List.of();
        List<MappingExpression> key = List.of(
                new MappingExpression.RequestHeader("authorization"),
                new MappingExpression.RequestHeader("origin"),
                new MappingExpression.Context("domainName"),
                new MappingExpression.Context("resourcePath"));
        assertThat(api.routes()).allSatisfy(route -> {
            Authorizer authorizer = route.authorizer().orElseThrow();
            boolean isPreflight = route.method().equals("OPTIONS");
            assertThat(authorizer.name()).isEqualTo(isPreflight ? "DrawbridgePreflight" : "Drawbridge");
            assertThat(authorizer.resultTtl()).hasSeconds(isPreflight ? 0 : 30);
            assertThat(authorizer.identitySources()).isEqualTo(isPreflight ? none : key);
        });
    }
}
