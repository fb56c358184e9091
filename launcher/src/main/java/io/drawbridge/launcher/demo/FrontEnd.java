package io.drawbridge.launcher.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the demo page on one origin of this machine.
 *
 * <p>It mints tokens and sends requests for its page, so nobody else may ask: it answers only under its own host name, which
 * stops DNS rebinding, and only to scripts of its own origin.
 */
public final class FrontEnd implements AutoCloseable {

    private static final String JSON = "application/json";
    private static final int MAX_REQUEST = 64 * 1024;

    private final HttpServer server;
    private final ExecutorService threads;
    private final DemoSettings settings;
    private final DemoSettings.Front front;
    private final DemoEndpoints endpoints;
    private final String host;

    private FrontEnd(
            HttpServer server,
            ExecutorService threads,
            DemoSettings settings,
            DemoSettings.Front front,
            DemoTokens tokens) {
        this.server = server;
        this.threads = threads;
        this.settings = settings;
        this.front = front;
        this.endpoints = new DemoEndpoints(tokens, settings, front);
        this.host = front.origin().substring("http://".length());
    }

    /**
     * Starts serving on 127.0.0.1.
     *
     * @param front which front end; its origin is {@code http://localhost:PORT}
     * @throws IOException if the port cannot be bound
     */
    public static FrontEnd start(DemoSettings settings, DemoSettings.Front front, DemoTokens tokens)
            throws IOException {
        int port = URI.create(front.origin()).getPort();
        InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
        ExecutorService threads = Executors.newFixedThreadPool(4, task -> {
            Thread thread = new Thread(task, "front-end");
            thread.setDaemon(true);
            return thread;
        });
        FrontEnd frontEnd = new FrontEnd(server, threads, settings, front, tokens);
        server.createContext("/", frontEnd::answer);
        server.setExecutor(threads);
        server.start();
        return frontEnd;
    }

    private String origin() {
        return front.origin();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            secure(exchange);
            if (!host.equals(exchange.getRequestHeaders().getFirst("Host"))) {
                send(exchange, 421, "text/plain", "This front end answers only as " + origin() + ".\n");
            } else if (exchange.getRequestMethod().equals("GET")) {
                answerGet(exchange, exchange.getRequestURI().getPath());
            } else if (!exchange.getRequestMethod().equals("POST")) {
                exchange.getResponseHeaders().set("Allow", "GET, POST");
                send(exchange, 405, "text/plain", "Only GET and POST are served here.\n");
            } else if (!isOwnScript(exchange.getRequestHeaders())) {
                send(exchange, 403, "text/plain", "Only the page of " + origin() + " may ask this.\n");
            } else {
                answerPost(exchange, exchange.getRequestURI().getPath());
            }
        }
    }

    /** Browsers name the page in every POST (Fetch standard, section "Origin header"); no other page can say this one. */
    private boolean isOwnScript(Headers headers) {
        return List.of(origin()).equals(headers.get("Origin")) && JSON.equals(headers.getFirst("Content-Type"));
    }

    private void answerGet(HttpExchange exchange, String path) throws IOException {
        StaticFile file = StaticFile.BY_PATH.get(path);
        if (path.equals("/config.json")) {
            send(exchange, 200, JSON, settings.toJson(front));
        } else if (file == null) {
            send(exchange, 404, "text/plain", "There is no " + path + " here. The page is at " + origin() + "/.\n");
        } else {
            send(exchange, 200, file.type(), file.read());
        }
    }

    private void answerPost(HttpExchange exchange, String path) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_REQUEST);
        DemoEndpoints.Result result;
        try {
            result = switch (path) {
                case "/demo/token" -> endpoints.token(body);
                case "/demo/send" -> endpoints.send(body);
                default -> new DemoEndpoints.Result(404, "{\"error\":\"There is no such endpoint.\"}");
            };
        } catch (JsonProcessingException e) {
            result = new DemoEndpoints.Result(400, "{\"error\":\"The body is not JSON.\"}");
        }
        send(exchange, result.status(), JSON, result.json());
    }

    private void secure(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Security-Policy", policy(path));
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
        // The sandboxed page's origin is null, so to the browser it is a stranger that loads this script.
        boolean forStrangers = StaticFile.SANDBOXED_SCRIPT.equals(path);
        headers.set("Cross-Origin-Resource-Policy", forStrangers ? "cross-origin" : "same-origin");
    }

    private String policy(String path) {
        String common = "default-src 'none'; base-uri 'none'; form-action 'none'; ";
        return StaticFile.SANDBOXED.equals(path)
                ? common + "sandbox allow-scripts; script-src " + origin() + "; connect-src "
                        + settings.connectSources(front) + "; frame-ancestors 'self'"
                : common + "script-src 'self'; style-src 'self'; img-src 'self'; frame-src 'self'; connect-src 'self' "
                        + settings.connectSources(front) + "; frame-ancestors 'none'";
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        send(exchange, status, type, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
