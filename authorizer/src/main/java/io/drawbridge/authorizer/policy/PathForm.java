package io.drawbridge.authorizer.policy;

import io.drawbridge.registry.PathPattern;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The safe form of a path below a greedy resource such as {@code /{proxy+}}.
 *
 * <p>There the backend reads the path again, and API Gateway, authorizer and backend may each see another one in an empty
 * segment, a dot segment or an encoded slash. Such paths are refused before anybody has to agree on them. What is left has one
 * reading: the segments between its slashes, percent-decoded once.
 */
public final class PathForm {

    /** What no segment holds as it is, although some server may pass it on: a backend would end the segment there. */
    private static final String RAW_DELIMITERS = "\\;?#";

    /** What would be another path if it were decoded early, late or twice. */
    private static final String DELIMITERS = "/\\.;%?#";

    /** RFC 3986, section 2.3, without letters, digits and the dot: nobody needs to encode these, and some decode them. */
    private static final String UNRESERVED_MARKS = "-_~";

    private static final int ENCODED = 3;
    private static final int HEX = 16;

    private PathForm() {}

    /**
     * Whether a request's path may be used on its resource; always, unless the resource is greedy.
     *
     * <p>Below a greedy one the path is told four times, and all must say the same: the rules are held against the method ARN's,
     * which the policy names, and the backend reads its own event's. A custom domain puts its base path before the event's path
     * alone; that the method ARN has none is not documented, so it must be what API Gateway put into the parameter.
     *
     * @param path the event's path
     * @param arnPath the method ARN's path
     * @param parameters the event's path parameters
     */
    public static boolean isAccepted(String resource, String path, String arnPath, Map<String, String> parameters) {
        if (!PathPattern.isGreedy(resource)) {
            return true;
        }
        int depth = resource.split("/", -1).length - 1;
        String[] parts = arnPath.split("/", depth + 1);
        String name = resource.substring(resource.lastIndexOf('{') + 1, resource.length() - "+}".length());
        String captured = parameters.getOrDefault(name, "");
        return segments(path).isPresent()
                && segments(arnPath).isPresent()
                && path.endsWith(arnPath)
                && parts.length > depth
                && (captured.equals(parts[depth])
                        || decode(parts[depth]).filter(captured::equals).isPresent());
    }

    /** The decoded segments of a path; empty if it is not in safe form. */
    static Optional<List<String>> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String raw : path.substring(path.startsWith("/") ? 1 : 0).split("/", -1)) {
            Optional<String> segment = isDots(raw) ? Optional.empty() : decode(raw);
            if (segment.isEmpty() || raw.isEmpty()) {
                return Optional.empty();
            }
            segments.add(segment.get());
        }
        return Optional.of(segments);
    }

    private static boolean isDots(String segment) {
        return segment.equals(".") || segment.equals("..");
    }

    /** The text that a part of a path encodes; empty if it encodes, or holds, what a safe path does not. */
    private static Optional<String> decode(String raw) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        int next = 0;
        while (next < raw.length()) {
            int c = raw.codePointAt(next);
            if (RAW_DELIMITERS.indexOf(c) >= 0 || Character.isISOControl(c)) {
                return Optional.empty();
            }
            if (c != '%') {
                octets.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                next += Character.charCount(c);
                continue;
            }
            int octet = octet(raw, next);
            if (octet < 0 || !mayBeEncoded(octet)) {
                return Optional.empty();
            }
            octets.write(octet);
            next += ENCODED;
        }
        return Optional.of(octets.toString(StandardCharsets.UTF_8));
    }

    /** The octet that the three characters here encode; negative if they encode none. */
    private static int octet(String raw, int at) {
        if (at + ENCODED > raw.length()) {
            return -1;
        }
        int high = Character.digit(raw.charAt(at + 1), HEX);
        int low = Character.digit(raw.charAt(at + 2), HEX);
        return high < 0 || low < 0 ? -1 : high * HEX + low;
    }

    private static boolean mayBeEncoded(int octet) {
        boolean isLetterOrDigit = octet < 0x80 && Character.isLetterOrDigit(octet);
        return octet >= ' '
                && octet != 0x7f
                && !isLetterOrDigit
                && DELIMITERS.indexOf(octet) < 0
                && UNRESERVED_MARKS.indexOf(octet) < 0;
    }
}
