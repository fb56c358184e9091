package io.drawbridge.sam;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code sam validate --lint} of every template.
 *
 * <p>It ignores what only API Gateway refuses, such as two variable siblings under one parent, and what its translator refuses of
 * a parameter's value: a template that is valid here may still not deploy.
 */
final class ValidateIT {

    @BeforeAll
    static void demand() {
        Surroundings.demand();
    }

    static List<Path> templates() throws IOException {
        try (Stream<Path> examples = Files.list(Path.of("..", "examples"))) {
            return Stream.concat(
                            Stream.of(Path.of("..", "template.yaml")), examples.map(e -> e.resolve("template.yaml")))
                    .filter(Files::exists)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void every_template_is_valid(Path template) {
        Command done = SamCli.run("validate", "--lint", "--template", template.toString());

        assertThat(done.code()).as(done.out() + done.err()).isZero();
        assertThat(done.out()).contains("is a valid SAM Template");
    }
}
