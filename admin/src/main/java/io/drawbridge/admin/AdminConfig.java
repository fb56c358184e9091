package io.drawbridge.admin;

import io.drawbridge.authorizer.AuthorizerConfig;
import io.drawbridge.registry.TenantSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The admin API's settings: those of the authorizer's that both must know, from the same variables and by the same rules.
 *
 * @param tableName the registry's table
 * @param tenantSource how requests to the API name their tenant, which decides what is claimed
 * @param registryCache how long the authorizer goes on with what it read
 * @param registryStale the same while it cannot read
 * @param localMode whether loopback URLs may be saved and fetched
 * @param authorizer all of the authorizer's settings that decide a request, for dry runs
 */
record AdminConfig(
        String tableName,
        TenantSource tenantSource,
        Duration registryCache,
        Duration registryStale,
        boolean localMode,
        AuthorizerConfig authorizer) {

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException naming every problem at once, a line each
     */
    static AdminConfig fromEnvironment(Map<String, String> environment) {
        Map<String, String> known = new HashMap<>(environment);
        known.keySet()
                .retainAll(Set.of(
                        "TABLE_NAME",
                        "TENANT_SOURCE",
                        "REGISTRY_CACHE_SECONDS",
                        "REGISTRY_STALE_SECONDS",
                        "JWKS_STALE_SECONDS",
                        "UNAUTHENTICATED_STATUS",
                        "NOT_FOUND_RESOURCES",
                        "ADMIN_ORIGINS",
                        "LOCAL_MODE"));
        AuthorizerConfig config = AuthorizerConfig.fromEnvironment("The admin API", known);
        return new AdminConfig(
                config.tableName(),
                config.tenantSource(),
                config.registryCache(),
                config.registryStale(),
                config.localMode(),
                config);
    }
}
