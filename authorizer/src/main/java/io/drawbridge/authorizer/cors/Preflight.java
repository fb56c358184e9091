package io.drawbridge.authorizer.cors;

import io.drawbridge.registry.HttpToken;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a CORS preflight asks for.
 *
 * <p>The lists only matter in monitor mode, which answers what was asked; everywhere else the grant is the answer.
 *
 * @param method the asked method; empty if it is no RFC 9110 token
 * @param headers the asked headers in lower case, bounded; what is no token is left out
 */
public record Preflight(String method, List<String> headers) {

    private static final int MAX_HEADERS = 64;
    private static final int MAX_NAME = 128;

    public Preflight {
        headers = List.copyOf(headers);
    }

    /**
     * A preflight is OPTIONS with Origin and {@code Access-Control-Request-Method}; without that header OPTIONS is an
     * ordinary request.
     *
     * @param httpMethod the request's method
     * @param requestMethod the lines of {@code Access-Control-Request-Method}
     * @param requestHeaders the lines of {@code Access-Control-Request-Headers}
     * @see <a href="https://fetch.spec.whatwg.org/#cors-preflight-request">Fetch, "CORS-preflight request"</a>
     */
    public static Optional<Preflight> of(String httpMethod, List<String> requestMethod, List<String> requestHeaders) {
        if (!httpMethod.equals("OPTIONS") || requestMethod.isEmpty()) {
            return Optional.empty();
        }
        String method = requestMethod.size() == 1 && isToken(requestMethod.get(0)) ? requestMethod.get(0) : "";
        return Optional.of(new Preflight(method, headerNames(requestHeaders)));
    }

    private static List<String> headerNames(List<String> lines) {
        return lines.stream()
                .flatMap(line -> List.of(line.split(",")).stream())
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(Preflight::isToken)
                .distinct()
                .limit(MAX_HEADERS)
                .toList();
    }

    private static boolean isToken(String text) {
        return HttpToken.isToken(text, MAX_NAME);
    }
}
