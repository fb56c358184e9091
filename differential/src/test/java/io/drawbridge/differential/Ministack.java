package io.drawbridge.differential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.gateway.api.FunctionDefinition;
import io.drawbridge.gateway.api.LocalAccount;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * An emulator of AWS by other people, on a free port of this machine. It runs Java as a custom runtime: AWS's own runtime
 * client, started by a script.
 */
final class Ministack implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int PATIENCE_SECONDS = 30;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final String url;

    private Ministack(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param folder where it keeps its files
     */
    static Ministack start(Path python, Path folder) {
        int port = freePort();
        ProcessBuilder command = new ProcessBuilder(python.toString(), "-m", "ministack")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("ministack.log").toFile());
        command.environment().put("GATEWAY_PORT", String.valueOf(port));
        command.environment().put("BIND_HOST", "127.0.0.1");
        command.environment().put("TMPDIR", folder.toString());
        command.environment().put("SERVICES", "lambda,apigateway,cloudformation,iam,sts,s3,logs");
        try {
            Ministack started = new Ministack(command.start(), "http://127.0.0.1:" + port);
            started.awaitAnswer();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAnswer() throws IOException {
        for (int i = 0; i < PATIENCE_SECONDS * 10; i++) {
            try {
                ask("GET", "/_ministack/health", "application/json", "");
                return;
            } catch (IOException notYet) {
                pause();
            }
        }
        close();
        throw new IOException("ministack did not answer within " + PATIENCE_SECONDS + " s");
    }

    /**
     * Makes a function that runs our jar.
     *
     * @param handler instead of the function's own
     * @param bootstrap the script that starts its process
     */
    void create(FunctionDefinition function, String handler, Map<String, String> environment, String bootstrap) {
        ObjectNode request = JSON.createObjectNode();
        request.put("FunctionName", function.logicalId());
        request.put("Runtime", "provided.al2023");
        request.put("Role", "arn:aws:iam::" + LocalAccount.ACCOUNT_ID + ":role/none");
        request.put("Handler", handler);
        request.put("Timeout", function.timeout().toSeconds());
        request.put("MemorySize", function.memoryMegabytes());
        environment.forEach(request.putObject("Environment").putObject("Variables")::put);
        request.putObject("Code").put("ZipFile", zip(bootstrap));
        call("POST", "/2015-03-31/functions", request);
    }

    /** Has its CloudFormation make an API, which is how it imports one, and deploys it. Returns the URL before the resource's path. */
    String deploy(JsonNode body, String stage) {
        ObjectNode template = JSON.createObjectNode();
        ObjectNode api = template.putObject("Resources").putObject("Api");
        api.put("Type", "AWS::ApiGateway::RestApi");
        api.putObject("Properties").set("Body", body);
        create(template);
        String id = importedApi();
        // Those in the body it leaves out.
        body.path("x-amazon-apigateway-gateway-responses")
                .properties()
                .forEach(response ->
                        call("PUT", "/restapis/" + id + "/gatewayresponses/" + response.getKey(), response.getValue()));
        call("POST", "/restapis/" + id + "/deployments", JSON.createObjectNode().put("stageName", stage));
        return url + "/_aws/execute-api/" + id + "/" + stage;
    }

    private void create(ObjectNode template) {
        String form = "Action=CreateStack&Version=2010-05-15&StackName=api&TemplateBody="
                + URLEncoder.encode(template.toString(), StandardCharsets.UTF_8);
        try {
            HttpResponse<String> answer = ask("POST", "/", "application/x-www-form-urlencoded", form);
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("CreateStack: " + answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The stack is made in the background. */
    private String importedApi() {
        for (int i = 0; i < PATIENCE_SECONDS * 10; i++) {
            JsonNode apis = call("GET", "/restapis", JSON.createObjectNode()).path("item");
            if (!apis.isEmpty()) {
                return apis.get(0).path("id").asText();
            }
            pause();
        }
        throw new IllegalStateException("ministack made no API within " + PATIENCE_SECONDS + " s");
    }

    private JsonNode call(String method, String path, JsonNode request) {
        try {
            HttpResponse<String> answer = ask(method, path, "application/json", request.toString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(path + " was not answered in JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> ask(String method, String path, String type, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
                .version(HttpClient.Version.HTTP_1_1)
                .header("content-type", type)
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted while asking ministack", e);
        }
    }

    private static byte[] zip(String bootstrap) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("bootstrap"));
            zip.write(bootstrap.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted while waiting for ministack", e);
        }
    }

    /** Ends it and the functions' processes, each by its own id. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
