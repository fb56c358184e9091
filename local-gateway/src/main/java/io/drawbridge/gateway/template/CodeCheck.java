package io.drawbridge.gateway.template;

import io.drawbridge.gateway.api.FunctionDefinition;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * Looks for a function's handler in its code, so that a forgotten build is a message now and not a 502 later.
 *
 * <p>A deployment package holds classes at its root and jars in {@code lib/}.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-package.html">Java deployment packages</a>
 */
final class CodeCheck {

    private static final String BUILD = "Build it: run mvn package in the project of the function, or sam build.";

    private final Problems problems;

    CodeCheck(Problems problems) {
        this.problems = problems;
    }

    /**
     * Reports at the code's place what is wrong with the file, and at the handler's place that it is not in there.
     */
    void check(FunctionDefinition function, Place place, Place handlerPlace) {
        Path code = function.code();
        if (!Files.exists(code)) {
            problems.code(place, "is " + code + ", which does not exist. " + BUILD);
            return;
        }
        String className = function.handler().replaceFirst("::.*", "");
        String entry = className.replace('.', '/') + ".class";
        try {
            boolean found = Files.isDirectory(code) ? inFolder(code, entry) : inArchive(code, entry);
            if (!found) {
                problems.code(
                        handlerPlace,
                        "is " + function.handler() + ", but " + code + " holds no " + entry
                                + ". Correct the handler, or build the code: run mvn package in the project of the"
                                + " function, or sam build.");
            }
        } catch (IOException e) {
            problems.code(place, "is " + code + ", which cannot be read as a jar: " + e.getMessage() + ". " + BUILD);
        }
    }

    private static boolean inFolder(Path folder, String entry) throws IOException {
        if (Files.isRegularFile(folder.resolve(entry.replace('/', File.separatorChar)))) {
            return true;
        }
        Path lib = folder.resolve("lib");
        if (!Files.isDirectory(lib)) {
            return false;
        }
        List<Path> jars;
        try (Stream<Path> files = Files.list(lib)) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
        for (Path jar : jars) {
            if (inArchive(jar, entry)) {
                return true;
            }
        }
        return false;
    }

    private static boolean inArchive(Path archive, String entry) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            if (zip.getEntry(entry) != null) {
                return true;
            }
            return zip.stream()
                    .filter(nested -> nested.getName().matches("lib/[^/]+\\.jar"))
                    .anyMatch(nested -> inNested(zip, nested, entry));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean inNested(ZipFile zip, ZipEntry nested, String entry) {
        try (InputStream bytes = zip.getInputStream(nested);
                ZipInputStream jar = new ZipInputStream(bytes)) {
            for (ZipEntry next = jar.getNextEntry(); next != null; next = jar.getNextEntry()) {
                if (next.getName().equals(entry)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
