package io.drawbridge.examples.orders;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** /template.yaml without its admin API, its counts of monitor mode and its crypto layers: what the templates under examples are compared with. */
final class WithoutAdminApi {

    private WithoutAdminApi() {}

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
                        "CryptoProvider"));
        change(
                document,
                List.of("Resources"),
                resources -> without(
                        resources,
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
        change(document, List.of("Resources", "AuthorizerFunction", "Properties"), f -> without(f, "Layers"));
        change(document, List.of("Resources", "Api", "Properties", "DefinitionBody", "paths"), paths -> {
            paths.keySet().removeIf(path -> path.equals("/admin") || path.startsWith("/admin/"));
            return paths;
        });
        change(document, List.of("Outputs"), outputs -> without(outputs, "AdminPageUrl"));
        return new Yaml("template.yaml without its admin API", document);
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
