package io.drawbridge.registry;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;

/**
 * The origin that somebody who wrote something else probably means, to find the registration that is meant too.
 *
 * <p>For explanations only: nothing that was repaired is ever allowed.
 */
final class OriginRepair {

    private static final String SCHEME_END = "://";

    private OriginRepair() {}

    /** The text itself where it is an origin, else the one that it nearly is; empty where there is no telling. */
    static Optional<Origin> of(String text) {
        // Anyone can send null: it stands for nobody's page, least of all for a host of that name.
        if (text.equalsIgnoreCase("null")) {
            return Optional.empty();
        }
        Optional<Origin> origin = Origin.parse(text);
        return origin.isPresent() ? origin : Origin.parse(repaired(text));
    }

    private static String repaired(String text) {
        String first = text.split(",", 2)[0].strip();
        int schemeEnd = first.indexOf(SCHEME_END);
        String scheme = schemeEnd < 0 ? "https" : first.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
        String authority = first.substring(schemeEnd < 0 ? 0 : schemeEnd + SCHEME_END.length())
                .split("[/\\\\?#]", 2)[0];
        String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
        String port = scheme.equals("http") ? ":80" : ":443";
        String written = hostAndPort.endsWith(port)
                ? hostAndPort.substring(0, hostAndPort.length() - port.length())
                : hostAndPort;
        return scheme + SCHEME_END + ascii(written.toLowerCase(Locale.ROOT));
    }

    /** The punycode form of a name; anything else as it stands. */
    private static String ascii(String hostAndPort) {
        if (hostAndPort.chars().allMatch(c -> c < 0x80)) {
            return hostAndPort;
        }
        int colon = hostAndPort.lastIndexOf(':');
        String host = colon < 0 ? hostAndPort : hostAndPort.substring(0, colon);
        try {
            return IDN.toASCII(host).toLowerCase(Locale.ROOT) + hostAndPort.substring(host.length());
        } catch (IllegalArgumentException e) {
            return hostAndPort;
        }
    }
}
