package io.drawbridge.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UpCommandTest {

    private static final String NEWLINE = System.lineSeparator();

    /** A template that has nothing to do with Drawbridge: one public route that the gateway answers itself. */
    private static final String HELLO = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Hello:
                Type: AWS::Serverless::Api
                Properties:
                  StageName: prod
                  DefinitionBody:
                    openapi: 3.0.1
                    info: {title: hello, version: '1'}
                    paths:
                      /hello:
                        get:
                          responses: {'200': {description: hello}}
                          x-amazon-apigateway-integration:
                            type: mock
                            requestTemplates: {application/json: '{"statusCode": 200}'}
                            responses:
                              default:
                                statusCode: '200'
                                responseTemplates: {application/json: '{"hello":"world"}'}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path temporary;

    @Test
    void anyTemplateIsServedAndWithoutOurAuthorizerNothingElseIsStarted() throws IOException {
        Path template = Files.writeString(temporary.resolve("hello.yaml"), HELLO);
        List<String> bodies = new ArrayList<>();
        CommandRun run = CommandRun.whileUp(
                temporary,
                printed -> bodies.add(get(api(printed) + "/hello")),
                "up",
                "--port=0",
                "--template=" + template);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(bodies).containsExactly("{\"hello\":\"world\"}");
        assertThat(run.out())
                .contains(template.toString())
                .doesNotContain("Demo page")
                .doesNotContain("Issuer");
        assertThat(run.out().lines()).anyMatch(line -> line.equals("ready"));
        assertThat(run.out()).contains("GET /hello -> 200  without Origin");
    }

    @Test
    void aParameterIsTakenFromTheCommandLine() throws IOException {
        Path template = Files.writeString(
                temporary.resolve("hello.yaml"),
                HELLO.replace("'{\"hello\":\"world\"}'", "!Sub '{\"hello\":\"${Who}\"}'")
                        .replace("Resources:", "Parameters: {Who: {Type: String}}\nResources:"));
        List<String> bodies = new ArrayList<>();
        CommandRun.whileUp(
                temporary,
                printed -> bodies.add(get(api(printed) + "/hello")),
                "up",
                "--port=0",
                "--template=" + template,
                "--parameter=Who=moon=1");
        assertThat(bodies).containsExactly("{\"hello\":\"moon=1\"}");
        assertThat(CommandRun.in(temporary, "up", "--template=" + template).err())
                .contains("Parameters.Who has no Default and is given no value. Give it one, here or as a parameter of"
                        + " the call.");
        assertMisuse(
                "Value for option option '--parameter' (NAME=VALUE) should be in KEY=VALUE format but was Who",
                "--parameter=Who");
    }

    @Test
    void aTakenPortIsNamedBeforeAnythingIsStarted() throws IOException {
        Path template = Files.writeString(temporary.resolve("hello.yaml"), HELLO);
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = socket.getLocalPort();
            CommandRun run = CommandRun.in(temporary, "up", "--port=" + port, "--template=" + template);
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .isEqualTo("Nothing was started:" + NEWLINE + "  Port " + port
                            + " is already in use (the API). Stop the program that listens there, or choose another"
                            + " port with --port." + NEWLINE);
        }
    }

    @Test
    void aPortThatIsNoneIsMisuse() {
        assertMisuse("--port 70000 is no TCP port. Give a number from 0 to 65535.", "--port=70000");
        assertMisuse("Invalid value for option '--port': 'http' is not an int", "--port=http");
        assertMisuse(
                "--first-port 65533 leaves no room for four TCP ports. Give a number from 1 to 65532.",
                "--first-port=65533");
        assertMisuse(
                "--first-port 0 leaves no room for four TCP ports. Give a number from 1 to 65532.", "--first-port=0");
    }

    @Test
    void aTenantSourceThatIsNoneIsMisuse() {
        assertMisuse(
                "Invalid value for option '--tenant-source': \"cookie\" is none. Give host, path or origin.",
                "--tenant-source=cookie");
    }

    @Test
    void optionsOfTheDemoAreRefusedForAnotherTemplate() throws IOException {
        Path template = Files.writeString(temporary.resolve("hello.yaml"), HELLO);
        assertMisuse(
                "--registry, --data and --tenant-source are for Drawbridge's authorizer, and the template " + template
                        + " has no function with the handler io.drawbridge.authorizer.AuthorizerHandler. Leave them out"
                        + " to run its gateway alone.",
                "--template=" + template,
                "--tenant-source=host");
    }

    @Test
    void aTemplateThatIsNotThereIsNamed() {
        Path template = temporary.resolve("none.yaml");
        CommandRun run = CommandRun.in(temporary, "up", "--template=" + template);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("The template " + template
                        + " is not there or cannot be read. Name a SAM template with --template." + NEWLINE);
    }

    @Test
    void aTemplateThatCannotBeServedIsAnsweredWithEveryReason() throws IOException {
        Path template = Files.writeString(
                temporary.resolve("bad.yaml"), HELLO.replace("StageName: prod", "StageName: prod\n      Colour: red"));
        CommandRun run = CommandRun.in(temporary, "up", "--template=" + template);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines().toList()).hasSize(2).satisfies(lines -> {
            assertThat(lines.get(0)).isEqualTo("The template " + template + " cannot be served, for 1 reason:");
            assertThat(lines.get(1)).startsWith("  " + template + ":7:7: Resources.Hello.Properties.Colour ");
        });
    }

    private void assertMisuse(String message, String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "up";
        System.arraycopy(options, 0, arguments, 1, options.length);
        CommandRun run = CommandRun.in(temporary, arguments);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo(message + NEWLINE + "See ./drawbridge up --help." + NEWLINE);
    }

    private static String api(String printed) {
        Matcher matcher = Pattern.compile("http://127\\.0\\.0\\.1:[0-9]+").matcher(printed);
        assertThat(matcher.find()).isTrue();
        return matcher.group();
    }

    private static String get(String url) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
