package io.drawbridge.gateway.traffic;

import io.drawbridge.gateway.http.Body;
import io.drawbridge.gateway.http.Header;
import io.drawbridge.gateway.http.HttpHandler;
import io.drawbridge.gateway.http.HttpRequest;
import io.drawbridge.gateway.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The page at {@code /_traffic}, before an API that has no such resource.
 *
 * <p>It answers only where the request names this machine, so that a page of the internet whose name was made to point here
 * reads nothing (DNS rebinding), and no answer has a CORS header.
 */
public final class TrafficPage implements HttpHandler {

    /** Where the page is; everything it needs is below. */
    public static final String PATH = "/_traffic";

    private static final String REQUESTS = PATH + "/requests";
    private static final Header NEVER_STORED = new Header("Cache-Control", "no-store");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8");

    private static final Map<String, String> FILES =
            Map.of(PATH, "traffic.html", PATH + "/traffic.css", "traffic.css", PATH + "/traffic.js", "traffic.js");

    private final Traffic traffic;
    private final HttpHandler api;

    /** Before this API. */
    public TrafficPage(Traffic traffic, HttpHandler api) {
        this.traffic = traffic;
        this.api = api;
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        String path = request.path();
        if (!path.equals(PATH) && !path.startsWith(PATH + "/")) {
            return api.handle(request);
        }
        return CompletableFuture.completedFuture(answer(request, path));
    }

    @Override
    public void refused(HttpRequest request, HttpResponse response) {
        api.refused(request, response);
    }

    private HttpResponse answer(HttpRequest request, String path) {
        if (!isNamedAsThisMachine(request)) {
            return text(403, "The traffic page answers to localhost and 127.0.0.1 alone.\n");
        }
        if (!request.method().equals("GET")) {
            return text(405, "The traffic page is read with GET.\n");
        }
        if (path.equals(REQUESTS)) {
            return new HttpResponse(
                    200,
                    List.of(new Header("Content-Type", "application/json"), NEVER_STORED),
                    Body.of(traffic.since(known(request.query()))));
        }
        String file = FILES.get(path);
        return file == null ? text(404, "The traffic page is " + PATH + ".\n") : file(file);
    }

    /** {@code localhost}, names below it, and the loopback addresses, with any port. */
    private static boolean isNamedAsThisMachine(HttpRequest request) {
        String host = request.header("Host").orElse("").toLowerCase(Locale.ROOT).replaceFirst(":[0-9]*$", "");
        return host.equals("127.0.0.1")
                || host.equals("[::1]")
                || host.equals("localhost")
                || host.endsWith(".localhost");
    }

    /** The version in the query; -1, which is none, where there is no number. */
    private static long known(String query) {
        return query.matches("version=[0-9]{1,18}") ? Long.parseLong(query.substring("version=".length())) : -1;
    }

    private static HttpResponse file(String name) {
        String type = TYPES.getOrDefault(name.substring(name.indexOf('.') + 1), "application/octet-stream");
        List<Header> headers = List.of(
                new Header("Content-Type", type),
                NEVER_STORED,
                new Header(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:;"
                                + " frame-ancestors 'none'; base-uri 'none'; form-action 'none'"),
                new Header("X-Content-Type-Options", "nosniff"),
                new Header("Referrer-Policy", "no-referrer"));
        try (InputStream in = TrafficPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The local gateway's jar lacks " + name);
            }
            return new HttpResponse(200, headers, Body.of(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("The local gateway's jar cannot be read", e);
        }
    }

    private static HttpResponse text(int status, String text) {
        return new HttpResponse(
                status, List.of(new Header("Content-Type", "text/plain; charset=utf-8"), NEVER_STORED), Body.of(text));
    }
}
