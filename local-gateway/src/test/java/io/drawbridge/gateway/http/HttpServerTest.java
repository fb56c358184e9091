package io.drawbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The front end on the wire: what is sent here is sent byte by byte. */
final class HttpServerTest {

    private static final String HOST = "Host: h\r\n";

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final ConcurrentLinkedQueue<HttpRequest> handled = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<HttpResponse> refused = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.start(loops, InetAddress.getLoopbackAddress(), 0, new HttpHandler() {
            @Override
            public CompletionStage<HttpResponse> handle(HttpRequest request) {
                handled.add(request);
                if (request.path().equals("/throw")) {
                    throw new IllegalStateException("on purpose");
                }
                if (request.path().equals("/bad-header")) {
                    return CompletableFuture.completedFuture(
                            new HttpResponse(200, List.of(new Header("a b", "c")), Body.EMPTY));
                }
                var response = new HttpResponse(
                        request.path().equals("/204") ? 204 : 200,
                        List.of(new Header(
                                "X-Length", Integer.toString(request.body().length()))),
                        Body.of(request.target()));
                CompletableFuture<HttpResponse> later = new CompletableFuture<>();
                return request.path().equals("/late")
                        ? later.completeOnTimeout(response, 200, TimeUnit.MILLISECONDS)
                        : CompletableFuture.completedFuture(response);
            }

            @Override
            public void refused(HttpRequest request, HttpResponse response) {
                refused.add(response);
            }
        });
    }

    @AfterEach
    void stop() {
        server.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** Sends everything, then reads until the server closes. */
    private String exchange(String... parts) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            for (String part : parts) {
                out.write(part.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"//orders", "/a%2fb", "/a//b/../c/./", "/%zz", "/a;b=c?x=%2F&y", "/?", "/a?b?c"})
    void a_target_arrives_as_it_was_sent(String target) throws IOException {
        exchange(get(target));

        assertThat(handled).extracting(HttpRequest::target).containsExactly(target);
    }

    @Test
    void the_absolute_form_is_reduced_to_its_path() throws IOException {
        exchange(get("http://elsewhere.example/a?b"), get(""));

        assertThat(handled).extracting(HttpRequest::target).containsExactly("/a?b");
    }

    @Test
    void header_names_keep_their_case_and_their_order() throws IOException {
        exchange("GET / HTTP/1.1\r\nhOST: h\r\nOrigin: a\r\norigin:b\r\nConnection: close\r\n\r\n");

        assertThat(handled.remove().headers())
                .startsWith(new Header("hOST", "h"), new Header("Origin", "a"), new Header("origin", "b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nBad Name: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na",
                "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
                "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n",
                "nonsense\r\n\r\n"
            })
    void a_malformed_request_is_a_400(String request) throws IOException {
        assertThat(exchange(request)).startsWith("HTTP/1.1 400 Bad Request\r\n").endsWith("\r\n\r\nBad Request");
        assertThat(handled).isEmpty();
        assertThat(refused).hasSize(1);
    }

    @Test
    void a_head_over_10240_bytes_is_a_431_and_one_just_below_is_served() throws IOException {
        String rest = "GET / HTTP/1.1\r\n" + HOST + "Connection: close\r\nX: ";

        assertThat(exchange(rest + "x".repeat(10_240 - rest.length() - 2) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(exchange(rest + "x".repeat(10_240 - rest.length() - 1) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 Request Header Fields Too Large\r\n");
        assertThat(exchange("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\n" + HOST + "\r\n"))
                .startsWith("HTTP/1.1 431");
    }

    @Test
    void ten_thousand_headers_and_a_token_of_1_MB_are_a_431() throws IOException {
        StringBuilder many = new StringBuilder("GET / HTTP/1.1\r\n" + HOST);
        for (int i = 0; i < 10_000; i++) {
            many.append("x-").append(i).append(": y\r\n");
        }

        assertThat(exchange(many + "\r\n")).startsWith("HTTP/1.1 431");
        assertThat(exchange(
                        "GET / HTTP/1.1\r\n" + HOST + "Authorization: Bearer " + "x".repeat(1_000_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
        assertThat(handled).isEmpty();
    }

    @Test
    void a_body_of_10_MB_is_served_and_one_byte_more_is_a_413() throws IOException {
        String head = "POST / HTTP/1.1\r\n" + HOST + "Connection: close\r\nContent-Length: ";

        assertThat(exchange(head + "10485760\r\n\r\n", "x".repeat(10_485_760))).contains("X-Length: 10485760");
        assertThat(exchange(head + "10485761\r\n\r\n", "x".repeat(10_485_761)))
                .startsWith("HTTP/1.1 413 Request Entity Too Large\r\n")
                .contains("Content-Type: text/plain")
                .endsWith("HTTP content length exceeded 10485760 bytes.");
        assertThat(handled).hasSize(1);
    }

    @Test
    void a_chunked_body_is_joined_and_counted_as_it_comes() throws IOException {
        String head = "POST / HTTP/1.1\r\n" + HOST + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
        List<String> eleven = new ArrayList<>(List.of(head));
        for (int i = 0; i < 11; i++) {
            eleven.add("100000\r\n" + "x".repeat(1 << 20) + "\r\n");
        }
        eleven.add("0\r\n\r\n");

        assertThat(exchange(head, "3\r\nabc\r\n", "2\r\nde\r\n0\r\n\r\n")).contains("X-Length: 5");
        assertThat(exchange(eleven.toArray(String[]::new))).startsWith("HTTP/1.1 413");
    }

    @Test
    void a_client_that_asks_first_is_told_to_go_on_or_that_its_body_is_too_large() throws IOException {
        String head = "POST / HTTP/1.1\r\n" + HOST + "Connection: close\r\nExpect: 100-continue\r\nContent-Length: ";

        assertThat(exchange(head + "3\r\n\r\n", "abc")).startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK");
        assertThat(exchange(head + "99999999\r\n\r\n")).startsWith("HTTP/1.1 413");
    }

    @Test
    void pipelined_requests_are_answered_one_by_one_in_order() throws IOException {
        String response = exchange(
                "GET /late HTTP/1.1\r\n" + HOST + "\r\nGET /second HTTP/1.1\r\n" + HOST + "\r\n" + get("/third"));

        assertThat(response).containsSubsequence("/late", "HTTP/1.1 200", "/second", "HTTP/1.1 200", "/third");
    }

    @Test
    void HEAD_and_204_have_no_body() throws IOException {
        assertThat(exchange("HEAD /abc HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n"))
                .contains("content-length: 4")
                .endsWith("\r\n\r\n");
        assertThat(exchange(get("/204")))
                .startsWith("HTTP/1.1 204")
                .doesNotContain("content-length")
                .endsWith("\r\n\r\n");
    }

    @Test
    void HTTP_1_0_closes_after_the_answer() throws IOException {
        assertThat(exchange("GET / HTTP/1.0\r\n\r\n")).contains("connection: close");
    }

    @Test
    void a_handler_that_throws_or_answers_what_cannot_be_sent_is_a_500() throws IOException {
        assertThat(exchange(get("/throw"))).startsWith("HTTP/1.1 500").endsWith("Internal Server Error");
        assertThat(exchange(get("/bad-header"))).startsWith("HTTP/1.1 500").endsWith("Internal Server Error");
    }

    @Test
    void a_hundred_clients_that_stop_in_the_middle_hinder_nobody() throws IOException {
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            socket.getOutputStream().write("POST / HTTP/1.1\r\nHost".getBytes(StandardCharsets.US_ASCII));
            slow.add(socket);
        }

        assertThat(exchange(get("/"))).startsWith("HTTP/1.1 200");
        for (Socket socket : slow) {
            socket.close();
        }
    }

    @Test
    void a_connection_serves_many_requests() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            InputStream in = socket.getInputStream();
            for (int i = 0; i < 3; i++) {
                socket.getOutputStream()
                        .write(("GET /" + i + " HTTP/1.1\r\n" + HOST + "\r\n").getBytes(StandardCharsets.US_ASCII));
                ByteArrayOutputStream response = new ByteArrayOutputStream();
                while (!response.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n/" + i)) {
                    response.write(in.read());
                }
            }
        }
        assertThat(handled).extracting(HttpRequest::target).containsExactly("/0", "/1", "/2");
    }
}
