package io.drawbridge.gateway.http;

import java.util.List;
import java.util.Optional;

/**
 * One response as it leaves; the front end adds framing only.
 *
 * @param status 200 to 599
 * @param headers header lines in order
 * @param body sent unless the request was HEAD or the status forbids one
 */
public record HttpResponse(int status, List<Header> headers, Body body) {

    public HttpResponse {
        headers = List.copyOf(headers);
    }

    /** The value of the first line of that name, in whatever case. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }
}
