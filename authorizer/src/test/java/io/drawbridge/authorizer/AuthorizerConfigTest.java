package io.drawbridge.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.drawbridge.authorizer.policy.ApiRoutes;
import io.drawbridge.registry.Origin;
import io.drawbridge.registry.TenantSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuthorizerConfigTest {

    @Test
    void the_defaults_are_those_that_the_documents_promise() {
        assertThat(AuthorizerConfig.fromEnvironment(Map.of("TABLE_NAME", "registry")))
                .isEqualTo(new AuthorizerConfig(
                        "registry",
                        TenantSource.ORIGIN,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(300),
                        Duration.ofSeconds(3600),
                        false,
                        Set.of(),
                        Set.of(),
                        ApiRoutes.NONE,
                        false,
                        false,
                        false));
    }

    @Test
    void every_setting_is_read() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "ADMIN_ORIGINS", "https://admin.example.com http://localhost:5173",
                "TABLE_NAME", "t",
                "TENANT_SOURCE", "host",
                "REGISTRY_CACHE_SECONDS", "1",
                "REGISTRY_STALE_SECONDS", "2",
                "JWKS_STALE_SECONDS", "3",
                "UNAUTHENTICATED_STATUS", "403",
                "NOT_FOUND_RESOURCES", "/ /{proxy+}",
                "LOCAL_MODE", "true",
                "CRYPTO_PROVIDER", "corretto"));
        environment.put("POLICY_ROUTES", "GET /orders, ANY /{proxy+}");
        environment.put("TENANT_METRICS", "true");

        assertThat(AuthorizerConfig.fromEnvironment(environment))
                .isEqualTo(new AuthorizerConfig(
                        "t",
                        TenantSource.HOST,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        true,
                        Set.of("/", "/{proxy+}"),
                        Set.of(origin("https://admin.example.com"), origin("http://localhost:5173")),
                        ApiRoutes.parse("GET /orders, ANY /{proxy+}"),
                        true,
                        true,
                        true));
    }

    @Test
    void a_bad_list_of_routes_is_refused_with_all_of_its_problems() {
        Map<String, String> environment = Map.of(
                "TABLE_NAME", "t",
                "UNAUTHENTICATED_STATUS", "403",
                "POLICY_ROUTES", "GET /a, OPTIONS /a, GET orders, GET /a, GET /admin/tenants, , GET /a*");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuthorizerConfig.fromEnvironment(environment))
                .withMessage("""
                        The authorizer refuses to start:
                        POLICY_ROUTES has "OPTIONS /a": a route is a verb other than OPTIONS, or ANY, and a resource, such as \
                        GET /orders/{id}. Correct it or remove it.
                        POLICY_ROUTES has "GET orders": a route is a verb other than OPTIONS, or ANY, and a resource, such as \
                        GET /orders/{id}. Correct it or remove it.
                        POLICY_ROUTES has "GET /a" twice. Remove one of the two.
                        POLICY_ROUTES has "GET /admin/tenants": what the admin API answers depends on the tenant in the path. \
                        Remove it.
                        POLICY_ROUTES has "": a route is a verb other than OPTIONS, or ANY, and a resource, such as \
                        GET /orders/{id}. Correct it or remove it.
                        POLICY_ROUTES has "GET /a*": a route is a verb other than OPTIONS, or ANY, and a resource, such as \
                        GET /orders/{id}. Correct it or remove it.""");
    }

    @Test
    void what_is_remembered_may_not_depend_on_the_path_nor_be_a_401() {
        Map<String, String> environment =
                Map.of("TABLE_NAME", "t", "TENANT_SOURCE", "path", "POLICY_ROUTES", "GET /{tenant}/orders");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuthorizerConfig.fromEnvironment(environment))
                .withMessage("""
                        The authorizer refuses to start:
                        POLICY_ROUTES is set and TENANT_SOURCE is "path": API Gateway's cache does not tell paths apart. \
                        Leave POLICY_ROUTES out, or name the tenant by host or origin.
                        POLICY_ROUTES is set and UNAUTHENTICATED_STATUS is "401": a thrown 401 is never remembered and \
                        echoes no origin here. Set UNAUTHENTICATED_STATUS to 403.""");
    }

    @Test
    void all_problems_are_told_at_once() {
        Map<String, String> environment = Map.of(
                "TENANT_SOURCE", "Origin",
                "REGISTRY_CACHE_SECONDS", "301",
                "REGISTRY_STALE_SECONDS", "-1",
                "JWKS_STALE_SECONDS", "1e3",
                "UNAUTHENTICATED_STATUS", "200",
                "NOT_FOUND_RESOURCES", "proxy",
                "ADMIN_ORIGINS", "https://*.example.com https://ok.example.com http://localhost:5173",
                "LOCAL_MODE", "yes",
                "TENANT_METRICS", "1");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuthorizerConfig.fromEnvironment(environment))
                .withMessage("""
                        The authorizer refuses to start:
                        LOCAL_MODE is "yes": it must be one of false, true. Correct it or leave it out for false.
                        TABLE_NAME is not set: it names the registry's DynamoDB table. Set it to the table's name.
                        TENANT_SOURCE is "Origin": it must be one of host, origin, path. Correct it or leave it out for origin.
                        REGISTRY_CACHE_SECONDS is "301": it must be a number of seconds from 0 to 300. Correct it or leave it out for 10.
                        REGISTRY_STALE_SECONDS is "-1": it must be a number of seconds from 0 to 3600. Correct it or leave it out for 300.
                        JWKS_STALE_SECONDS is "1e3": it must be a number of seconds from 0 to 86400. Correct it or leave it out for 3600.
                        UNAUTHENTICATED_STATUS is "200": it must be one of 401, 403. Correct it or leave it out for 401.
                        NOT_FOUND_RESOURCES has "proxy": a resource is a path template such as /{proxy+}. Correct it or remove it.
                        ADMIN_ORIGINS has "https://*.example.com": an administrator's origin is exact and https, such as https://admin.example.com, or http on loopback in local mode. Correct it or remove it.
                        ADMIN_ORIGINS has "http://localhost:5173": an administrator's origin is exact and https, such as https://admin.example.com, or http on loopback in local mode. Correct it or remove it.
                        TENANT_METRICS is "1": it must be one of false, true. Correct it or leave it out for false.""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://admin.example.com", "http://10.0.0.1", "null", "*", "https://admin.example.com/"})
    void local_mode_opens_the_admin_api_to_loopback_only(String origin) {
        Map<String, String> environment =
                Map.of("TABLE_NAME", "registry", "LOCAL_MODE", "true", "ADMIN_ORIGINS", origin);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuthorizerConfig.fromEnvironment(environment))
                .withMessageContaining("ADMIN_ORIGINS has \"" + origin + "\"");
    }

    private static Origin origin(String text) {
        return Origin.parse(text).orElseThrow();
    }
}
