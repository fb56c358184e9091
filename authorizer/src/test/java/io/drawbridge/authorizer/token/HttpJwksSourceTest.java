package io.drawbridge.authorizer.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drawbridge.registry.Issuer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpJwksSourceTest {

    private static final Duration TIME = Duration.ofMillis(500);
    /** Every slow script goes on for longer than this, and a busy machine needs some of it. */
    private static final Duration SCRIPT = Duration.ofSeconds(4);

    private static final JwksSource.Answer TOO_SLOW = new JwksSource.Failure("no whole answer within 2 s");
    private static final JwksSource.Answer TOO_LONG = new JwksSource.Failure("the answer is longer than 256 KB");
    private static final JwksSource.Answer NOT_PUBLIC =
            new JwksSource.Failure("the host's address is not a public one");
    private static final String JSON = "{\"keys\":[]}";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    @TempDir
    private static Path folder;

    private static SSLContext context;

    /** A certificate for the name localhost, and nothing else. */
    @BeforeAll
    static void makeCertificate() throws IOException, InterruptedException, GeneralSecurityException {
        Path file = folder.resolve("localhost.p12");
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(List.of(
                        tool,
                        "-genkeypair",
                        "-alias",
                        "localhost",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString()))
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream input = Files.newInputStream(file)) {
            store.load(input, "changeit".toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "changeit".toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    }

    @Test
    void a_document_arrives_with_its_cache_control() throws IOException {
        try (TlsServer server = tls(TlsServer.text(OK + "Cache-Control: max-age=300\r\n\r\n" + JSON))) {
            assertThat(fetch("https://localhost:" + server.port() + "/a/jwks.json?b=c"))
                    .isEqualTo(new JwksSource.Document(JSON, "max-age=300"));
            assertThat(server.requests()).hasSize(1);
            assertThat(server.requests().get(0))
                    .startsWith("GET /a/jwks.json?b=c HTTP/1.1\r\n")
                    .contains("Accept: application/jwk-set+json, application/json\r\n", "Connection: close\r\n")
                    .contains("User-Agent: drawbridge\r\n", "Host: localhost:" + server.port() + "\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 11\r\n\r\n" + JSON,
                "Transfer-Encoding: chunked\r\n\r\nb\r\n" + JSON + "\r\n0\r\n\r\n"
            })
    void a_document_without_cache_control_arrives(String rest) throws IOException {
        try (TlsServer server = tls(TlsServer.text(OK + rest))) {
            assertThat(fetch(https(server))).isEqualTo(new JwksSource.Document(JSON, ""));
        }
    }

    @Test
    void local_mode_asks_loopback_without_tls() throws IOException {
        try (TlsServer server = TlsServer.start(ServerSocketFactory.getDefault(), TlsServer.text(OK + "\r\n" + JSON))) {
            for (String host : List.of("localhost", "127.0.0.1")) {
                assertThat(fetch("http://" + host + ":" + server.port() + "/jwks"))
                        .isEqualTo(new JwksSource.Document(JSON, ""));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 301, 302, 303, 307, 308, 400, 401, 404, 407, 500, 503})
    void another_status_is_a_failure_and_no_redirect_is_followed(int status) throws IOException {
        try (TlsServer server = tls(TlsServer.text("HTTP/1.1 " + status
                + " X\r\nLocation: /other\r\nWWW-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n"))) {
            assertThat(fetch(https(server))).isEqualTo(new JwksSource.Failure("the answer has status " + status));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void a_server_that_drips_its_header_is_given_up_in_time() throws IOException {
        assertTooSlow(
                output -> drip(output, "HTTP/1.1 200 OK\r\nX-Slow: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
    }

    @Test
    void a_server_that_drips_its_body_is_given_up_in_time() throws IOException {
        assertTooSlow(output -> {
            output.write((OK + "\r\n").getBytes(StandardCharsets.US_ASCII));
            drip(output, " ".repeat(100));
        });
    }

    @Test
    void a_server_that_drips_chunks_is_given_up_in_time() throws IOException {
        assertTooSlow(output -> {
            output.write((OK + "Transfer-Encoding: chunked\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            drip(output, "1\r\n \r\n".repeat(50));
        });
    }

    @Test
    void a_server_that_says_nothing_is_given_up_in_time() throws IOException {
        assertTooSlow(output -> TimeUnit.SECONDS.sleep(5));
    }

    private static void assertTooSlow(TlsServer.Script script) throws IOException {
        try (TlsServer server = tls(script)) {
            long start = System.nanoTime();
            assertThat(hastily(https(server))).isEqualTo(TOO_SLOW);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SCRIPT);
        }
    }

    private static void drip(OutputStream output, String text) throws IOException, InterruptedException {
        for (byte next : text.getBytes(StandardCharsets.US_ASCII)) {
            output.write(next);
            output.flush();
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    @Test
    void a_server_that_never_shakes_hands_is_given_up_in_time() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(hastily("https://localhost:" + silent.getLocalPort() + "/jwks"))
                    .isEqualTo(TOO_SLOW);
        }
    }

    @Test
    void loopback_without_tls_that_drips_its_body_is_given_up_too() throws IOException {
        TlsServer.Script script = output -> {
            output.write((OK + "\r\n").getBytes(StandardCharsets.US_ASCII));
            drip(output, " ".repeat(100));
        };
        try (TlsServer server = TlsServer.start(ServerSocketFactory.getDefault(), script)) {
            assertThat(hastily("http://localhost:" + server.port() + "/jwks")).isEqualTo(TOO_SLOW);
        }
    }

    @Test
    void a_document_has_at_most_256_kb() throws IOException {
        String longest = " ".repeat(256 << 10);
        try (TlsServer server = tls(TlsServer.text(OK + "\r\n" + longest))) {
            assertThat(fetch(https(server))).isEqualTo(new JwksSource.Document(longest, ""));
        }
        try (TlsServer server = tls(TlsServer.text(OK + "\r\n " + longest))) {
            assertThat(fetch(https(server))).isEqualTo(TOO_LONG);
        }
    }

    @Test
    void a_document_of_50_mb_is_given_up_early() throws IOException {
        String piece = " ".repeat(1 << 20);
        TlsServer.Script script = output -> {
            output.write((OK + "Content-Length: 52428800\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 50; i++) {
                output.write(piece.getBytes(StandardCharsets.US_ASCII));
            }
        };
        try (TlsServer server = tls(script)) {
            assertThat(fetch(https(server))).isEqualTo(TOO_LONG);
        }
    }

    @Test
    void an_endless_header_is_given_up_early() throws IOException {
        String line = "X-Long: " + "a".repeat(8000) + "\r\n";
        TlsServer.Script script = output -> {
            output.write(OK.getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 10_000; i++) {
                output.write(line.getBytes(StandardCharsets.US_ASCII));
            }
        };
        try (TlsServer server = tls(script)) {
            assertThat(fetch(https(server))).isInstanceOf(JwksSource.Failure.class);
        }
    }

    @Test
    void an_answer_cut_off_is_a_failure_or_no_set() throws IOException {
        try (TlsServer server = tls(TlsServer.text(OK + "Content-Length: 100\r\n\r\n{\"keys\":["))) {
            JwksSource.Answer answer = fetch(https(server));

            assertThat(answer instanceof JwksSource.Document document
                            && KeySetReader.read(document.json()).isPresent())
                    .isFalse();
        }
        try (TlsServer server = tls(TlsServer.text(""))) {
            assertThat(fetch(https(server))).isInstanceOf(JwksSource.Failure.class);
        }
        try (TlsServer server = tls(TlsServer.text("garbage"))) {
            assertThat(fetch(https(server))).isInstanceOf(JwksSource.Failure.class);
        }
    }

    @Test
    void a_document_is_utf_8() throws IOException {
        TlsServer.Script script = output -> {
            output.write((OK + "\r\n").getBytes(StandardCharsets.US_ASCII));
            output.write(new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'});
        };
        try (TlsServer server = tls(script)) {
            assertThat(fetch(https(server))).isEqualTo(new JwksSource.Failure("the answer is not UTF-8"));
        }
    }

    @Test
    void a_certificate_of_another_name_or_of_nobody_is_refused() throws IOException {
        JwksSource.Answer refused = new JwksSource.Failure("the connection failed: SSLHandshakeException");
        try (TlsServer server = tls(TlsServer.text(OK + "\r\n" + JSON))) {
            assertThat(fetch("https://127.0.0.1:" + server.port() + "/jwks")).isEqualTo(refused);
            assertThat(source(HttpsURLConnection.getDefaultSSLSocketFactory(), Duration.ofSeconds(20))
                            .fetch(issuer(https(server))))
                    .isEqualTo(refused);
        }
    }

    @Test
    void a_port_that_nobody_listens_on_is_a_failure() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }

        assertThat(fetch("https://localhost:" + port + "/jwks"))
                .isEqualTo(new JwksSource.Failure("the connection failed: ConnectException"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost/jwks",
                "https://127.0.0.1/jwks",
                "https://[::1]/jwks",
                "https://10.0.0.1/jwks",
                "https://169.254.169.254/latest/meta-data",
                "https://[fd00:ec2::254]/latest",
                "https://[::ffff:10.0.0.1]/jwks",
                "https://2130706433/jwks"
            })
    void outside_local_mode_only_public_addresses_are_asked(String url) {
        JwksSource.Answer answer = new HttpJwksSource(false).fetch(issuer(url));

        assertThat(answer).isIn(NOT_PUBLIC, new JwksSource.Failure("the host cannot be resolved"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:4000/jwks", "https://localhost:4000/jwks", "http://127.0.0.1/jwks"})
    void outside_local_mode_only_https_on_port_443_is_asked(String url) {
        assertThat(new HttpJwksSource(false).fetch(issuer(url)))
                .isEqualTo(new JwksSource.Failure("the URL is not https on port 443"));
    }

    @Test
    void local_mode_opens_loopback_and_nothing_else() {
        assertThat(fetch("https://10.0.0.1/jwks")).isEqualTo(NOT_PUBLIC);
        NameLookup misleading = new NameLookup(host -> new InetAddress[] {InetAddress.getByName("10.0.0.1")});
        assertThat(new HttpJwksSource(true, context.getSocketFactory(), misleading, TIME)
                        .fetch(issuer("http://localhost:4000/jwks")))
                .isEqualTo(NOT_PUBLIC);
    }

    @Test
    void one_private_address_among_public_ones_is_enough_to_refuse() {
        NameLookup mixed = new NameLookup(
                host -> new InetAddress[] {InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1")});

        assertThat(new HttpJwksSource(false, context.getSocketFactory(), mixed, TIME)
                        .fetch(issuer("https://id.example.com/jwks")))
                .isEqualTo(NOT_PUBLIC);
    }

    @Test
    void a_name_that_is_private_only_at_the_second_look_is_refused_at_the_socket() {
        NameLookup rebinding = new NameLookup(host -> new InetAddress[] {InetAddress.getByName("8.8.8.8")});

        assertThat(new HttpJwksSource(false, context.getSocketFactory(), rebinding, TIME)
                        .fetch(issuer("https://localhost/jwks")))
                .isEqualTo(NOT_PUBLIC);
    }

    @Test
    void a_name_server_that_never_answers_is_given_up_in_time() {
        CountDownLatch never = new CountDownLatch(1);
        NameLookup slow = new NameLookup(host -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            throw new UnknownHostException();
        });

        assertThat(new HttpJwksSource(false, context.getSocketFactory(), slow, TIME)
                        .fetch(issuer("https://id.example.com/jwks")))
                .isEqualTo(TOO_SLOW);
        never.countDown();
    }

    @Test
    void a_host_that_is_not_there_cannot_be_resolved() {
        NameLookup nowhere = new NameLookup(host -> {
            throw new UnknownHostException(host);
        });

        assertThat(new HttpJwksSource(false, context.getSocketFactory(), nowhere, TIME)
                        .fetch(issuer("https://id.example.com/jwks")))
                .isEqualTo(new JwksSource.Failure("the host cannot be resolved"));
    }

    @Test
    void a_connection_that_is_not_guarded_gets_no_tls() throws IOException {
        GuardedSocketFactory factory = new GuardedSocketFactory(
                context.getSocketFactory(),
                () -> new GuardedSocket(new FetchLimits(TIME, 1, System::nanoTime), address -> true));
        InetAddress loopback = InetAddress.getLoopbackAddress();
        String message = "this Java runtime opens connections in a way that cannot be guarded";

        try (Socket plain = new Socket()) {
            assertThatThrownBy(() -> factory.createSocket(plain, "localhost", 443, true))
                    .hasMessage(message);
        }
        assertThatThrownBy(() -> factory.createSocket("localhost", 443)).hasMessage(message);
        assertThatThrownBy(() -> factory.createSocket("localhost", 443, loopback, 0))
                .hasMessage(message);
        assertThatThrownBy(() -> factory.createSocket(loopback, 443)).hasMessage(message);
        assertThatThrownBy(() -> factory.createSocket(loopback, 443, loopback, 0))
                .hasMessage(message);
        assertThat(factory.getDefaultCipherSuites()).isNotEmpty();
        assertThat(factory.getSupportedCipherSuites()).isNotEmpty();
    }

    @Test
    void a_guarded_socket_connects_to_allowed_addresses_only() throws IOException {
        FetchLimits limits = new FetchLimits(Duration.ofSeconds(5), 2, System::nanoTime);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            try (GuardedSocket socket = new GuardedSocket(limits, GlobalAddresses::isGlobal)) {
                assertThatThrownBy(() -> socket.connect(server.getLocalSocketAddress()))
                        .isInstanceOf(GuardedSocket.RefusedAddressException.class);
                assertThatThrownBy(() -> socket.connect(InetSocketAddress.createUnresolved("localhost", 1)))
                        .isInstanceOf(UnknownHostException.class);
            }
            try (GuardedSocket socket = new GuardedSocket(limits, InetAddress::isLoopbackAddress)) {
                socket.connect(server.getLocalSocketAddress());
                try (Socket accepted = server.accept()) {
                    accepted.getOutputStream().write(new byte[] {(byte) 0xff, 1, 2});
                    InputStream input = socket.getInputStream();

                    assertThat(input.read()).isEqualTo(0xff);
                    assertThat(input.read()).isEqualTo(1);
                    assertThatThrownBy(input::read).isInstanceOf(FetchLimits.TooLongException.class);
                }
            }
        }
    }

    private static TlsServer tls(TlsServer.Script script) throws IOException {
        return TlsServer.start(context.getServerSocketFactory(), script);
    }

    private static String https(TlsServer server) {
        return "https://localhost:" + server.port() + "/jwks";
    }

    private static HttpJwksSource source(SSLSocketFactory tls, Duration time) {
        return new HttpJwksSource(true, tls, NameLookup.SYSTEM, time);
    }

    /** With time enough on a busy machine, where something else than time is tested. */
    private static JwksSource.Answer fetch(String url) {
        return source(context.getSocketFactory(), Duration.ofSeconds(20)).fetch(issuer(url));
    }

    private static JwksSource.Answer hastily(String url) {
        return source(context.getSocketFactory(), TIME).fetch(issuer(url));
    }

    private static Issuer issuer(String jwksUri) {
        Issuer acme = TestIssuers.acme();
        return new Issuer(acme.owner(), acme.id(), acme.iss(), URI.create(jwksUri), acme.profile(), true);
    }
}
