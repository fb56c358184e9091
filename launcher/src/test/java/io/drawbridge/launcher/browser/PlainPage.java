package io.drawbridge.launcher.browser;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * An origin of this machine that serves one empty document.
 *
 * <p>Not the demo page: that has a content security policy, and what a policy blocks looks to a script just like what CORS
 * blocks. A proof needs a page where only CORS can be the reason.
 */
final class PlainPage implements AutoCloseable {

    private static final byte[] DOCUMENT =
            "<!doctype html><title>A page</title><link rel=icon href=data:,>".getBytes(StandardCharsets.US_ASCII);

    private final HttpServer server;

    private PlainPage(HttpServer server) {
        this.server = server;
    }

    /** Starts on a free port of 127.0.0.1. */
    static PlainPage start() {
        try {
            InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
            HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
            server.createContext("/", exchange -> {
                try (exchange) {
                    exchange.getResponseHeaders().set("Content-Type", "text/html");
                    exchange.sendResponseHeaders(200, DOCUMENT.length);
                    exchange.getResponseBody().write(DOCUMENT);
                }
            });
            server.start();
            return new PlainPage(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Such as {@code http://localhost:41231}. */
    String origin() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
