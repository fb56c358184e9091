package io.drawbridge.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.drawbridge.issuer.KeyStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FrontEndTest {

    private static final KeyStore KEYS = KeyStore.inMemory();

    private final List<List<String>> seenByGateway = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpServer gateway;

    @SuppressWarnings("NullAway.Init") // set before each test
    private FrontEnd frontEnd;

    @SuppressWarnings("NullAway.Init") // set before each test
    private String host;

    private int port;

    @BeforeEach
    void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", exchange -> {
            seenByGateway.add(exchange.getRequestHeaders().getOrDefault("Origin", List.of()));
            byte[] body = exchange.getRequestHeaders().getFirst("Host").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(403, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        gateway.start();
        port = freePort();
        host = "localhost:" + port;
        DemoSettings.Front front = new DemoSettings.Front(Optional.of("acme"), "globex", "http://" + host);
        DemoSettings settings = new DemoSettings(
                "origin", 401, Map.of(DemoSettings.MAIN, gateway.getAddress().getPort()), List.of(front));
        DemoTokens tokens = new DemoTokens(KEYS, Clock.systemUTC(), () -> "id-1", "http://localhost:4000");
        frontEnd = FrontEnd.start(settings, front, tokens);
    }

    @AfterEach
    void stop() {
        frontEnd.close();
        gateway.stop(0);
    }

    @Test
    void everyFileOfThePageIsServedUnderAStrictPolicy() throws IOException {
        for (String path : StaticFile.BY_PATH.keySet()) {
            RawExchange.Answer answer = get(path, host);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(header(answer, "Content-security-policy"))
                    .startsWith("default-src 'none'; base-uri 'none'; form-action 'none'; ")
                    .doesNotContain("unsafe");
        }
        assertThat(header(get("/", host), "Content-security-policy"))
                .isEqualTo("default-src 'none'; base-uri 'none'; form-action 'none'; script-src 'self'; style-src"
                        + " 'self'; img-src 'self'; frame-src 'self'; connect-src 'self' http://localhost:"
                        + gateway.getAddress().getPort() + "; frame-ancestors 'none'");
    }

    @Test
    void noPageHoldsAnInlineScriptOrStyle() {
        for (StaticFile file : StaticFile.BY_PATH.values()) {
            if (file.type().startsWith("text/html")) {
                assertThat(new String(file.read(), StandardCharsets.UTF_8))
                        .doesNotContain("<style")
                        .doesNotContain("style=")
                        .doesNotContainPattern("<script(?![^>]*src=)")
                        .doesNotContainPattern("\\son[a-z]+=");
            }
        }
    }

    @Test
    void thePageLearnsWhoseItIs() throws IOException {
        JsonNode config = new ObjectMapper().readTree(get("/config.json", host).body());
        assertThat(config.get("tenant").asText()).isEqualTo("acme");
        assertThat(config.get("origin").asText()).isEqualTo("http://" + host);
        assertThat(config.get("apiOrigin").asText())
                .isEqualTo("http://localhost:" + gateway.getAddress().getPort());
    }

    @Test
    void underAnotherHostNameNothingIsServed() throws IOException {
        for (String other : List.of("evil.example", "127.0.0.1:" + port, "localhost", "localhost:1")) {
            RawExchange.Answer answer = get("/config.json", other);
            assertThat(answer.status()).as(other).isEqualTo(421);
            assertThat(answer.body()).isEqualTo("This front end answers only as http://" + host + ".\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/demo/token", "/demo/send"})
    void onlyThePagesOwnScriptMayAsk(String path) throws IOException {
        String json = "Content-Type: application/json";
        for (String[] lines : new String[][] {
            {json},
            {json, "Origin: http://localhost:4002"},
            {json, "Origin: null"},
            {json, "Origin: http://" + host, "Origin: http://" + host},
            {"Content-Type: text/plain", "Origin: http://" + host}
        }) {
            RawExchange.Answer answer = post(path, "{}", lines);
            assertThat(answer.status()).as(Arrays.toString(lines)).isEqualTo(403);
            assertThat(answer.body()).isEqualTo("Only the page of http://" + host + " may ask this.\n");
        }
        assertThat(seenByGateway).isEmpty();
    }

    @Test
    void tokensAreMintedAsAskedFor() throws IOException {
        JsonNode payload = payload("{'tenant':'acme','scope':'a b','audience':'x','expiresIn':-3600}");
        assertThat(payload.get("iss").asText()).isEqualTo("http://localhost:4000/platform");
        assertThat(payload.get("tenant").asText()).isEqualTo("acme");
        assertThat(payload.get("scope").asText()).isEqualTo("a b");
        assertThat(payload.get("aud").asText()).isEqualTo("x");
        assertThat(payload.get("exp").asLong())
                .isLessThan(Clock.systemUTC().instant().getEpochSecond());
        assertThat(payload("{'tenant':'acme','issuer':'own'}").get("iss").asText())
                .isEqualTo("http://localhost:4000/tenants/acme");
        assertThat(payload("{'tenant':'acme','issuer':'offline','forged':true}")
                        .get("iss")
                        .asText())
                .isEqualTo("http://localhost:4000/offline");
    }

    @Test
    void wishesThatCannotBeMetAreAnsweredInWords() throws IOException {
        assertThat(ask("/demo/token", "{'tenant':'../x','issuer':'own'}").status())
                .isEqualTo(400);
        assertThat(ask("/demo/token", "{").body()).isEqualTo("{\"error\":\"The body is not JSON.\"}");
        assertThat(ask("/demo/else", "{}").status()).isEqualTo(404);
        assertThat(ask("/demo/send", "{'method':'GET','path':'/','bodyBytes':99999999}")
                        .body())
                .isEqualTo("{\"error\":\"A body of 99999999 bytes is more than this demo sends. Send at most"
                        + " 12582912.\"}");
    }

    @Test
    void aRequestIsSentToTheGatewayWithTheLinesAskedFor() throws IOException {
        RawExchange.Answer answer = ask(
                "/demo/send",
                "{'method':'POST','path':'/orders','headers':[['origin','a'],['origin','b']],'body':'{}'}");
        assertThat(seenByGateway).containsExactly(List.of("a", "b"));
        JsonNode sent = new ObjectMapper().readTree(answer.body());
        assertThat(sent.get("status").asInt()).isEqualTo(403);
        assertThat(sent.get("body").asText())
                .isEqualTo("localhost:" + gateway.getAddress().getPort());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'method':'GET /','path':'/'}",
                "{'method':'GET','path':'http://evil.example/'}",
                "{'method':'GET','path':'/ HTTP/1.1'}",
                "{'method':'GET','path':'/','headers':[['a:b','c']]}",
                "{'method':'GET','path':'/','headers':[['a','b\\r\\nc: d']]}"
            })
    void nothingThatWouldSplitARequestIsSent(String wish) throws IOException {
        assertThat(ask("/demo/send", wish).body())
                .isEqualTo("{\"error\":\"A method, path or header holds a character that HTTP does not allow there"
                        + " (RFC 9110, section 5). Send plain ASCII without line breaks.\"}");
        assertThat(seenByGateway).isEmpty();
    }

    @Test
    void aGatewayThatIsGoneIsSaidToBe() throws IOException {
        gateway.stop(0);
        RawExchange.Answer answer = ask("/demo/send", "{'method':'GET','path':'/'}");
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body()).startsWith("{\"error\":\"The gateway did not answer: ");
    }

    @Test
    void otherPathsAndMethodsAreRefused() throws IOException {
        assertThat(get("/../pom.xml", host).status()).isEqualTo(404);
        assertThat(new RawExchange("DELETE", "/", List.of(line("Host", host)), "")
                        .send(port)
                        .status())
                .isEqualTo(405);
    }

    private JsonNode payload(String wish) throws IOException {
        RawExchange.Answer answer = ask("/demo/token", wish);
        assertThat(answer.status()).isEqualTo(200);
        String token = new ObjectMapper().readTree(answer.body()).get("token").asText();
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }

    private RawExchange.Answer ask(String path, String wish) throws IOException {
        return post(path, wish.replace('\'', '"'), "Content-Type: application/json", "Origin: http://" + host);
    }

    private RawExchange.Answer post(String path, String body, String... lines) throws IOException {
        List<RawExchange.Line> headers = new ArrayList<>(List.of(line("Host", host)));
        for (String text : lines) {
            String[] parts = text.split(": ", 2);
            headers.add(line(parts[0], parts[1]));
        }
        return new RawExchange("POST", path, headers, body).send(port);
    }

    private RawExchange.Answer get(String path, String hostLine) throws IOException {
        return new RawExchange("GET", path, List.of(line("Host", hostLine)), "").send(port);
    }

    private static RawExchange.Line line(String name, String value) {
        return new RawExchange.Line(name, value);
    }

    private static String header(RawExchange.Answer answer, String name) {
        return answer.headers().stream()
                .filter(header -> header.name().equals(name))
                .map(RawExchange.Line::value)
                .findFirst()
                .orElse("");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
