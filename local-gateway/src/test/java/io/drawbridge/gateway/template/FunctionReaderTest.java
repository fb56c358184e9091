package io.drawbridge.gateway.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.gateway.api.FunctionDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionReaderTest {

    private static final String AT_TEN = "template.yaml:10:7: Resources.Fn.Properties.";

    private TemplateFixture fixture;

    @BeforeEach
    void folder(@TempDir Path folder) {
        fixture = new TemplateFixture(folder);
    }

    private List<String> with(String property) {
        return fixture.problems(TemplateFixture.ONE_FUNCTION + "      " + property + "\n");
    }

    private List<String> replacing(String old, String replacement) {
        return fixture.problems(TemplateFixture.ONE_FUNCTION.replace(old, replacement));
    }

    @Test
    void whatTheTemplateLeavesOutIsLambdasDefault() {
        assertThat(fixture.valid(TemplateFixture.ONE_FUNCTION).functions())
                .containsExactly(new FunctionDefinition(
                        "Fn",
                        fixture.folder().resolve("code.jar"),
                        "a.Handler",
                        Map.of(),
                        Duration.ofSeconds(3),
                        128,
                        List.of("arn:aws:execute-api:us-east-1:000000000000:serverlessrestapi/*/GET/")));
    }

    @Test
    void whatTheTemplateSaysIsTaken() {
        FunctionDefinition function = TemplateFixture.function(
                fixture.valid(TemplateFixture.ONE_FUNCTION.replace("a.Handler", "a.Handler::handle") + """
                                  Timeout: !Ref Seconds
                                  MemorySize: 512
                                  Environment: {Variables: {TABLE_NAME: orders}}
                            Parameters: {Seconds: {Type: Number, Default: 20}}
                            """), "Fn");
        assertThat(function.handler()).isEqualTo("a.Handler::handle");
        assertThat(function.timeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(function.memoryMegabytes()).isEqualTo(512);
        assertThat(function.environment()).isEqualTo(Map.of("TABLE_NAME", "orders"));
    }

    @Test
    void propertiesWithoutLocalEffectAreAcceptedUnseen() {
        assertThat(with("Description: !Ref Nothing")).isEmpty();
        for (String name : List.of(
                "Tags",
                "PropagateTags",
                "Policies",
                "Role",
                "RolePath",
                "PermissionsBoundary",
                "AssumeRolePolicyDocument",
                "Tracing",
                "KmsKeyArn",
                "SourceKMSKeyArn",
                "CodeSigningConfigArn",
                "Architectures",
                "EphemeralStorage",
                "VpcConfig",
                "SnapStart",
                "ProvisionedConcurrencyConfig",
                "RuntimeManagementConfig",
                "DeadLetterQueue",
                "EventInvokeConfig",
                "RecursiveLoop")) {
            assertThat(with(name + ": {any: thing}")).as(name).isEmpty();
        }
        assertThat(with("LoggingConfig: {LogGroup: x, LogFormat: JSON, SystemLogLevel: WARN}"))
                .isEmpty();
        assertThat(with("Layers: []")).isEmpty();
        assertThat(with("FunctionUrlConfig: !Ref AWS::NoValue")).isEmpty();
        assertThat(with("ReservedConcurrentExecutions: 5")).isEmpty();
    }

    @Test
    void propertiesThatCannotBeServedSayWhatToDo() {
        assertThat(with("FunctionUrlConfig: {AuthType: NONE}"))
                .containsExactly(
                        AT_TEN + "FunctionUrlConfig is not supported by the local gateway. Function URLs are not"
                                + " served: route to the function through the API.");
        assertThat(with("AutoPublishAlias: live"))
                .containsExactly(AT_TEN + "AutoPublishAlias is not supported by the local gateway. Aliases are not"
                        + " served, the latest code always runs: remove it.");
        assertThat(with("InlineCode: x"))
                .containsExactly(AT_TEN + "InlineCode is not supported by the local gateway. Only jars and folders are"
                        + " run: set CodeUri.");
        assertThat(with("FileSystemConfigs: []"))
                .containsExactly(
                        AT_TEN + "FileSystemConfigs is not supported by the local gateway. File systems are not"
                                + " mounted: remove it.");
        assertThat(with("PackageType: Image"))
                .containsExactly(AT_TEN + "PackageType is Image, which is not supported by the local gateway. Only jars"
                        + " and folders are run: use Zip.");
        assertThat(with("NewThing: 1"))
                .containsExactly(
                        AT_TEN + "NewThing is not supported by the local gateway. It is neither served nor known"
                                + " to have no effect here: remove it, or correct its name.");
        assertThat(replacing("java21", "python3.13"))
                .containsExactly("template.yaml:7:7: Resources.Fn.Properties.Runtime is python3.13, which is not"
                        + " supported by the local gateway. It runs java17, java21 and java25.");
        assertThat(replacing("code.jar", "s3://bucket/key"))
                .containsExactly("template.yaml:8:7: Resources.Fn.Properties.CodeUri is s3://bucket/key, which is not"
                        + " supported by the local gateway. Name the jar or folder on this machine.");
    }

    @Test
    void aLayerOfTheTemplateIsItsFolder() throws IOException {
        Path folder = Files.createDirectories(fixture.folder().resolve("layer"));
        String layer = """
                  Unused: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: s3://bucket/key}}
                  Crypto:
                    Type: AWS::Serverless::LayerVersion
                    Properties: {LayerName: c, ContentUri: layer, CompatibleArchitectures: [arm64]}
                """;

        assertThat(TemplateFixture.function(
                                fixture.valid(TemplateFixture.ONE_FUNCTION + "      Layers: [!Ref Crypto]\n" + layer),
                                "Fn")
                        .layers())
                .containsExactly(folder);
        assertThat(TemplateFixture.function(
                                fixture.valid(TemplateFixture.ONE_FUNCTION
                                        + "      Layers: [!If [Never, !Ref Crypto, !Ref AWS::NoValue]]\n"
                                        + layer.replace("    Type: AWS", "    Condition: Never\n    Type: AWS")
                                        + "Conditions: {Never: !Equals [a, b]}\n"),
                                "Fn")
                        .layers())
                .isEmpty();
    }

    @Test
    void aLayerThatCannotBeUsedSaysWhatToDo() throws IOException {
        Files.createFile(fixture.folder().resolve("layer.zip"));
        String layer =
                "      Layers: [!Ref L]\n  L: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: %s}}\n";
        String at = "template.yaml:11:57: Resources.L.Properties.ContentUri is ";

        assertThat(with("Layers: [a]"))
                .containsExactly(
                        "template.yaml:10:16: Resources.Fn.Properties.Layers[0] is a, which is not supported by"
                                + " the local gateway. It knows the layers of this template: declare an"
                                + " AWS::Serverless::LayerVersion and name it by Ref.");
        assertThat(with("Layers: [[a]]"))
                .containsExactly(
                        "template.yaml:10:16: Resources.Fn.Properties.Layers[0] is a list, not a text. Write a text.");
        assertThat(fixture.problems(TemplateFixture.ONE_FUNCTION + layer.formatted("layer.zip")))
                .containsExactly(
                        at + "layer.zip, which is not supported by the local gateway. Name the layer's folder on"
                                + " this machine.");
        assertThat(fixture.problems(TemplateFixture.ONE_FUNCTION + layer.formatted("s3://b/k")))
                .containsExactly(
                        at + "s3://b/k, which is not supported by the local gateway. Name the layer's folder on"
                                + " this machine.");
        assertThat(fixture.problems(TemplateFixture.ONE_FUNCTION + layer.formatted("none")))
                .containsExactly(at + "none, which does not exist. Build it: run mvn"
                        + " package in the project of the layer, or sam build.");
    }

    @Test
    void valuesThatLambdaRefusesAreRefused() {
        assertThat(with("Timeout: 901"))
                .containsExactly(AT_TEN + "Timeout is 901, which is not a whole number from 1 to 900. Correct it.");
        assertThat(with("MemorySize: lots"))
                .containsExactly(
                        AT_TEN + "MemorySize is lots, which is not a whole number from 128 to 10240. Correct it.");
        assertThat(with("ReservedConcurrentExecutions: 0"))
                .containsExactly(
                        AT_TEN + "ReservedConcurrentExecutions is 0, which is not a whole number of at least 1."
                                + " Correct it.");
        assertThat(with("Timeout: [1]"))
                .containsExactly(AT_TEN + "Timeout is a list, not a single value. Write a single value.");
        assertThat(with("Layers: a")).containsExactly(AT_TEN + "Layers is the value a, not a list. Write a list.");
        assertThat(with("Environment: a"))
                .containsExactly(AT_TEN + "Environment is the value a, not a mapping. Write a mapping.");
        assertThat(replacing("a.Handler", "handler.js"))
                .containsExactly("template.yaml:6:7: Resources.Fn.Properties.Handler is handler.js, but "
                        + "code.jar holds no handler/js.class. Correct the handler, or build the code: run mvn package in"
                        + " the project of the function, or sam build.");
        assertThat(replacing("a.Handler", "src/handler"))
                .containsExactly(
                        "template.yaml:6:7: Resources.Fn.Properties.Handler is src/handler, which is not a Java"
                                + " handler. Write package.Class or package.Class::method.");
        assertThat(replacing("      Handler: a.Handler\n", ""))
                .containsExactly(
                        "template.yaml:5:5: Resources.Fn.Properties.Handler is missing. It is required: add it.");
    }

    @Test
    void environmentVariablesThatLambdaRefusesAreRefused() {
        assertThat(with("Environment: {Variables: {AWS_REGION: x}}"))
                .containsExactly(
                        "template.yaml:10:33: Resources.Fn.Properties.Environment.Variables.AWS_REGION is a name"
                                + " that Lambda keeps for itself. Choose another.");
        assertThat(with("Environment: {Variables: {1A: x}}"))
                .containsExactly(
                        "template.yaml:10:33: Resources.Fn.Properties.Environment.Variables.1A is not a name that"
                                + " Lambda takes: two or more letters, digits and _, a letter first. Choose another.");
        assertThat(with("Environment: {Variables: {AB: " + "x".repeat(4095) + "}}"))
                .containsExactly(
                        "template.yaml:10:21: Resources.Fn.Properties.Environment.Variables takes 4097 bytes, and"
                                + " Lambda allows 4096. Move something elsewhere.");
        assertThat(with("Environment: {Variables: {AB: " + "x".repeat(4094) + "}}"))
                .isEmpty();
    }

    @Test
    void eventsOfOtherTypesAreRefused() {
        assertThat(replacing("Type: Api", "Type: Schedule"))
                .contains("template.yaml:9:23: Resources.Fn.Properties.Events.Root.Type is Schedule, which is not"
                        + " supported by the local gateway. Only events of type Api and CloudWatchLogs are served: keep"
                        + " the function in a template of its own.");
    }

    @Test
    void codeThatIsNotBuiltIsAMessageNow() throws IOException {
        assertThat(replacing("code.jar", "target/app.jar"))
                .containsExactly("template.yaml:8:7: Resources.Fn.Properties.CodeUri is target/app.jar, which does not"
                        + " exist. Build it: run mvn package in the project of the function, or sam build.");
        Files.writeString(fixture.folder().resolve("broken.jar"), "not a jar");
        assertThat(replacing("code.jar", "broken.jar"))
                .containsExactly(
                        "template.yaml:8:7: Resources.Fn.Properties.CodeUri is broken.jar, which cannot be read"
                                + " as a jar: zip END header not found. Build it: run mvn package in the project of the function,"
                                + " or sam build.");
        Files.createDirectories(fixture.folder().resolve("source/src"));
        assertThat(replacing("code.jar", "source"))
                .containsExactly("template.yaml:6:7: Resources.Fn.Properties.Handler is a.Handler, but source holds no"
                        + " a/Handler.class. Correct the handler, or build the code: run mvn package in the project of the"
                        + " function, or sam build.");
    }

    @Test
    void codeMayBeAFolderOrHoldItsClassesInLib() throws IOException {
        Path classes = Files.createDirectories(fixture.folder().resolve("classes/a"));
        Files.writeString(classes.resolve("Handler.class"), "");
        assertThat(replacing("code.jar", "classes")).isEmpty();

        Path lib = Files.createDirectories(fixture.folder().resolve("package/lib"));
        TemplateFixture.jar(lib.resolve("other.jar"), "b/Other.class");
        assertThat(replacing("code.jar", "package")).hasSize(1);
        TemplateFixture.jar(lib.resolve("app.jar"), "a/Handler.class");
        assertThat(replacing("code.jar", "package")).isEmpty();

        TemplateFixture.jarOf(
                fixture.folder().resolve("fat.jar"), "lib/app.jar", Files.readAllBytes(lib.resolve("app.jar")));
        assertThat(replacing("code.jar", "fat.jar")).isEmpty();
        TemplateFixture.jarOf(
                fixture.folder().resolve("thin.jar"), "lib/other.jar", Files.readAllBytes(lib.resolve("other.jar")));
        assertThat(replacing("code.jar", "thin.jar")).hasSize(1);
    }

    @Test
    void aCallerMayReplaceTheEnvironment() {
        assertThat(fixture.valid(TemplateFixture.ONE_FUNCTION)
                        .withEnvironments(function -> Map.of("NAME", function.logicalId()))
                        .functions())
                .extracting(FunctionDefinition::environment)
                .containsExactly(Map.of("NAME", "Fn"));
    }
}
