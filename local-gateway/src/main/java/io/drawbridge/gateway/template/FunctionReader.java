package io.drawbridge.gateway.template;

import io.drawbridge.gateway.api.FunctionDefinition;
import io.drawbridge.gateway.template.TemplateNode.Mapping;
import io.drawbridge.gateway.template.TemplateNode.Scalar;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an {@code AWS::Serverless::Function}.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html">
 *     AWS::Serverless::Function</a>
 */
final class FunctionReader {

    private static final PropertyList PROPERTIES = new PropertyList()
            .served(
                    "FunctionName",
                    "Handler",
                    "Runtime",
                    "CodeUri",
                    "PackageType",
                    "MemorySize",
                    "Timeout",
                    "Environment",
                    "Layers",
                    "LoggingConfig",
                    "ReservedConcurrentExecutions")
            .servedAsWritten("Events")
            .withoutLocalEffect("text for people", "Description", "Tags", "PropagateTags")
            .withoutLocalEffect(
                    "IAM is not evaluated locally",
                    "Policies",
                    "Role",
                    "RolePath",
                    "PermissionsBoundary",
                    "AssumeRolePolicyDocument")
            .withoutLocalEffect("seen by operators, not by callers", "Tracing")
            .withoutLocalEffect("keys of AWS's own storage", "KmsKeyArn", "SourceKMSKeyArn", "CodeSigningConfigArn")
            .withoutLocalEffect(
                    "the function runs on this machine's processor, disk and network",
                    "Architectures",
                    "EphemeralStorage",
                    "VpcConfig")
            .withoutLocalEffect(
                    "how fast and where AWS starts it",
                    "SnapStart",
                    "ProvisionedConcurrencyConfig",
                    "RuntimeManagementConfig")
            .withoutLocalEffect("asynchronous calls only", "DeadLetterQueue", "EventInvokeConfig", "RecursiveLoop")
            .refused("Function URLs are not served: route to the function through the API.", "FunctionUrlConfig")
            .refused(
                    "Aliases are not served, the latest code always runs: remove it.",
                    "AutoPublishAlias",
                    "AutoPublishAliasAllProperties",
                    "AutoPublishCodeSha256",
                    "DeploymentPreference")
            .refused("Only jars and folders are run: set CodeUri.", "InlineCode", "ImageUri", "ImageConfig")
            .refused("File systems are not mounted: remove it.", "FileSystemConfigs");

    private static final PropertyList LOGGING = new PropertyList()
            .served("LogGroup")
            .withoutLocalEffect(
                    "seen by operators, not by callers", "LogFormat", "ApplicationLogLevel", "SystemLogLevel");

    private static final PropertyList ENVIRONMENT = new PropertyList().served("Variables");

    private static final Set<String> RUNTIMES = Set.of("java17", "java21", "java25");

    /**
     * Names that Lambda keeps for itself.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Reserved variables</a>
     */
    private static final Set<String> RESERVED = Set.of(
            "_HANDLER",
            "_X_AMZN_TRACE_ID",
            "AWS_DEFAULT_REGION",
            "AWS_REGION",
            "AWS_EXECUTION_ENV",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "AWS_ACCESS_KEY",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_LAMBDA_RUNTIME_API",
            "LAMBDA_TASK_ROOT",
            "LAMBDA_RUNTIME_DIR");

    /** Lambda's limit for all names and values together. */
    private static final int ENVIRONMENT_BYTES = 4096;

    /** Lambda's defaults for what the template leaves out. */
    private static final int DEFAULT_TIMEOUT_SECONDS = 3;

    private static final int DEFAULT_MEMORY_MEGABYTES = 128;

    private final Path folder;
    private final Resolver resolver;
    private final EventReader events;
    private final LayerReader layers;
    private final Problems problems;

    FunctionReader(Path folder, Resolver resolver, EventReader events, LayerReader layers, Problems problems) {
        this.folder = folder;
        this.resolver = resolver;
        this.events = events;
        this.layers = layers;
        this.problems = problems;
    }

    /**
     * A function without its permissions, which come from elsewhere.
     *
     * @param definition empty where a part of it is missing and the problem reported
     * @param logGroup the name of the log group that it writes into
     */
    record FunctionDraft(
            TemplateResource resource,
            Optional<FunctionDefinition> definition,
            Place code,
            Place handler,
            String logGroup,
            EventReader.Drafts events) {}

    FunctionDraft read(TemplateResource resource) {
        Fields fields = new Fields(PROPERTIES.read(resource.properties(), resolver, problems), problems);
        refuseWhatCannotRun(fields);
        Optional<String> handler =
                fields.requiredText("Handler").filter(text -> handler(text, fields.place("Handler")));
        Optional<Path> code = fields.requiredText("CodeUri").flatMap(text -> code(text, fields.place("CodeUri")));
        Map<String, String> environment = fields.mapping("Environment")
                .map(mapping -> new Fields(ENVIRONMENT.read(mapping, resolver, problems), problems))
                .flatMap(variables -> variables.mapping("Variables"))
                .map(this::environment)
                .orElse(Map.of());
        List<Path> layerFolders = layers.read(fields.list("Layers"));
        int timeout = fields.integer("Timeout", 1, 900).orElse(DEFAULT_TIMEOUT_SECONDS);
        int memory = fields.integer("MemorySize", 128, 10_240).orElse(DEFAULT_MEMORY_MEGABYTES);
        Optional<FunctionDefinition> definition = handler.isEmpty() || code.isEmpty()
                ? Optional.empty()
                : Optional.of(new FunctionDefinition(
                        resource.logicalId(),
                        code.get(),
                        handler.get(),
                        environment,
                        Duration.ofSeconds(timeout),
                        memory,
                        List.of(),
                        layerFolders));
        EventReader.Drafts drafts = fields.mapping("Events")
                .map(mapping -> events.read(resource.logicalId(), mapping))
                .orElseGet(() -> new EventReader.Drafts(List.of(), List.of()));
        return new FunctionDraft(
                resource,
                definition,
                fields.place("CodeUri"),
                fields.place("Handler"),
                logGroup(fields, resource),
                drafts);
    }

    /** Lambda's own where the template names none. */
    private String logGroup(Fields fields, TemplateResource resource) {
        return fields.mapping("LoggingConfig")
                .map(mapping -> new Fields(LOGGING.read(mapping, resolver, problems), problems))
                .flatMap(logging -> logging.text("LogGroup"))
                .orElseGet(() -> "/aws/lambda/" + fields.text("FunctionName").orElse(resource.logicalId()));
    }

    private void refuseWhatCannotRun(Fields fields) {
        fields.requiredText("Runtime")
                .filter(runtime -> !RUNTIMES.contains(runtime))
                .ifPresent(runtime -> problems.unsupported(
                        fields.place("Runtime"),
                        "is " + runtime
                                + ", which is not supported by the local gateway. It runs java17, java21 and java25."));
        fields.text("PackageType")
                .filter(type -> !type.equals("Zip"))
                .ifPresent(
                        type -> problems.unsupported(
                                fields.place("PackageType"),
                                "is " + type
                                        + ", which is not supported by the local gateway. Only jars and folders are run: use Zip."));
        // Zero would turn the function off; any other bound is the machine's business here.
        fields.integer("ReservedConcurrentExecutions", 1, Integer.MAX_VALUE);
    }

    private boolean handler(String text, Place place) {
        if (text.matches("[A-Za-z_$][\\w$]*(\\.[A-Za-z_$][\\w$]*)*(::[A-Za-z_$][\\w$]*)?")) {
            return true;
        }
        problems.invalid(
                place, "is " + text + ", which is not a Java handler. Write package.Class or package.Class::method.");
        return false;
    }

    private Optional<Path> code(String text, Place place) {
        if (text.startsWith("s3://")) {
            problems.unsupported(
                    place,
                    "is " + text
                            + ", which is not supported by the local gateway. Name the jar or folder on this machine.");
            return Optional.empty();
        }
        return Optional.of(folder.resolve(text).normalize());
    }

    private Map<String, String> environment(Mapping variables) {
        Map<String, String> environment = new LinkedHashMap<>();
        int bytes = 0;
        Fields fields = new Fields(variables, problems);
        for (Map.Entry<String, TemplateNode> entry : variables.entries().entrySet()) {
            String name = entry.getKey();
            Place place = entry.getValue().place();
            if (RESERVED.contains(name)) {
                problems.invalid(place, "is a name that Lambda keeps for itself. Choose another.");
            } else if (!name.matches("[A-Za-z][A-Za-z0-9_]+")) {
                problems.invalid(
                        place,
                        "is not a name that Lambda takes: two or more letters, digits and _, a letter first. Choose another.");
            }
            Optional<Scalar> value = fields.scalar(name);
            if (value.isPresent()) {
                environment.put(name, value.get().text());
                bytes += utf8(name) + utf8(value.get().text());
            }
        }
        if (bytes > ENVIRONMENT_BYTES) {
            problems.invalid(
                    variables.place(),
                    "takes " + bytes + " bytes, and Lambda allows " + ENVIRONMENT_BYTES
                            + ". Move something elsewhere.");
        }
        return environment;
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
