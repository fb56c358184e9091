package io.drawbridge.sam;

import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * What this machine has of what the tests need.
 *
 * @param system the operating system
 * @param docker what the engine says of its version; empty if none answers
 * @param image whether Lambda's image is there
 * @param samCli what SAM CLI says of its version; empty if there is none
 */
record Surroundings(String system, Optional<String> docker, boolean image, Optional<String> samCli) {

    /** Lambda's own image; on arm64 it is the other one. */
    static final String IMAGE =
            "public.ecr.aws/lambda/java:25-" + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64");

    /** The first that knows the runtime java25 for sure. */
    private static final int[] OLDEST_SAM_CLI = {1, 150, 0};

    private static final Pattern VERSION = Pattern.compile("version (\\d+)\\.(\\d+)\\.(\\d+)");

    /** Skips the test by name with the reason, or fails it where everything must be there. */
    static void demand() {
        Optional<String> problem = ofThisMachine().problem();
        if (problem.isPresent() && "required".equals(System.getenv("DRAWBRIDGE_TOOLS"))) {
            fail(problem.get());
        }
        Assumptions.assumeTrue(problem.isEmpty(), problem.orElse(""));
    }

    private static Surroundings ofThisMachine() {
        Optional<String> docker = Command.tryToRun("docker", "version", "--format", "{{.Server.Version}}");
        boolean image = docker.isPresent()
                && Command.tryToRun("docker", "image", "inspect", "--format", "{{.Id}}", IMAGE)
                        .isPresent();
        return new Surroundings(
                System.getProperty("os.name"), docker, image, Command.tryToRun(SamCli.PROGRAM, "--version"));
    }

    /** What is wrong and what to do, in one sentence; empty if all is there. */
    Optional<String> problem() {
        if (!system.toLowerCase(Locale.ROOT).contains("linux")) {
            return Optional.of("A function in Docker reaches DynamoDB Local and the local issuer on the host's own"
                    + " addresses only on Linux, and this is " + system + ": run these tests on Linux.");
        }
        if (docker.isEmpty()) {
            return Optional.of("No Docker engine answers: install Docker and start it, or run .ci/docker on Debian.");
        }
        if (!image) {
            return Optional.of("The image " + IMAGE + " is not here: run docker pull " + IMAGE
                    + ", or .ci/docker on Debian where it cannot be pulled.");
        }
        if (samCli.isEmpty()) {
            return Optional.of("SAM CLI is not on the PATH: install it with pip install aws-sam-cli.");
        }
        return isTooOld(samCli.get())
                ? Optional.of(
                        "SAM CLI says \"" + samCli.get().strip() + "\", which does not know Java 25: upgrade it to "
                                + String.join(
                                        ".",
                                        Arrays.stream(OLDEST_SAM_CLI)
                                                .mapToObj(String::valueOf)
                                                .toList())
                                + " or later with pip install --upgrade aws-sam-cli.")
                : Optional.empty();
    }

    private static boolean isTooOld(String answer) {
        Matcher version = VERSION.matcher(answer);
        if (!version.find()) {
            return true;
        }
        int[] found = {
            Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2)), Integer.parseInt(version.group(3))
        };
        return Arrays.compare(found, OLDEST_SAM_CLI) < 0;
    }
}
