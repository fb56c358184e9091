package io.drawbridge.authorizer.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** This repository's own cases, whatever folder the runs are given. */
final class RowsCoveredTest {

    private static final List<GoldenCase> CASES = GoldenFolder.load(Path.of("../decisions"));

    @Test
    void each_row_that_the_authorizer_decides_has_cases() {
        assertThat(CASES.stream().map(GoldenCase::row).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 18).boxed().toList());
    }

    @Test
    void each_way_to_name_a_tenant_has_cases() {
        assertThat(CASES.stream().map(c -> c.world().tenantSource()).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("origin", "host", "path");
    }

    @Test
    void each_answer_of_an_authorizer_has_cases() {
        assertThat(CASES.stream().map(c -> c.expect().decision()).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Expectation.Decision.values());
    }

    @Test
    void there_are_as_many_cases_as_promised() {
        assertThat(CASES).hasSizeGreaterThanOrEqualTo(1000);
    }
}
