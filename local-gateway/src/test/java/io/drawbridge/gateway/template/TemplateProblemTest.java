package io.drawbridge.gateway.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemplateProblemTest {

    @ParameterizedTest
    @EnumSource
    void everyKindHasASectionInTheDocumentation(TemplateProblem.Kind kind) throws IOException {
        assertThat(Files.readAllLines(Path.of("../docs/problems.md"))).contains("### " + kind.anchor());
    }
}
