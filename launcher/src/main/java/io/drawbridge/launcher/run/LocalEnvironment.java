package io.drawbridge.launcher.run;

import io.drawbridge.gateway.api.FunctionDefinition;
import io.drawbridge.gateway.api.RestApi;
import io.drawbridge.issuer.SignIn;
import io.drawbridge.registry.TenantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What functions are told beside the template's environment, so that they find the local table and accept local URLs. */
final class LocalEnvironment {

    /** Port 1 is reserved (tcpmux) and nobody listens there: a registry that cannot be reached. */
    private static final String NOWHERE = "http://127.0.0.1:1";

    private LocalEnvironment() {}

    /** The API whose functions use this table and this way of naming tenants. */
    static RestApi of(RestApi api, String dynamoDb, Optional<TenantSource> tenantSource) {
        return api.withEnvironments(function -> local(function, dynamoDb, tenantSource));
    }

    /** The same API, whose admin page signs people in with this issuer unless the template names another. */
    static RestApi withSignIn(RestApi api, String issuer) {
        return api.withEnvironments(function -> {
            Map<String, String> environment = new HashMap<>(function.environment());
            if (LaunchPlan.isAdminApi(function)
                    && environment.getOrDefault("ADMIN_PAGE_ISSUER", "").isEmpty()) {
                environment.put("ADMIN_PAGE_ISSUER", issuer);
                environment.put("ADMIN_PAGE_CLIENT_ID", SignIn.CLIENT);
            }
            return environment;
        });
    }

    /** The same with a registry that cannot be reached: row 15 of the decision table. */
    static RestApi withoutRegistry(RestApi api, Optional<TenantSource> tenantSource) {
        return of(api, NOWHERE, tenantSource);
    }

    /** The same with an authorizer that refuses to start, for it is told no table: row 18 of the decision table. */
    static RestApi withoutAuthorizer(RestApi api, Optional<TenantSource> tenantSource) {
        return of(api, NOWHERE, tenantSource).withEnvironments(function -> {
            Map<String, String> environment = new HashMap<>(function.environment());
            if (LaunchPlan.isAuthorizer(function)) {
                environment.remove("TABLE_NAME");
            }
            return environment;
        });
    }

    private static Map<String, String> local(
            FunctionDefinition function, String dynamoDb, Optional<TenantSource> tenantSource) {
        Map<String, String> environment = new HashMap<>(function.environment());
        if (LaunchPlan.usesRegistry(function)) {
            // The SDK's own variables; DynamoDB Local takes any key, but the SDK wants one.
            environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb);
            environment.put("AWS_ACCESS_KEY_ID", LocalDynamoDb.ACCESS_KEY);
            environment.put("AWS_SECRET_ACCESS_KEY", LocalDynamoDb.ACCESS_KEY);
            environment.put("LOCAL_MODE", "true");
            tenantSource.ifPresent(
                    source -> environment.put("TENANT_SOURCE", source.name().toLowerCase(Locale.ROOT)));
        }
        return environment;
    }
}
