package io.drawbridge.gateway.function;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarFile;

/**
 * AWS's runtime interface client, unpacked for use by child processes.
 *
 * @param jars the client and what it needs
 * @param nativeLibrary its native library, unpacked once: left to itself every process would unpack it to one fixed path,
 *     and processes that start together would race; empty where AWS ships none
 * @param bridge a folder with our few classes that run inside the child
 */
record RuntimeClient(List<Path> jars, Optional<Path> nativeLibrary, Path bridge) {

    private static final List<String> JAR_NAMES = List.of(
            "aws-lambda-java-runtime-interface-client-",
            "aws-lambda-java-core-",
            "aws-lambda-java-serialization-",
            "utils-lite-");

    /** The classes that are copied out of this program into the child's class path, and when. */
    private static final String LIFELINE = "io/drawbridge/gateway/child/Lifeline.class";

    private static final String NATIVE_CLIENT =
            "com/amazonaws/services/lambda/runtime/api/client/runtimeapi/NativeClient.class";

    RuntimeClient {
        jars = List.copyOf(jars);
    }

    /**
     * Finds the client's jars on a class path and unpacks what children need.
     *
     * @param classPath this program's class path; where it is one jar, its neighbours are looked at too
     * @param folder an empty folder that lives as long as the gateway
     */
    static RuntimeClient prepare(String classPath, Path folder) throws IOException {
        String os = System.getProperty("os.name", "");
        return prepare(classPath, folder, libraryName(os, System.getProperty("os.arch", "")));
    }

    /** The same with the native library of that name, or with our stand-in for it. */
    static RuntimeClient prepare(String classPath, Path folder, Optional<String> library) throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String name : JAR_NAMES) {
            jars.add(find(name, classPath));
        }
        Optional<Path> unpacked = Optional.empty();
        if (library.isPresent()) {
            unpacked = Optional.of(unpack(jars.get(0), "jni/" + library.get(), folder.resolve(library.get())));
        } else {
            copyOwnClass(NATIVE_CLIENT, folder);
        }
        copyOwnClass(LIFELINE, folder);
        return new RuntimeClient(jars, unpacked, folder);
    }

    private static Path find(String name, String classPath) throws IOException {
        List<Path> folders = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (fileName(path).startsWith(name)) {
                return path.toAbsolutePath();
            }
            Path parent = path.toAbsolutePath().getParent();
            if (entry.endsWith(".jar") && parent != null && !folders.contains(parent)) {
                folders.add(parent);
                folders.add(parent.resolve("lib"));
            }
        }
        for (Path folder : folders) {
            Optional<Path> found = findIn(folder, name);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new IOException(
                "No jar " + name + "*.jar on the class path of the local gateway: functions run with AWS's"
                        + " runtime interface client. Add aws-lambda-java-runtime-interface-client and its dependencies.");
    }

    private static Optional<Path> findIn(Path folder, String name) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file ->
                            fileName(file).startsWith(name) && fileName(file).endsWith(".jar"))
                    .findFirst();
        }
    }

    private static String fileName(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    /** AWS builds the library for Linux only; elsewhere our own {@code NativeClient} takes its place. */
    static Optional<String> libraryName(String os, String architecture) {
        if (!os.toLowerCase(Locale.ROOT).contains("linux")) {
            return Optional.empty();
        }
        boolean arm = architecture.equals("aarch64");
        if (!arm && !architecture.equals("amd64") && !architecture.equals("x86_64")) {
            return Optional.empty();
        }
        String machine = arm ? "aarch_64" : "x86_64";
        boolean musl = Files.exists(Path.of("/lib/ld-musl-" + (arm ? "aarch64" : "x86_64") + ".so.1"));
        return Optional.of("libaws-lambda-jni." + (musl ? "linux_musl-" : "linux-") + machine + ".so");
    }

    private static Path unpack(Path jar, String entry, Path target) throws IOException {
        try (JarFile file = new JarFile(jar.toFile());
                InputStream in = file.getInputStream(file.getEntry(entry))) {
            Files.copy(in, target);
            return target;
        }
    }

    private static void copyOwnClass(String resource, Path folder) throws IOException {
        Path target = folder.resolve(resource);
        Files.createDirectories(folder.resolve(resource.substring(0, resource.lastIndexOf('/'))));
        try (InputStream in = ownClass(resource)) {
            Files.copy(in, target);
        }
    }

    /** The client's jar holds a class of the same name as one of ours: take the one that is not from that jar. */
    private static InputStream ownClass(String resource) throws IOException {
        var candidates = RuntimeClient.class.getClassLoader().getResources(resource);
        while (candidates.hasMoreElements()) {
            var url = candidates.nextElement();
            if (!url.toString().contains(JAR_NAMES.get(0))) {
                return url.openStream();
            }
        }
        throw new IOException("The local gateway's own class " + resource + " is missing from its class path.");
    }
}
