package io.drawbridge.gateway.http;

import java.util.List;
import java.util.Optional;

/**
 * One request as it arrived.
 *
 * @param method the verb, case kept
 * @param target the request target, such as {@code /orders//5?a=%2f}, never normalised
 * @param protocol {@code HTTP/1.1} or {@code HTTP/1.0}
 * @param headers every header line in the order received, names as sent
 * @param body the whole body, chunks joined
 * @param sourceIp the client's address
 */
public record HttpRequest(
        String method, String target, String protocol, List<Header> headers, Body body, String sourceIp) {

    public HttpRequest {
        headers = List.copyOf(headers);
    }

    /** The target before its first question mark. */
    public String path() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /** The target after its first question mark, still encoded; empty when there is none. */
    public String query() {
        int question = target.indexOf('?');
        return question < 0 ? "" : target.substring(question + 1);
    }

    /** The value of the first line of that name, in whatever case it was sent. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }
}
