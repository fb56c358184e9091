package io.drawbridge.launcher.browser;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a script asks {@code fetch} for.
 *
 * @param method the verb as the script spells it
 * @param url absolute
 * @param headers the script's own headers
 * @param body a piece of the body; {@code ""} for no body
 * @param pieces how many of them make the body, put together in the page so that large ones need not travel there
 * @param credentials {@code omit}, {@code same-origin} or {@code include}
 * @param mode {@code cors} or {@code no-cors}
 */
record FetchRequest(
        String method,
        String url,
        Map<String, String> headers,
        String body,
        int pieces,
        String credentials,
        String mode) {

    FetchRequest {
        headers = new LinkedHashMap<>(headers);
    }

    /** A request as {@code fetch} makes it by default, credentials to its own origin only. */
    static FetchRequest of(String method, String url) {
        return new FetchRequest(method, url, Map.of(), "", 1, "same-origin", "cors");
    }

    /** The same at another URL. */
    FetchRequest at(String other) {
        return new FetchRequest(method, other, headers, body, pieces, credentials, mode);
    }

    FetchRequest withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new FetchRequest(method, url, more, body, pieces, credentials, mode);
    }

    FetchRequest withBearer(String token) {
        return withHeader("Authorization", "Bearer " + token);
    }

    FetchRequest withBody(String type, String piece, int count) {
        Map<String, String> more = withHeader("Content-Type", type).headers;
        return new FetchRequest(method, url, more, piece, count, credentials, mode);
    }

    FetchRequest withCredentials() {
        return new FetchRequest(method, url, headers, body, pieces, "include", mode);
    }

    FetchRequest withoutCors() {
        return new FetchRequest(method, url, headers, body, pieces, credentials, "no-cors");
    }
}
