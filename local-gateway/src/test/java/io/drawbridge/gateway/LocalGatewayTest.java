package io.drawbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The whole path, with functions in real child processes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LocalGatewayTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private final ConcurrentLinkedQueue<String> printed = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
    private LocalGateway gateway;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        gateway = LocalGateway.start(
                TestApi.api(TestApi.jar(folder)),
                GatewaySettings.defaults(0)
                        .withEnvironment(System.getenv())
                        .withListener(exchanges::add)
                        .withFunctionLog((function, id, text) -> printed.add(function + " " + text)));
    }

    @AfterAll
    void stop() {
        gateway.close();
        gateway.close();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, headers);
    }

    private HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(60));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void a_function_answers_with_its_own_status_headers_and_body() throws Exception {
        HttpResponse<String> response = get("/echo?a=1&a=2");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("X-One")).contains("1");
        assertThat(response.headers().allValues("Set-Cookie")).containsExactly("a=1", "b=2");
        assertThat(response.headers().firstValue("x-amzn-Remapped-WWW-Authenticate"))
                .contains("Basic");
        assertThat(response.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(response.body())
                .contains("\"queryStringParameters\":{\"a\":\"2\"}")
                .contains("\"multiValueQueryStringParameters\":{\"a\":[\"1\",\"2\"]}")
                .contains("\"pathParameters\":null")
                .contains("\"body\":null,\"isBase64Encoded\":false");
    }

    @Test
    void a_function_sees_its_own_environment_and_nothing_of_ours() throws Exception {
        String body = get("/environment").body();

        assertThat(body)
                .contains("AWS_LAMBDA_FUNCTION_NAME", "AWS_REGION", "_HANDLER", "COLOUR", " blue ")
                .contains("arn:aws:lambda:us-east-1:000000000000:function:Backend")
                .doesNotContain("HOME")
                .doesNotContain("MAVEN");
        awaitPrinted("Backend printed by the function");
    }

    /** Lines come through a pipe of their own, so they may come after the answer. */
    private void awaitPrinted(String line) throws InterruptedException {
        for (int i = 0; i < 500 && !printed.contains(line); i++) {
            Thread.sleep(10);
        }
        assertThat(printed).contains(line);
    }

    @Test
    void one_process_serves_one_request_after_another() throws Exception {
        get("/count");
        String first = get("/count").body();
        String second = get("/count").body();

        assertThat(first.split(" ", 2)[1]).isEqualTo(second.split(" ", 2)[1]);
        assertThat(Integer.parseInt(second.split(" ", 2)[0])).isGreaterThan(Integer.parseInt(first.split(" ", 2)[0]));
    }

    @Test
    void whatever_a_function_does_wrong_is_a_502_and_the_next_request_is_served() throws Exception {
        for (String path :
                List.of("/garbage", "/wrong", "/huge", "/throw", "/exit", "/oom", "/hang", "/unloadable", "/missing")) {
            HttpResponse<String> response = get(path);

            assertThat(response.statusCode()).as(path).isEqualTo(502);
            assertThat(response.body()).as(path).isEqualTo("{\"message\": \"Internal server error\"}");
            assertThat(response.headers().firstValue("x-amzn-ErrorType"))
                    .as(path)
                    .contains("InternalServerErrorException");
            assertThat(get("/count").statusCode()).as("after " + path).isEqualTo(200);
        }
        assertThat(exchanges)
                .filteredOn(exchange -> exchange.request().path().equals("/hang"))
                .allSatisfy(exchange ->
                        assertThat(exchange.took()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(13)));
        assertThat(exchanges.stream().flatMap(exchange -> exchange.notes().stream()))
                .contains(
                        "The function failed with java.lang.IllegalStateException: on purpose",
                        "The function failed with java.lang.OutOfMemoryError: Java heap space",
                        "The function failed with Function.ResponseSizeTooLarge: Response payload size exceeded maximum"
                                + " allowed payload size (6291556 bytes).",
                        "The function's answer has the field cookies: API Gateway accepts only statusCode, headers,"
                                + " multiValueHeaders, body, isBase64Encoded.")
                .anyMatch(note ->
                        note.matches("The function failed with Runtime.ExitError: RequestId: \\S+ Error: Runtime"
                                + " exited with error: exit status 3"))
                .anyMatch(note -> note.matches("The function failed with Sandbox.Timedout: RequestId: \\S+ Error: Task"
                        + " timed out after 3.00 seconds"))
                .anyMatch(note -> note.contains("no configuration"))
                .anyMatch(note -> note.contains("Class not found: no.such.Handler"));
    }

    @Test
    void requests_that_come_together_get_processes_of_their_own() {
        List<CompletableFuture<HttpResponse<String>>> answers = java.util.stream.IntStream.range(0, 6)
                .mapToObj(i -> client.sendAsync(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/slow"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString()))
                .toList();

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().body()).isEqualTo("slow"));
    }

    @Test
    void a_function_without_permission_is_not_invoked() throws Exception {
        HttpResponse<String> response = get("/forbidden");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("{\"message\": \"Internal server error\"}");
        assertThat(exchanges.stream().flatMap(exchange -> exchange.notes().stream()))
                .contains("The function Forbidden has no permission for API Gateway to invoke it as"
                        + " arn:aws:execute-api:us-east-1:000000000000:testapi/prod/GET/forbidden. Add an"
                        + " AWS::Lambda::Permission with this SourceArn.");
    }

    @Test
    void an_allowed_call_reaches_the_function_with_the_authorizers_context() throws Exception {
        assertThat(get("/guarded", "X-Thing", "1").body())
                .contains("\"authorizer\":{\"tenant\":\"acme\",\"origin\":\"\",\"principalId\":\"someone\"")
                .contains("\"x-thing\":\"1\"");
    }

    @Test
    void a_denied_call_gets_the_gateway_response_with_the_authorizers_context() throws Exception {
        HttpResponse<String> response = get("/guarded", "x-effect", "Deny", "origin", "https://app.example.com");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("https://app.example.com");
        assertThat(response.body()).startsWith("{\"error\":\"acme\",\"id\":\"");
    }

    @Test
    void a_thrown_Unauthorized_is_a_401_and_any_other_error_a_500() throws Exception {
        HttpResponse<String> thrown = get("/guarded", "x-throw", "Unauthorized");
        HttpResponse<String> other = get("/guarded", "x-throw", "Unauthorized!");

        assertThat(thrown.statusCode()).isEqualTo(401);
        assertThat(thrown.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
        assertThat(other.statusCode()).isEqualTo(500);
        assertThat(other.body()).isEqualTo("{\"message\":null}");
    }

    @Test
    void an_unknown_field_in_the_authorizers_answer_is_a_500() throws Exception {
        HttpResponse<String> response = get("/guarded", "x-extra", ",'headers':{}");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains("AuthorizerConfigurationException");
    }

    @Test
    void a_preflight_goes_through_the_authorizer_to_the_mock() throws Exception {
        HttpResponse<String> response = send("OPTIONS", "/guarded", "origin", "https://app.example.com");

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("https://app.example.com");
        assertThat(response.headers().firstValue("Vary")).contains("Origin");
        assertThat(response.headers().firstValue("Content-Length")).isEmpty();
    }

    @Test
    void an_unknown_route_is_a_missing_token_or_with_one_a_bad_signature() throws Exception {
        assertThat(get("/nowhere").body()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
        assertThat(get("/nowhere", "Authorization", "Bearer x").body())
                .isEqualTo(
                        "{\"message\":\"Invalid key=value pair (missing equal-sign) in Authorization header (hashed with"
                                + " SHA-256 and encoded with Base64): 'uTem/WB082UJMN2ajD6lH6UChGpTAddMJSx2iu923No='.\"}");
    }

    @Test
    void a_port_in_use_is_named(@TempDir Path folder) {
        assertThatThrownBy(() ->
                        LocalGateway.start(TestApi.api(TestApi.jar(folder)), GatewaySettings.defaults(gateway.port())))
                .isInstanceOf(IOException.class)
                .hasMessage("Cannot listen on 127.0.0.1:" + gateway.port()
                        + " (Address already in use): another program uses this port. Stop that program or choose another"
                        + " port.");
    }

    @Test
    void nothing_can_be_reached_before_it_listens(@TempDir Path folder) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (LocalGateway prepared =
                LocalGateway.prepare(TestApi.api(TestApi.jar(folder)), GatewaySettings.defaults(port))) {
            assertThatThrownBy(prepared::port)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The gateway does not listen yet");
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                    .isInstanceOf(ConnectException.class);
            prepared.listen();
            assertThat(prepared.port()).isEqualTo(port);
            new Socket(InetAddress.getLoopbackAddress(), port).close();
        }
    }
}
