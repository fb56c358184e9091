package io.drawbridge.launcher.browser;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds programs of this machine. */
final class Executables {

    private Executables() {}

    /** The first of these names that is on {@code PATH}, symbolic links kept as they are. */
    static Optional<Path> onPath(List<String> names) {
        String path = System.getenv().getOrDefault("PATH", "");
        return names.stream()
                .flatMap(name -> Stream.of(path.split(File.pathSeparator, -1))
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** {@code folder/<one folder>/rest}, whatever the folder between them is called. */
    static Optional<Path> below(Path folder, String rest) {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path child : children) {
                if (Files.isExecutable(child.resolve(rest))) {
                    return Optional.of(child.resolve(rest));
                }
            }
            return Optional.empty();
        } catch (IOException absent) {
            return Optional.empty();
        }
    }
}
