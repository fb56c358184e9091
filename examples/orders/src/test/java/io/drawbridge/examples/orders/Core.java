package io.drawbridge.examples.orders;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * /template.yaml without its admin API, its counts of monitor mode, its crypto layers and what operators look at: what the
 * templates under examples are compared with.
 */
final class Core {

    private Core() {}

    static Yaml of(Yaml main) {
        Map<String, Object> document = new LinkedHashMap<>(main.map());
        change(
                document,
                List.of("Parameters"),
                parameters -> without(
                        parameters,
                        "AdminOrigins",
                        "AdminPageIssuer",
                        "AdminPageClientId",
                        "AdminPageScope",
                        "AdminPageAudience",
                        "AdminPageConnect",
                        "CryptoProvider",
                        "Tracing",
                        "AccessLogs",
                        "AlarmTopicArn",
                        "AuthorizerReservedConcurrency",
                        "AdminReservedConcurrency"));
        change(
                document,
                List.of("Resources"),
                resources -> without(
                        withoutAlarms(resources),
                        "Dashboard",
                        "AccessLog",
                        "AdminFunction",
                        "AdminRole",
                        "AdminLogs",
                        "MonitorFunction",
                        "MonitorRole",
                        "MonitorLogs",
                        "CorrettoArm64Layer",
                        "CorrettoX86Layer"));
        change(
                document,
                List.of("Resources", "AuthorizerFunction", "Properties", "Environment", "Variables"),
                variables -> without(variables, "ADMIN_ORIGINS", "CRYPTO_PROVIDER"));
        change(
                document,
                List.of("Resources", "AuthorizerFunction", "Properties"),
                f -> without(f, "Layers", "Tracing", "ReservedConcurrentExecutions"));
        change(document, List.of("Resources", "OrdersFunction", "Properties"), f -> without(f, "Tracing"));
        change(document, List.of("Resources", "AuthorizerRole", "Properties"), Core::withoutTraces);
        change(document, List.of("Resources", "OrdersRole", "Properties"), Core::withoutTraces);
        change(
                document,
                List.of("Resources", "Api", "Properties"),
                api -> without(api, "TracingEnabled", "AccessLogSetting"));
        change(document, List.of("Resources", "Api", "Properties", "DefinitionBody", "paths"), paths -> {
            paths.keySet().removeIf(path -> path.equals("/admin") || path.startsWith("/admin/"));
            return paths;
        });
        change(document, List.of("Outputs"), outputs -> without(outputs, "AdminPageUrl", "DashboardUrl"));
        return new Yaml("the core of template.yaml", document);
    }

    private static Map<String, Object> withoutAlarms(Map<String, Object> resources) {
        resources.keySet().removeIf(name -> name.endsWith("Alarm"));
        return resources;
    }

    private static Map<String, Object> withoutTraces(Map<String, Object> role) {
        role.put(
                "Policies",
                new Yaml("Policies", role.get("Policies"))
                        .list().stream()
                                .filter(policy -> !new Yaml("Policy", policy)
                                        .at("PolicyName")
                                        .text()
                                        .equals("SendTraces"))
                                .toList());
        return role;
    }

    private static Map<String, Object> without(Map<String, Object> map, String... names) {
        for (String name : names) {
            if (map.remove(name) == null) {
                throw new AssertionError("The template has no " + name);
            }
        }
        return map;
    }

    /** Replaces what is at a path by a changed copy, and what holds it by copies. */
    private static void change(
            Map<String, Object> holder, List<String> path, UnaryOperator<Map<String, Object>> change) {
        String name = path.get(0);
        Map<String, Object> copy =
                new LinkedHashMap<>(new Yaml(name, holder).at(name).map());
        if (path.size() > 1) {
            change(copy, path.subList(1, path.size()), change);
            holder.put(name, copy);
        } else {
            holder.put(name, change.apply(copy));
        }
    }
}
