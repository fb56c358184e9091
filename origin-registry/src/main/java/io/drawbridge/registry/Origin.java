package io.drawbridge.registry;

import java.util.Optional;

/**
 * A web origin exactly as a browser serialises it: {@code scheme://host[:port]}, http or https.
 *
 * <p>Two origins are equal when their bytes are: nothing is ever normalised, so what is echoed is what was validated.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#origin-header">Fetch, "Origin header"</a>
 */
public final class Origin {

    /** The longest text an origin can have: {@code https://}, a name with a trailing dot, and a port. */
    static final int MAX_LENGTH = "https://".length() + Labels.MAX_NAME + 1 + ":65535".length();

    private final String text;
    private final String scheme;
    private final Host host;
    private final int port;

    private Origin(String text, String scheme, Host host, int port) {
        this.text = text;
        this.scheme = scheme;
        this.host = host;
        this.port = port;
    }

    /** Reads the value of an Origin header; empty for whatever a browser would not send as a web page's origin. */
    public static Optional<Origin> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        if (text.startsWith("https://")) {
            return afterScheme(text, "https", 443);
        }
        if (text.startsWith("http://")) {
            return afterScheme(text, "http", 80);
        }
        return Optional.empty();
    }

    private static Optional<Origin> afterScheme(String text, String scheme, int defaultPort) {
        int start = scheme.length() + "://".length();
        int end = Host.end(text, start);
        Optional<Host> host = Host.parse(text.substring(start, end));
        if (host.isEmpty()) {
            return Optional.empty();
        }
        if (end == text.length()) {
            return Optional.of(new Origin(text, scheme, host.get(), defaultPort));
        }
        int port = text.charAt(end) == ':' ? Ports.parse(text, end + 1) : Ports.INVALID;
        return port == Ports.INVALID || port == defaultPort
                ? Optional.empty()
                : Optional.of(new Origin(text, scheme, host.get(), port));
    }

    /** {@code http} or {@code https}. */
    public String scheme() {
        return scheme;
    }

    /** The host as written, IPv6 in its brackets. */
    public String host() {
        return host.text();
    }

    /** The port, the scheme's default one when none is written. */
    public int port() {
        return port;
    }

    /** The part after the host: {@code :port}, or nothing for the default port. */
    String portSuffix() {
        return text.substring(scheme.length() + "://".length() + host.text().length());
    }

    /** Whether the host is a DNS name rather than an address. */
    boolean isName() {
        return host.kind() == Host.Kind.NAME;
    }

    /** Whether the host is a name that a wildcard may speak of: no underscore, no trailing dot. */
    boolean isPlainName() {
        return isName() && host.text().indexOf('_') < 0 && !host.text().endsWith(".");
    }

    /** Whether only this machine can be the host. */
    public boolean isLoopback() {
        return host.text().equals("localhost")
                || host.text().equals("127.0.0.1")
                || host.text().equals("[::1]");
    }

    /** An origin of the same scheme and port. */
    Optional<Origin> withHost(String otherHost) {
        return parse(scheme + "://" + otherHost + portSuffix());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Origin origin && origin.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The bytes as they came. */
    @Override
    public String toString() {
        return text;
    }
}
