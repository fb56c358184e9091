package io.drawbridge.gateway.function;

import io.drawbridge.gateway.api.FunctionDefinition;
import io.drawbridge.gateway.api.LocalAccount;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a function's process is started: command line and environment.
 *
 * <p>The sizes follow the managed Java runtime, which gives the heap 85 percent of the function's memory. Its metaspace
 * and code cache get 10 and 5 percent, but never less than a small SDK client needs, because a local JDK counts a little
 * differently than the one on Lambda. Serial collector and first compiler tier are what the managed runtime chooses too;
 * here they also keep each process small.
 */
final class ChildCommand {

    private static final int MIN_METASPACE_KB = 96 * 1024;
    private static final int MIN_CODE_CACHE_KB = 24 * 1024;

    /** Where these stand in the parent's environment, the child's JVM needs them to start at all. */
    private static final List<String> INHERITED = List.of("PATH", "SystemRoot", "TMPDIR", "TEMP", "TMP");

    private final FunctionDefinition function;
    private final RuntimeClient client;
    private final Path javaHome;
    private final Map<String, String> parentEnvironment;

    ChildCommand(
            FunctionDefinition function, RuntimeClient client, Path javaHome, Map<String, String> parentEnvironment) {
        this.function = function;
        this.client = client;
        this.javaHome = javaHome;
        this.parentEnvironment = parentEnvironment;
    }

    /** The process, ready to start, its output in one stream. */
    ProcessBuilder build(int runtimeApiPort, Path workingFolder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command());
        builder.environment().clear();
        builder.environment().putAll(environment(runtimeApiPort));
        return builder.directory(workingFolder.toFile()).redirectErrorStream(true);
    }

    List<String> command() throws IOException {
        long memoryKb = function.memoryMegabytes() * 1024L;
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin").resolve("java").toString());
        command.add("-XX:MaxHeapSize=" + memoryKb * 85 / 100 + "k");
        command.add("-XX:MaxMetaspaceSize=" + Math.max(memoryKb / 10, MIN_METASPACE_KB) + "k");
        command.add("-XX:ReservedCodeCacheSize=" + Math.max(memoryKb / 20, MIN_CODE_CACHE_KB) + "k");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:-UsePerfData");
        command.add("-Xshare:auto");
        client.nativeLibrary()
                .ifPresent(library -> command.add(
                        "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=" + library));
        command.add("-cp");
        command.add(classPath());
        command.add("io.drawbridge.gateway.child.Lifeline");
        command.add(function.handler());
        return command;
    }

    /** Our lifeline, AWS's client, then the function's own code, then its layers, and nothing else. */
    private String classPath() throws IOException {
        List<String> entries = new ArrayList<>();
        entries.add(client.bridge().toString());
        client.jars().forEach(jar -> entries.add(jar.toString()));
        Path code = function.code().toAbsolutePath();
        entries.add(code.toString());
        entries.addAll(jars(code.resolve("lib")));
        for (Path layer : function.layers()) {
            entries.addAll(jars(layer.toAbsolutePath().resolve("java").resolve("lib")));
        }
        return String.join(File.pathSeparator, entries);
    }

    private static List<String> jars(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** "Defined runtime environment variables" of the Lambda developer guide; as on AWS the template cannot change them. */
    Map<String, String> environment(int runtimeApiPort) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String name : INHERITED) {
            String value = parentEnvironment.get(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        environment.put("TZ", ":UTC");
        environment.put("LANG", "en_US.UTF-8");
        environment.putAll(function.environment());
        environment.put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + runtimeApiPort);
        environment.put("AWS_ACCESS_KEY_ID", "AKIALOCALGATEWAY0000");
        environment.put("AWS_SECRET_ACCESS_KEY", "local-gateway");
        environment.put("AWS_SESSION_TOKEN", "local-gateway");
        environment.put("AWS_REGION", LocalAccount.REGION);
        environment.put("AWS_DEFAULT_REGION", LocalAccount.REGION);
        environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_java");
        environment.put("AWS_LAMBDA_FUNCTION_NAME", function.logicalId());
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.logicalId());
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "local/[$LATEST]" + runtimeApiPort);
        environment.put("_HANDLER", function.handler());
        environment.put("LAMBDA_TASK_ROOT", taskRoot());
        return environment;
    }

    private String taskRoot() {
        Path code = function.code().toAbsolutePath();
        Path parent = code.getParent();
        return Files.isDirectory(code) || parent == null ? code.toString() : parent.toString();
    }
}
