package io.drawbridge.sam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whoever lacks something reads one sentence that says what, and what to do. */
final class SurroundingsTest {

    private static final Optional<String> DOCKER = Optional.of("20.10.24");
    private static final Optional<String> SAM_CLI = Optional.of("SAM CLI, version 1.170.0\n");

    @Test
    void nothing_is_wrong_where_all_is_there() {
        assertThat(new Surroundings("Linux", DOCKER, true, SAM_CLI).problem()).isEmpty();
        assertThat(new Surroundings("Linux", DOCKER, true, Optional.of("SAM CLI, version 2.0.0")).problem())
                .isEmpty();
        assertThat(new Surroundings("Linux", DOCKER, true, Optional.of("SAM CLI, version 1.150.0")).problem())
                .isEmpty();
    }

    @Test
    void another_system_than_Linux_is_named() {
        assertThat(new Surroundings("Mac OS X", DOCKER, true, SAM_CLI).problem())
                .hasValue(
                        "A function in Docker reaches DynamoDB Local and the local issuer on the host's own addresses only"
                                + " on Linux, and this is Mac OS X: run these tests on Linux.");
    }

    @Test
    void a_missing_engine_is_named_before_what_it_would_hold() {
        assertThat(new Surroundings("Linux", Optional.empty(), false, Optional.empty()).problem())
                .hasValue("No Docker engine answers: install Docker and start it, or run .ci/docker on Debian.");
    }

    @Test
    void a_missing_image_is_named_with_the_command_that_fetches_it() {
        assertThat(new Surroundings("Linux", DOCKER, false, SAM_CLI).problem())
                .hasValue("The image " + Surroundings.IMAGE + " is not here: run docker pull " + Surroundings.IMAGE
                        + ", or .ci/docker on Debian where it cannot be pulled.");
    }

    @Test
    void a_missing_SAM_CLI_is_named() {
        assertThat(new Surroundings("Linux", DOCKER, true, Optional.empty()).problem())
                .hasValue("SAM CLI is not on the PATH: install it with pip install aws-sam-cli.");
    }

    @Test
    void a_SAM_CLI_that_is_too_old_is_named_with_what_it_said() {
        assertThat(new Surroundings("Linux", DOCKER, true, Optional.of("SAM CLI, version 1.99.9\n")).problem())
                .hasValue(
                        "SAM CLI says \"SAM CLI, version 1.99.9\", which does not know Java 25: upgrade it to 1.150.0 or"
                                + " later with pip install --upgrade aws-sam-cli.");
        assertThat(new Surroundings("Linux", DOCKER, true, Optional.of("what?")).problem())
                .hasValueSatisfying(sentence -> assertThat(sentence).startsWith("SAM CLI says \"what?\""));
    }
}
