package io.drawbridge.authorizer.cors;

import io.drawbridge.registry.Origin;
import java.util.List;
import java.util.Optional;

/** The Origin of a request, as far as its header lines give one. */
public sealed interface RequestOrigin {

    /** No line: a server, or a browser's same-origin GET. */
    record Absent() implements RequestOrigin {}

    /** The API's own origin: a same-origin request of another method, which is not a CORS request. */
    record Own() implements RequestOrigin {}

    /** A web page of another origin. */
    record CrossOrigin(Origin origin) implements RequestOrigin {}

    /** Several lines, {@code null}, or no origin that a browser would send. */
    record Unusable() implements RequestOrigin {}

    /**
     * Reads the Origin lines of a request.
     *
     * @param lines every line of every spelling
     * @param ownOrigin the origin that the API itself is served from
     * @see <a href="https://fetch.spec.whatwg.org/#origin-header">Fetch, "Origin header"</a>
     */
    static RequestOrigin of(List<String> lines, String ownOrigin) {
        if (lines.isEmpty()) {
            return new Absent();
        }
        if (lines.size() > 1) {
            return new Unusable();
        }
        if (lines.get(0).equals(ownOrigin)) {
            return new Own();
        }
        return Origin.parse(lines.get(0)).<RequestOrigin>map(CrossOrigin::new).orElseGet(Unusable::new);
    }

    /** The other origin, if this is a CORS request. */
    default Optional<Origin> crossOrigin() {
        return this instanceof CrossOrigin cross ? Optional.of(cross.origin()) : Optional.empty();
    }
}
