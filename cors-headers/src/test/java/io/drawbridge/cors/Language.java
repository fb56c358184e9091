package io.drawbridge.cors;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A language other than Java that the README has the helper in, and how its example is run on events. */
enum Language {
    NODE("js", "node/cors-headers.mjs", "run.mjs", "node", "--version", 18, 0),
    PYTHON("python", "python/cors_headers.py", "run.py", "python3", "--version", 3, 9),
    GO("go", "go/cors_headers.go", "run.go", "go run", "version", 1, 18);

    private static final Pattern NUMBER = Pattern.compile("(\\d+)\\.(\\d+)");

    private final String block;
    private final Path example;
    private final Path harness;
    private final String command;
    private final String version;
    private final int major;
    private final int minor;

    Language(String block, String example, String harness, String command, String version, int major, int minor) {
        this.block = block;
        this.example = Path.of("examples").resolve(example);
        this.harness = Path.of("src/test/harness").resolve(harness);
        this.command = command;
        this.version = version;
        this.major = major;
        this.minor = minor;
    }

    /** What the README's code block is marked with. */
    String block() {
        return block;
    }

    /** The example itself. */
    Path example() {
        return example;
    }

    /** Why this machine cannot run it, as a sentence; empty if it can. */
    Optional<String> missing() {
        String program = command.split(" ", -1)[0];
        if (!isOnPath(program)) {
            return Optional.of("cors-headers: the example in " + block + " is not run, this machine lacks " + program
                    + ". Install it, and see that it is on the PATH.");
        }
        String answer = output(List.of(program, version));
        Matcher number = NUMBER.matcher(answer);
        if (!number.find() || isOlder(Integer.parseInt(number.group(1)), Integer.parseInt(number.group(2)))) {
            return Optional.of("cors-headers: the example in " + block + " is not run, " + program + " is too old ("
                    + answer.strip() + "). Install version " + major + "." + minor + " or later.");
        }
        return Optional.empty();
    }

    private boolean isOlder(int foundMajor, int foundMinor) {
        return foundMajor < major || (foundMajor == major && foundMinor < minor);
    }

    private static boolean isOnPath(String program) {
        for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(folder, program)) || Files.isExecutable(Path.of(folder, program + ".exe"))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Runs the example on events.
     *
     * @param folder an empty folder, because Go wants the files of a program side by side
     * @return what the harness printed: a JSON object with the headers by the event's path
     */
    String run(Path folder, List<Path> events) throws IOException {
        List<String> line = new ArrayList<>(List.of(command.split(" ", -1)));
        if (this == GO) {
            line.add(Files.copy(example, folder.resolve("example.go")).toString());
            line.add(Files.copy(harness, folder.resolve("run.go")).toString());
        } else {
            line.add(harness.toString());
            line.add(example.toString());
        }
        events.forEach(event -> line.add(event.toString()));
        return output(line);
    }

    private static String output(List<String> line) {
        try {
            Process process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(new File(File.separatorChar == '/' ? "/dev/null" : "NUL")))
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(line + " failed:\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new IllegalStateException(line + " cannot be started.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(line + " was interrupted.", e);
        }
    }
}
