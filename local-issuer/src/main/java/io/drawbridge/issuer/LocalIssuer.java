package io.drawbridge.issuer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Serves the discovery documents and public keys of several issuers on 127.0.0.1.
 *
 * <p>{@code GET /ISSUER/.well-known/openid-configuration} (OpenID Connect Discovery 1.0, section 4) and
 * {@code GET /ISSUER/jwks.json}, where ISSUER is an {@link IssuerName#path}. The documents are public, so any origin may read
 * them. The platform issuer has the endpoints of a {@link SignIn}, too, once there is one. Everything else answers 404 as JSON.
 */
public final class LocalIssuer implements AutoCloseable {

    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final String JWKS = "/jwks.json";

    private final HttpServer server;
    private final ExecutorService threads;
    private final String baseUrl;
    private final KeyStore keys;
    private final Map<String, IssuerName> names;
    private final Set<IssuerName> failing = ConcurrentHashMap.newKeySet();
    private volatile Optional<SignInEndpoints> signIn = Optional.empty();

    private LocalIssuer(HttpServer server, ExecutorService threads, Settings settings, KeyStore keys) {
        this.server = server;
        this.threads = threads;
        this.keys = keys;
        this.baseUrl = settings.baseUrl()
                .orElse("http://localhost:" + server.getAddress().getPort());
        this.names =
                settings.issuers().stream().collect(Collectors.toMap(name -> "/" + name.path(), Function.identity()));
        failing.add(IssuerName.OFFLINE);
    }

    /**
     * What to serve where.
     *
     * @param port the TCP port on 127.0.0.1; 0 takes a free one
     * @param baseUrl what the issuers' URLs start with; empty for {@code http://localhost:PORT}
     * @param issuers which issuers exist; requests for others answer 404 and make no keys
     */
    public record Settings(int port, Optional<String> baseUrl, Set<IssuerName> issuers) {
        public Settings {
            issuers = Set.copyOf(issuers);
        }
    }

    /**
     * Starts serving.
     *
     * @throws IOException if the port cannot be bound
     */
    public static LocalIssuer start(Settings settings, KeyStore keys) throws IOException {
        InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        HttpServer server = HttpServer.create(new InetSocketAddress(loopback, settings.port()), 0);
        ExecutorService threads = Executors.newFixedThreadPool(4, task -> {
            Thread thread = new Thread(task, "local-issuer");
            thread.setDaemon(true);
            return thread;
        });
        LocalIssuer issuer = new LocalIssuer(server, threads, settings, keys);
        server.createContext("/", issuer::answer);
        server.setExecutor(threads);
        server.start();
        return issuer;
    }

    /** Such as {@code http://localhost:4000}: what {@link IssuerName#url} takes. */
    public String baseUrl() {
        return baseUrl;
    }

    /** The port that is served. */
    public int port() {
        return server.getAddress().getPort();
    }

    /**
     * Makes one issuer's key endpoint answer 503, or lets it answer again. {@link IssuerName#OFFLINE} starts out failing.
     */
    public void setFailing(IssuerName name, boolean fails) {
        if (fails) {
            failing.add(name);
        } else {
            failing.remove(name);
        }
    }

    /** Lets people sign in with the platform issuer from now on. */
    public void serve(SignIn platform) {
        signIn = Optional.of(new SignInEndpoints(platform, IssuerName.PLATFORM, baseUrl));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<SignInEndpoints> endpoints = signIn;
            if (endpoints.isPresent() && endpoints.get().answered(exchange)) {
                return;
            }
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(exchange, 405, IssuerDocuments.error("method_not_allowed", "Only GET and HEAD are served here."));
                return;
            }
            String path = exchange.getRequestURI().getPath();
            if (path.endsWith(DISCOVERY) && issuer(path, DISCOVERY).isPresent()) {
                IssuerName name = issuer(path, DISCOVERY).get();
                sendPublic(
                        exchange,
                        IssuerDocuments.discovery(
                                name, baseUrl, endpoints.isPresent() && name.equals(IssuerName.PLATFORM)));
            } else if (path.endsWith(JWKS) && issuer(path, JWKS).isPresent()) {
                answerKeys(exchange, issuer(path, JWKS).get());
            } else {
                send(exchange, 404, IssuerDocuments.error("not_found", notFound()));
            }
        }
    }

    private void answerKeys(HttpExchange exchange, IssuerName name) throws IOException {
        if (failing.contains(name)) {
            send(
                    exchange,
                    503,
                    IssuerDocuments.error("unavailable", "The keys of this issuer are switched off, for trying that."));
        } else {
            sendPublic(exchange, keys.keysOf(name).toPublicJson());
        }
    }

    private Optional<IssuerName> issuer(String path, String document) {
        return Optional.ofNullable(names.get(path.substring(0, path.length() - document.length())));
    }

    private String notFound() {
        return "The local issuer serves " + DISCOVERY + " and " + JWKS + " below "
                + names.keySet().stream().sorted().collect(Collectors.joining(", ")) + ".";
    }

    private static void sendPublic(HttpExchange exchange, String json) throws IOException {
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        // Short, because whoever deletes the key folder wants the new keys seen.
        exchange.getResponseHeaders().set("Cache-Control", "public, max-age=60");
        send(exchange, 200, json);
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
