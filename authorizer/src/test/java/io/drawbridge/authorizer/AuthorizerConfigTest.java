package io.drawbridge.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.drawbridge.registry.TenantSource;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

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
                        false));
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
                "LOCAL_MODE", "true");

        assertThat(AuthorizerConfig.fromEnvironment(environment))
                .isEqualTo(new AuthorizerConfig(
                        "t",
                        TenantSource.HOST,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        true,
                        Set.of("/", "/{proxy+}"),
                        true));
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
                "LOCAL_MODE", "yes");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuthorizerConfig.fromEnvironment(environment))
                .withMessage("""
                        The authorizer refuses to start:
                        TABLE_NAME is not set: it names the registry's DynamoDB table. Set it to the table's name.
                        TENANT_SOURCE is "Origin": it must be one of host, origin, path. Correct it or leave it out for origin.
                        REGISTRY_CACHE_SECONDS is "301": it must be a number of seconds from 0 to 300. Correct it or leave it out for 10.
                        REGISTRY_STALE_SECONDS is "-1": it must be a number of seconds from 0 to 3600. Correct it or leave it out for 300.
                        JWKS_STALE_SECONDS is "1e3": it must be a number of seconds from 0 to 86400. Correct it or leave it out for 3600.
                        UNAUTHENTICATED_STATUS is "200": it must be one of 401, 403. Correct it or leave it out for 401.
                        NOT_FOUND_RESOURCES has "proxy": a resource is a path template such as /{proxy+}. Correct it or remove it.
                        LOCAL_MODE is "yes": it must be one of false, true. Correct it or leave it out for false.""");
    }
}
