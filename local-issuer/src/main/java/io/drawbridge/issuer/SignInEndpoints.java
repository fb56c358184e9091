package io.drawbridge.issuer;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sign-in over HTTP: {@code authorize}, {@code token}, {@code end-session} and the form's stylesheet, below one issuer's path. */
final class SignInEndpoints {

    private static final int MAX_FORM = 16 * 1024;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    private final SignIn signIn;
    private final String below;
    private final String origin;

    SignInEndpoints(SignIn signIn, IssuerName name, String baseUrl) {
        this.signIn = signIn;
        below = "/" + name.path() + "/";
        origin = baseUrl;
    }

    /** Answers a request that is one of these endpoints'; false if it is none. */
    boolean answered(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (!path.startsWith(below)) {
            return false;
        }
        String method = exchange.getRequestMethod();
        Optional<Reply> reply = switch (method + " " + path.substring(below.length())) {
            case "GET authorize" -> Optional.of(withQuery(exchange, query -> signIn.ask(query, session(exchange))));
            case "POST authorize" -> Optional.of(choice(exchange));
            case "GET end-session" -> Optional.of(withQuery(exchange, query -> signIn.end(query, session(exchange))));
            case "GET sign-in.css" ->
                Optional.of(new Reply(200, Map.of("Content-Type", "text/css; charset=utf-8"), stylesheet()));
            case "POST token" -> Optional.of(token(exchange));
            default -> Optional.empty();
        };
        if (reply.isPresent()) {
            send(exchange, reply.get());
        }
        return reply.isPresent();
    }

    private interface ByParameters {
        Reply reply(Parameters parameters);
    }

    private static Reply withQuery(HttpExchange exchange, ByParameters endpoint) {
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        return Parameters.read(query).map(endpoint::reply).orElseGet(SignInEndpoints::repeated);
    }

    /** Browsers name the page of every form's POST: a form that stands elsewhere chooses for nobody. */
    private Reply choice(HttpExchange exchange) throws IOException {
        if (!List.of(origin).equals(exchange.getRequestHeaders().get("Origin"))) {
            return Reply.json(
                    403, IssuerDocuments.error("forbidden", "Only the form of " + origin + " may be sent here."));
        }
        return withForm(exchange, signIn::choose);
    }

    private Reply token(HttpExchange exchange) throws IOException {
        List<String> origins =
                Optional.ofNullable(exchange.getRequestHeaders().get("Origin")).orElse(List.of());
        // Without one it is no page, and what is no page needs no permission to read.
        if (origins.size() > 1 || !signIn.origins().containsAll(origins)) {
            return Reply.json(403, IssuerDocuments.error("invalid_request", "This origin may not ask for tokens here."))
                    .with("Vary", "Origin");
        }
        Reply reply = withForm(exchange, signIn::token).with("Vary", "Origin");
        return origins.isEmpty() ? reply : reply.with(ALLOW_ORIGIN, origins.get(0));
    }

    private static Reply withForm(HttpExchange exchange, ByParameters endpoint) throws IOException {
        String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                .orElse("");
        byte[] body = exchange.getRequestBody().readNBytes(MAX_FORM + 1);
        if (!type.split(";", 2)[0].strip().equalsIgnoreCase(FORM) || body.length > MAX_FORM) {
            return Reply.json(400, IssuerDocuments.error("invalid_request", "A form of at most 16 KB is served here."));
        }
        return Parameters.read(new String(body, StandardCharsets.UTF_8))
                .map(endpoint::reply)
                .orElseGet(SignInEndpoints::repeated);
    }

    private static Reply repeated() {
        return Reply.json(
                400,
                IssuerDocuments.error("invalid_request", "A parameter is there twice, or is not percent-encoded."));
    }

    private static String session(HttpExchange exchange) {
        List<String> lines =
                Optional.ofNullable(exchange.getRequestHeaders().get("Cookie")).orElse(List.of());
        return lines.stream()
                .flatMap(line -> List.of(line.split("; ", -1)).stream())
                .filter(pair -> pair.startsWith(SignInPage.COOKIE + "="))
                .map(pair -> pair.substring(SignInPage.COOKIE.length() + 1))
                .findFirst()
                .orElse("");
    }

    private static String stylesheet() {
        try (InputStream in = SignInEndpoints.class.getResourceAsStream("sign-in.css")) {
            if (in == null) {
                throw new IllegalStateException("The local issuer's jar lacks sign-in.css");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The local issuer's jar cannot be read", e);
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        // Not "no-referrer": with that, browsers would send the form with the origin null (Fetch, "append a request
        // Origin header").
        exchange.getResponseHeaders().set("Referrer-Policy", "same-origin");
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
