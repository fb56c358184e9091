package io.drawbridge.differential;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Python with a package that a test needs. Without it the test is skipped by name, unless the environment variable
 * {@code DRAWBRIDGE_TOOLS} is {@code required}.
 *
 * @param label what is not run without it
 * @param variable the environment variable that may name the interpreter
 * @param module what it must be able to import
 * @param requirement what to install, as pip takes it
 */
record Tool(String label, String variable, String module, String requirement) {

    static final Tool TRANSLATOR =
            new Tool("SAM's translator", "DRAWBRIDGE_SAM_PYTHON", "samtranslator", "aws-sam-cli==1.170.0");

    static final Tool MINISTACK =
            new Tool("ministack", "DRAWBRIDGE_MINISTACK_PYTHON", "ministack", "ministack==1.5.33");

    private static final String SWITCH = "DRAWBRIDGE_TOOLS";

    /** The interpreter; where there is none the calling test ends here, skipped or failed. */
    Path python() {
        Optional<String> named = Optional.ofNullable(System.getenv(variable)).filter(text -> !text.isEmpty());
        Optional<Path> found = named.map(Path::of).or(() -> onPath("python3")).filter(this::imports);
        if (found.isPresent()) {
            return found.get();
        }
        String missing = label + " was not run: "
                + named.orElse("python3 on the path") + " cannot import " + module
                + ". Install " + requirement + " into a virtual environment and name its python in " + variable + ".";
        System.out.println(missing);
        if ("required".equals(System.getenv(SWITCH))) {
            fail(missing + " " + SWITCH + "=required makes this a failure.");
        }
        return abort(missing);
    }

    private static Optional<Path> onPath(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private boolean imports(Path python) {
        if (!Files.isExecutable(python)) {
            return false;
        }
        try {
            return new ProcessBuilder(List.of(python.toString(), "-c", "import " + module))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted while asking " + python + " for " + module, e);
        }
    }
}
