package io.drawbridge.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * A stack of {@code template.yaml}, deployed by SAM CLI: it uploads the jars and has CloudFormation transform the template.
 *
 * @param cloud where to
 * @param name the stack's name
 */
record Deployment(Cloud cloud, String name) {

    private static final String BUCKET = "drawbridge-packages";

    /** Skips the test by name with the reason, or fails it where everything must be there. */
    static void demand() {
        try {
            new ProcessBuilder("sam", "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            String sentence = "SAM CLI is not on the PATH: install it with pip install aws-sam-cli.";
            if ("required".equals(System.getenv("DRAWBRIDGE_TOOLS"))) {
                fail(sentence);
            }
            Assumptions.abort(sentence);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Deploys it, or updates it, with values for some parameters. */
    void deploy(Map<String, String> parameters) {
        Api.makeBucket(cloud, BUCKET);
        List<String> command = new ArrayList<>(List.of(
                "sam",
                "deploy",
                "--template-file",
                "../template.yaml",
                // Instead of the stages beside the template, which are for AWS.
                "--config-file",
                noStages().toString(),
                "--stack-name",
                name,
                "--s3-bucket",
                BUCKET,
                "--capabilities",
                "CAPABILITY_IAM",
                "--no-confirm-changeset",
                "--no-progressbar"));
        if (!parameters.isEmpty()) {
            command.add("--parameter-overrides");
            parameters.forEach((key, value) -> command.add(key + "=" + value));
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL", cloud.endpoint().toString(),
                        "AWS_DEFAULT_REGION", "us-east-1",
                        "AWS_ACCESS_KEY_ID", "test",
                        "AWS_SECRET_ACCESS_KEY", "test",
                        "SAM_CLI_POLL_DELAY", "1",
                        "SAM_CLI_TELEMETRY", "0"));
        try {
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path noStages() {
        try {
            return Files.writeString(Path.of("target", "samconfig.toml").toAbsolutePath(), "version = 0.1\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String status() {
        return Api.after(Api.stack(cloud, name), "<Stacks>", "StackStatus");
    }

    /** The value that it was given for a parameter. */
    String parameter(String key) {
        return Api.after(Api.stack(cloud, name), "<ParameterKey>" + key + "<", "ParameterValue");
    }

    /** The value of one of its outputs. */
    String output(String key) {
        return Api.after(Api.stack(cloud, name), "<OutputKey>" + key + "<", "OutputValue");
    }
}
