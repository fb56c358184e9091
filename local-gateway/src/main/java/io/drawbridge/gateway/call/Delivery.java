package io.drawbridge.gateway.call;

import io.drawbridge.gateway.http.Body;
import io.drawbridge.gateway.http.Header;
import io.drawbridge.gateway.http.HttpRequest;
import io.drawbridge.gateway.http.Percent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request as the front end delivers it to the API.
 *
 * @param method the verb
 * @param path without stage and query
 * @param protocol such as {@code HTTP/1.1}
 * @param headers every value by name, in the order received; names are case-sensitive from here on
 * @param query every value by name, decoded
 * @param body the whole body
 * @param host the Host header as received, port included: what {@code requestContext.domainName} says
 * @param sourceIp the client's address
 * @param traceId the X-Amzn-Trace-Id in force
 */
public record Delivery(
        String method,
        String path,
        String protocol,
        Map<String, List<String>> headers,
        Map<String, List<String>> query,
        Body body,
        String host,
        String sourceIp,
        String traceId) {

    /** Meant for the connection, not for the API; Content-Length is not passed on by REST APIs either. */
    private static final Set<String> NOT_DELIVERED = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "transfer-encoding",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "content-length",
            "http2-settings");

    public Delivery {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    }

    /**
     * Delivers a request.
     *
     * @param path the path as the API is to see it
     * @param port the gateway's own port, for X-Forwarded-Port
     * @param freshTrace the root of a new trace
     */
    public static Delivery of(HttpRequest request, String path, HeaderNames names, int port, String freshTrace) {
        String host = request.header("Host").orElse("");
        String trace = request.header("X-Amzn-Trace-Id")
                .map(sent -> "Self=" + freshTrace + ";" + sent)
                .orElse("Root=" + freshTrace);
        return new Delivery(
                request.method(),
                path,
                request.protocol(),
                headers(request, names, host, port, trace),
                query(request.query()),
                request.body(),
                host,
                request.sourceIp(),
                trace);
    }

    /**
     * What the front end sets itself it spells itself, whatever the client sent: the client's address is appended to
     * X-Forwarded-For, port and protocol are replaced. All else passes, X-Forwarded-Host included.
     */
    private static Map<String, List<String>> headers(
            HttpRequest request, HeaderNames names, String host, int port, String trace) {
        Map<String, List<String>> result = new LinkedHashMap<>();
        List<String> forwardedFor = new ArrayList<>();
        for (Header header : request.headers()) {
            String lower = header.name().toLowerCase(Locale.ROOT);
            switch (lower) {
                case "host", "x-amzn-trace-id", "x-forwarded-port", "x-forwarded-proto" -> {}
                case "x-forwarded-for" -> forwardedFor.add(header.value());
                case "user-agent" -> add(result, "User-Agent", header.value());
                default -> {
                    if (!NOT_DELIVERED.contains(lower)) {
                        add(result, names == HeaderNames.LOWER_CASE ? lower : header.name(), header.value());
                    }
                }
            }
        }
        forwardedFor.add(request.sourceIp());
        add(result, "Host", host);
        add(result, "X-Amzn-Trace-Id", trace);
        add(result, "X-Forwarded-For", String.join(", ", forwardedFor));
        add(result, "X-Forwarded-Port", Integer.toString(port));
        add(result, "X-Forwarded-Proto", "http");
        return result;
    }

    private static Map<String, List<String>> query(String query) {
        Map<String, List<String>> result = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                add(result, Percent.decode(name, true), Percent.decode(value, true));
            }
        }
        return result;
    }

    private static void add(Map<String, List<String>> map, String name, String value) {
        map.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    /** The last value of a header of exactly this spelling. */
    public Optional<String> header(String name) {
        return last(headers.get(name));
    }

    /** The last value of a query parameter. */
    public Optional<String> queryParameter(String name) {
        return last(query.get(name));
    }

    private static Optional<String> last(@Nullable List<String> values) {
        return values == null ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }
}
