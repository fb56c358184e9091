package io.drawbridge.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.drawbridge.authorizer.AuthorizerConfig;
import io.drawbridge.registry.TenantSource;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AdminConfigTest {

    @Test
    void the_defaults_are_the_authorizers() {
        Map<String, String> environment = Map.of("TABLE_NAME", "registry");
        assertThat(AdminConfig.fromEnvironment(environment))
                .isEqualTo(new AdminConfig(
                        "registry",
                        TenantSource.ORIGIN,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(300),
                        false,
                        AuthorizerConfig.fromEnvironment(environment)));
    }

    @Test
    void every_setting_is_read() {
        Map<String, String> environment = Map.of(
                "TABLE_NAME", "t",
                "TENANT_SOURCE", "host",
                "REGISTRY_CACHE_SECONDS", "1",
                "REGISTRY_STALE_SECONDS", "2",
                "JWKS_STALE_SECONDS", "3",
                "UNAUTHENTICATED_STATUS", "403",
                "NOT_FOUND_RESOURCES", "/ /{proxy+}",
                "ADMIN_ORIGINS", "https://admin.example.com",
                "LOCAL_MODE", "true");
        assertThat(AdminConfig.fromEnvironment(environment))
                .isEqualTo(new AdminConfig(
                        "t",
                        TenantSource.HOST,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        true,
                        AuthorizerConfig.fromEnvironment(environment)));
    }

    @Test
    void all_problems_are_told_at_once() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AdminConfig.fromEnvironment(Map.of("TENANT_SOURCE", "x", "LOCAL_MODE", "yes")))
                .withMessageStartingWith("The admin API refuses to start:\n")
                .withMessageContaining("TABLE_NAME is not set")
                .withMessageContaining("TENANT_SOURCE is \"x\"")
                .withMessageContaining("LOCAL_MODE is \"yes\"");
    }

    @Test
    void what_only_the_authorizer_is_told_cannot_stop_it() {
        assertThat(AdminConfig.fromEnvironment(Map.of("TABLE_NAME", "t", "CRYPTO_PROVIDER", "nonsense"))
                        .tableName())
                .isEqualTo("t");
    }
}
