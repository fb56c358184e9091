package io.drawbridge.launcher.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The admin page as the API serves it, policy and all, with markup of somebody else's in it, and before everything else a script of
 * the page's own origin that writes down each breach of the policy: no driver but Chromium's hands out what a browser says of them.
 */
final class PlantedPage implements AutoCloseable {

    private static final String LISTEN = """
            window.breaches = [];
            addEventListener('securitypolicyviolation', (event) =>
              window.breaches.push(event.effectiveDirective + ' ' + event.blockedURI));
            """;

    /** What of an answer makes a difference to a browser. */
    private static final List<String> HEADERS =
            List.of("Content-Type", "Content-Security-Policy", "Cross-Origin-Opener-Policy", "Referrer-Policy");

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpServer server;
    private final String api;
    private final String planted;

    private PlantedPage(HttpServer server, String api, String planted) {
        this.server = server;
        this.api = api;
        this.planted = planted;
    }

    /** Starts on a free port of 127.0.0.1. */
    static PlantedPage start(String api, String planted) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            PlantedPage page = new PlantedPage(server, api, planted);
            server.createContext("/", page::answer);
            server.start();
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/admin";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString();
            if (path.equals("/listen.js")) {
                exchange.getResponseHeaders().set("Content-Type", "text/javascript");
                send(exchange, 200, LISTEN);
                return;
            }
            HttpResponse<String> served =
                    http.send(HttpRequest.newBuilder(URI.create(api + path)).build(), BodyHandlers.ofString());
            HEADERS.forEach(name -> served.headers()
                    .firstValue(name)
                    .ifPresent(value -> exchange.getResponseHeaders().set(name, value)));
            send(
                    exchange,
                    served.statusCode(),
                    served.body()
                            .replace("<head>", "<head><script src=\"/listen.js\"></script>")
                            .replace("</body>", planted + "</body>"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
