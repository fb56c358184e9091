package io.drawbridge.authorizer.golden;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request as a client sends it.
 *
 * @param method the verb
 * @param path the request target, sent byte for byte
 * @param host the value of the Host header
 * @param headers every other header line, in order, as spelled
 * @param token what an Authorization line is made of, after the other lines
 * @param body the body
 */
public record CaseRequest(
        String method,
        String path,
        String host,
        List<HeaderLine> headers,
        Optional<TokenRecipe> token,
        Optional<String> body) {

    public CaseRequest {
        headers = List.copyOf(headers);
    }

    /** One header line. */
    public record HeaderLine(String name, String value) {

        /** The same line with its name in lower case, as HTTP/2 sends it. */
        public HeaderLine inLowerCase() {
            return new HeaderLine(name.toLowerCase(Locale.ROOT), value);
        }
    }
}
