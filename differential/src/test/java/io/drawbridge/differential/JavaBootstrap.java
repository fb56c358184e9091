package io.drawbridge.differential;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The script that runs a jar with AWS's runtime interface client, as the managed Java runtime's own {@code bootstrap} does. */
final class JavaBootstrap {

    private static final String CLIENT = "aws-lambda-java-runtime-interface-client-";

    private static final List<String> JARS =
            List.of(CLIENT, "aws-lambda-java-core-", "aws-lambda-java-serialization-", "utils-lite-");

    private JavaBootstrap() {}

    /** Whether AWS ships the client's native library for this machine. */
    static boolean runsHere() {
        return System.getProperty("os.name", "").equals("Linux") && !machine().isEmpty();
    }

    /**
     * The script.
     *
     * @param code the function's class path
     * @param folder where the client's native library is unpacked: left to itself each process would unpack it to one fixed
     *     path, and processes that start together would race
     */
    static String of(List<Path> code, Path folder) throws IOException {
        List<String> own = Arrays.stream(
                        System.getProperty("java.class.path", "").split(File.pathSeparator, -1))
                .filter(entry -> JARS.stream().anyMatch(name -> fileName(entry).startsWith(name)))
                .toList();
        String client = own.stream()
                .filter(entry -> fileName(entry).startsWith(CLIENT))
                .findFirst()
                .orElseThrow();
        Path library = folder.resolve("libaws-lambda-jni.so");
        try (JarFile file = new JarFile(client);
                InputStream in =
                        file.getInputStream(file.getEntry("jni/libaws-lambda-jni.linux-" + machine() + ".so"))) {
            Files.copy(in, library);
        }
        String classPath = Stream.concat(own.stream(), code.stream().map(Path::toString))
                .collect(Collectors.joining(File.pathSeparator));
        return "#!/bin/sh\nexec " + Path.of(System.getProperty("java.home"), "bin", "java")
                + " -XX:TieredStopAtLevel=1 -Xshare:auto"
                + " -Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=" + library
                + " -cp " + classPath
                + " com.amazonaws.services.lambda.runtime.api.client.AWSLambda \"$_HANDLER\"\n";
    }

    private static String fileName(String entry) {
        return String.valueOf(Path.of(entry).getFileName());
    }

    private static String machine() {
        return switch (System.getProperty("os.arch", "")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "aarch_64";
            default -> "";
        };
    }
}
