package io.drawbridge.authorizer;

import io.drawbridge.authorizer.policy.ApiRoutes;
import io.drawbridge.registry.Origin;
import io.drawbridge.registry.TenantSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The authorizer's settings, from the environment that {@code template.yaml} gives it.
 *
 * @param tableName {@code TABLE_NAME}: the registry's table; no default
 * @param tenantSource {@code TENANT_SOURCE}: {@code origin} (default), {@code host} or {@code path}
 * @param registryCache {@code REGISTRY_CACHE_SECONDS}: 0 to 300, default 10
 * @param registryStale {@code REGISTRY_STALE_SECONDS}: 0 to 3600, default 300
 * @param jwksStale {@code JWKS_STALE_SECONDS}: 0 to 86400, default 3600
 * @param unauthenticatedAsDeny {@code UNAUTHENTICATED_STATUS}: {@code 401} (default), or {@code 403} for readable reasons
 * @param notFoundResources {@code NOT_FOUND_RESOURCES}: resources, separated by spaces, that only ever answer 404; none by
 *     default
 * @param adminOrigins {@code ADMIN_ORIGINS}: origins, separated by spaces, from which browsers may use the admin API, beside
 *     the API's own; exact and https, in local mode http on loopback too; none by default
 * @param policyRoutes {@code POLICY_ROUTES}: every route of an API whose policies API Gateway remembers, such as
 *     {@code GET /orders, ANY /{proxy+}}; none by default, and each policy is then for one request
 * @param localMode {@code LOCAL_MODE}: {@code true} on a developer's machine only; the API's own origin is then http and
 *     keys may come from loopback
 * @param correttoCrypto {@code CRYPTO_PROVIDER}: {@code jdk} (default), or {@code corretto} for Amazon Corretto Crypto
 *     Provider, which its layer brings
 * @param tenantMetrics {@code TENANT_METRICS}: {@code true} for two metrics of each registered tenant, which cost by the
 *     month; {@code false} by default
 */
public record AuthorizerConfig(
        String tableName,
        TenantSource tenantSource,
        Duration registryCache,
        Duration registryStale,
        Duration jwksStale,
        boolean unauthenticatedAsDeny,
        Set<String> notFoundResources,
        Set<Origin> adminOrigins,
        ApiRoutes policyRoutes,
        boolean localMode,
        boolean correttoCrypto,
        boolean tenantMetrics) {

    public AuthorizerConfig {
        notFoundResources = Set.copyOf(notFoundResources);
        adminOrigins = Set.copyOf(adminOrigins);
    }

    /**
     * Reads the environment of the authorizer.
     *
     * @throws IllegalArgumentException naming every problem at once, a line each
     */
    public static AuthorizerConfig fromEnvironment(Map<String, String> environment) {
        return fromEnvironment("The authorizer", environment);
    }

    /**
     * The same for another function that must know its settings.
     *
     * @param function what refuses to start, as the beginning of a sentence
     */
    public static AuthorizerConfig fromEnvironment(String function, Map<String, String> environment) {
        Reader reader = new Reader(environment);
        boolean localMode = reader.oneOf("LOCAL_MODE", "false", Map.of("false", false, "true", true));
        AuthorizerConfig config = new AuthorizerConfig(
                reader.tableName(),
                reader.oneOf(
                        "TENANT_SOURCE",
                        "origin",
                        Map.of("origin", TenantSource.ORIGIN, "host", TenantSource.HOST, "path", TenantSource.PATH)),
                reader.seconds("REGISTRY_CACHE_SECONDS", 10, 300),
                reader.seconds("REGISTRY_STALE_SECONDS", 300, 3600),
                reader.seconds("JWKS_STALE_SECONDS", 3600, 86_400),
                reader.oneOf("UNAUTHENTICATED_STATUS", "401", Map.of("401", false, "403", true)),
                reader.resources("NOT_FOUND_RESOURCES"),
                reader.origins("ADMIN_ORIGINS", localMode),
                reader.routes("POLICY_ROUTES"),
                localMode,
                reader.oneOf("CRYPTO_PROVIDER", "jdk", Map.of("jdk", false, "corretto", true)),
                reader.oneOf("TENANT_METRICS", "false", Map.of("false", false, "true", true)));
        reader.requireWhatIsInTheKey(config);
        if (!reader.problems.isEmpty()) {
            throw new IllegalArgumentException(function + " refuses to start:\n" + String.join("\n", reader.problems));
        }
        return config;
    }

    private static final class Reader {
        private static final int MAX_DIGITS = 6;

        private final Map<String, String> environment;
        private final List<String> problems = new ArrayList<>();

        Reader(Map<String, String> environment) {
            this.environment = environment;
        }

        String tableName() {
            String name = environment.getOrDefault("TABLE_NAME", "");
            if (name.isEmpty()) {
                problems.add(
                        "TABLE_NAME is not set: it names the registry's DynamoDB table. Set it to the table's name.");
            }
            return name;
        }

        <T> T oneOf(String name, String byDefault, Map<String, T> values) {
            String text = environment.getOrDefault(name, byDefault);
            T value = values.get(text);
            if (value == null) {
                String allowed =
                        String.join(", ", values.keySet().stream().sorted().toList());
                problems.add(name + " is \"" + text + "\": it must be one of " + allowed
                        + ". Correct it or leave it out for " + byDefault + ".");
                return Objects.requireNonNull(values.get(byDefault));
            }
            return value;
        }

        Duration seconds(String name, int byDefault, int most) {
            String text = environment.getOrDefault(name, Integer.toString(byDefault));
            boolean digits = !text.isEmpty()
                    && text.length() <= MAX_DIGITS
                    && text.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!digits || Integer.parseInt(text) > most) {
                problems.add(name + " is \"" + text + "\": it must be a number of seconds from 0 to " + most
                        + ". Correct it or leave it out for " + byDefault + ".");
                return Duration.ofSeconds(byDefault);
            }
            return Duration.ofSeconds(Integer.parseInt(text));
        }

        Set<Origin> origins(String name, boolean localMode) {
            Set<Origin> origins = new HashSet<>();
            for (String text : words(name)) {
                Optional<Origin> origin = Origin.parse(text).filter(o -> isTrustworthy(o, localMode));
                if (origin.isEmpty()) {
                    problems.add(
                            name + " has \"" + text + "\": an administrator's origin is exact and https, such as"
                                    + " https://admin.example.com, or http on loopback in local mode. Correct it or remove it.");
                }
                origin.ifPresent(origins::add);
            }
            return origins;
        }

        private static boolean isTrustworthy(Origin origin, boolean localMode) {
            return origin.scheme().equals("https") || (localMode && origin.isLoopback());
        }

        private List<String> words(String name) {
            return Stream.of(environment.getOrDefault(name, "").split(" "))
                    .filter(w -> !w.isEmpty())
                    .toList();
        }

        ApiRoutes routes(String name) {
            String text = environment.getOrDefault(name, "");
            ApiRoutes.problems(text).forEach(p -> problems.add(name + " " + p));
            return ApiRoutes.parse(text);
        }

        /** What is remembered may depend on the token, the origin, the domain name and the resource, and on nothing else. */
        void requireWhatIsInTheKey(AuthorizerConfig config) {
            if (!config.policyRoutes().areRemembered()) {
                return;
            }
            if (config.tenantSource() == TenantSource.PATH) {
                problems.add(
                        "POLICY_ROUTES is set and TENANT_SOURCE is \"path\": API Gateway's cache does not tell paths apart."
                                + " Leave POLICY_ROUTES out, or name the tenant by host or origin.");
            }
            if (!config.unauthenticatedAsDeny()) {
                problems.add(
                        "POLICY_ROUTES is set and UNAUTHENTICATED_STATUS is \"401\": a thrown 401 is never remembered and"
                                + " echoes no origin here. Set UNAUTHENTICATED_STATUS to 403.");
            }
        }

        Set<String> resources(String name) {
            List<String> resources = words(name);
            for (String resource : resources) {
                if (!resource.startsWith("/")) {
                    problems.add(name + " has \"" + resource
                            + "\": a resource is a path template such as /{proxy+}. Correct it or remove it.");
                }
            }
            return Set.copyOf(resources);
        }
    }
}
