package io.drawbridge.gateway.template;

import io.drawbridge.gateway.template.TemplateNode.Mapping;
import io.drawbridge.gateway.template.TemplateNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The {@code Globals} section, merged into resources as SAM's translator does before anything is resolved: mappings are
 * merged key by key, lists are joined with the global items first, anything else is replaced by the resource's own.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html">
 *     Globals section</a>
 */
final class Globals {

    /** What SAM's translator takes for each type; the rest it refuses. */
    private static final Map<String, Set<String>> SUPPORTED = Map.of(
            TemplateResource.FUNCTION,
            Set.of(
                    "Handler",
                    "Runtime",
                    "CodeUri",
                    "DeadLetterQueue",
                    "Description",
                    "MemorySize",
                    "Timeout",
                    "VpcConfig",
                    "Environment",
                    "Tags",
                    "PropagateTags",
                    "Tracing",
                    "KmsKeyArn",
                    "AutoPublishAlias",
                    "AutoPublishAliasAllProperties",
                    "Layers",
                    "DeploymentPreference",
                    "RolePath",
                    "PermissionsBoundary",
                    "ReservedConcurrentExecutions",
                    "ProvisionedConcurrencyConfig",
                    "AssumeRolePolicyDocument",
                    "EventInvokeConfig",
                    "FileSystemConfigs",
                    "CodeSigningConfigArn",
                    "Architectures",
                    "SnapStart",
                    "EphemeralStorage",
                    "FunctionUrlConfig",
                    "RuntimeManagementConfig",
                    "LoggingConfig",
                    "RecursiveLoop",
                    "SourceKMSKeyArn"),
            TemplateResource.API,
            Set.of(
                    "Auth",
                    "Name",
                    "DefinitionUri",
                    "CacheClusterEnabled",
                    "CacheClusterSize",
                    "MergeDefinitions",
                    "Variables",
                    "EndpointConfiguration",
                    "MethodSettings",
                    "BinaryMediaTypes",
                    "MinimumCompressionSize",
                    "Cors",
                    "GatewayResponses",
                    "AccessLogSetting",
                    "CanarySetting",
                    "TracingEnabled",
                    "OpenApiVersion",
                    "Domain",
                    "AlwaysDeploy",
                    "PropagateTags",
                    "SecurityPolicy",
                    "EndpointAccessMode"));

    private final Map<String, Mapping> byType = new LinkedHashMap<>();

    private Globals() {}

    static Globals read(Mapping section, Problems problems) {
        Globals globals = new Globals();
        section.entries().forEach((name, value) -> {
            String type = "AWS::Serverless::" + name;
            // A global table setting changes nothing that is served; HttpApi and the rest serve nothing.
            if (name.equals("SimpleTable")) {
                return;
            }
            Set<String> supported = SUPPORTED.get(type);
            if (supported == null) {
                problems.unsupported(
                        value.place(),
                        "is not supported by the local gateway. Only Function, Api and SimpleTable are.");
                return;
            }
            Fields.asMapping(value, problems).ifPresent(properties -> {
                globals.byType.put(type, properties);
                properties.entries().forEach((property, node) -> {
                    if (!supported.contains(property)) {
                        problems.invalid(
                                node.place(), "is not a property that Globals may set. Write it at each resource.");
                    }
                });
            });
        });
        return globals;
    }

    /** The resource's properties with the Globals of its type below them. */
    Mapping mergedInto(Mapping properties, String type) {
        Mapping global = byType.get(type);
        return global == null ? properties : merge(global, properties, type);
    }

    private static Mapping merge(Mapping global, Mapping local, String path) {
        Map<String, TemplateNode> merged = new LinkedHashMap<>(global.entries());
        local.entries().forEach((key, value) -> {
            TemplateNode below = global.entries().get(key);
            merged.put(key, below == null ? value : merge(below, value, path + "." + key));
        });
        return new Mapping(local.place(), merged);
    }

    private static TemplateNode merge(TemplateNode global, TemplateNode local, String path) {
        if (global instanceof Mapping lower && local instanceof Mapping upper && !isCall(lower) && !isCall(upper)) {
            return merge(lower, upper, path);
        }
        // Architectures are the one list that SAM replaces instead of joining.
        if (global instanceof Sequence lower
                && local instanceof Sequence upper
                && !path.equals(TemplateResource.FUNCTION + ".Architectures")) {
            List<TemplateNode> joined = new ArrayList<>(lower.items());
            joined.addAll(upper.items());
            return new Sequence(upper.place(), joined);
        }
        return local;
    }

    private static boolean isCall(Mapping mapping) {
        return mapping.function().isPresent();
    }
}
