package io.drawbridge.registry;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a text is no origin: every reason at once, for a person.
 *
 * <p>{@link Origin#parse} decides; this only explains. A text without a reason here is an origin there and the other way
 * round, which a test holds for generated texts.
 */
final class OriginDiagnosis {

    private static final String ODD_CHARACTERS = "\"{}^`|<>~;&'()!$=+";

    private final String text;
    private final List<Problem> problems = new ArrayList<>();

    private OriginDiagnosis(String text) {
        this.text = text;
    }

    /** All problems of a text as an origin; none if it is one. */
    static List<Problem> of(String text) {
        if (Origin.parse(text).isPresent()) {
            return List.of();
        }
        OriginDiagnosis diagnosis = new OriginDiagnosis(text);
        diagnosis.run();
        return List.copyOf(diagnosis.problems);
    }

    private void run() {
        if (text.isEmpty()) {
            add(ProblemCode.ORIGIN_EMPTY);
        } else if (text.equalsIgnoreCase("null")) {
            add(ProblemCode.ORIGIN_NULL);
        } else if (text.indexOf(',') >= 0 || text.indexOf("://") != text.lastIndexOf("://")) {
            add(ProblemCode.ORIGIN_LIST);
        } else {
            parts();
        }
        if (problems.isEmpty()) {
            add(ProblemCode.ORIGIN_HOST);
        }
    }

    private void parts() {
        int schemeEnd = text.indexOf("://");
        if (schemeEnd < 0) {
            boolean otherScheme = text.indexOf(':') > 0 && !Labels.isDigit(charAfterColon());
            add(otherScheme ? ProblemCode.ORIGIN_SCHEME : ProblemCode.ORIGIN_SCHEME_MISSING);
            return;
        }
        String scheme = text.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            add(ProblemCode.ORIGIN_SCHEME);
        }
        String rest = text.substring(schemeEnd + 3);
        int authorityEnd = firstOf(rest, "/\\?#");
        afterAuthority(rest.substring(authorityEnd));
        authority(rest.substring(0, authorityEnd), scheme);
    }

    private char charAfterColon() {
        int next = text.indexOf(':') + 1;
        return next < text.length() ? text.charAt(next) : '/';
    }

    private void afterAuthority(String tail) {
        int hash = tail.indexOf('#');
        String beforeFragment = hash < 0 ? tail : tail.substring(0, hash);
        if (beforeFragment.startsWith("/") || beforeFragment.startsWith("\\")) {
            add(ProblemCode.ORIGIN_PATH);
        }
        if (beforeFragment.indexOf('?') >= 0) {
            add(ProblemCode.ORIGIN_QUERY);
        }
        if (hash >= 0) {
            add(ProblemCode.ORIGIN_FRAGMENT);
        }
    }

    private void authority(String authority, String scheme) {
        boolean legible = characters(authority);
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            add(ProblemCode.ORIGIN_USERINFO);
        }
        String hostAndPort = authority.substring(at + 1);
        int portColon = portColon(hostAndPort);
        port(portColon < 0 ? Optional.empty() : Optional.of(hostAndPort.substring(portColon + 1)), scheme);
        String host = (portColon < 0 ? hostAndPort : hostAndPort.substring(0, portColon)).toLowerCase(Locale.ROOT);
        if (legible && Host.parse(host).isEmpty()) {
            add(hostProblem(host));
        }
    }

    /** Reports characters that no origin has; false if the host cannot be judged because of them. */
    private boolean characters(String authority) {
        boolean odd = authority.chars().anyMatch(c -> c <= ' ' || c == 0x7f || ODD_CHARACTERS.indexOf(c) >= 0);
        boolean foreign = authority.chars().anyMatch(c -> c > 0x7f);
        boolean percent = authority.indexOf('%') >= 0;
        if (odd) {
            add(ProblemCode.ORIGIN_CHARACTER);
        }
        if (foreign) {
            problems.add(Problem.of(ProblemCode.ORIGIN_NOT_ASCII, text, punycodeHint(authority)));
        }
        if (percent) {
            add(ProblemCode.ORIGIN_PERCENT);
        }
        String schemeAndAuthority = text.substring(0, text.indexOf("://") + 3) + authority;
        if (schemeAndAuthority.chars().anyMatch(c -> c >= 'A' && c <= 'Z')) {
            problems.add(Problem.of(
                    ProblemCode.ORIGIN_UPPER_CASE,
                    text,
                    "Write it in lower case: " + schemeAndAuthority.toLowerCase(Locale.ROOT) + "."));
        }
        return !odd && !foreign && !percent;
    }

    private static String punycodeHint(String authority) {
        String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = hostAndPort.lastIndexOf(':');
        String host = hostAndPort.substring(0, colon < 0 ? hostAndPort.length() : colon);
        try {
            return "Write the punycode form: " + IDN.toASCII(host).toLowerCase(Locale.ROOT) + ".";
        } catch (IllegalArgumentException e) {
            return ProblemCode.ORIGIN_NOT_ASCII.hint();
        }
    }

    /** The colon before the port: after the bracket of an IPv6 address, else the only colon. */
    private static int portColon(String hostAndPort) {
        int bracket = hostAndPort.lastIndexOf(']');
        int colon = hostAndPort.indexOf(':', bracket + 1);
        boolean bareIpv6 = bracket < 0 && colon >= 0 && colon != hostAndPort.lastIndexOf(':');
        return bareIpv6 ? -1 : colon;
    }

    private void port(Optional<String> port, String scheme) {
        if (port.isEmpty()) {
            return;
        }
        int number = Ports.parse(port.get(), 0);
        if (number == Ports.INVALID) {
            add(ProblemCode.ORIGIN_PORT);
        } else if (number == (scheme.equals("http") ? 80 : 443)) {
            add(ProblemCode.ORIGIN_DEFAULT_PORT);
        }
    }

    private static ProblemCode hostProblem(String host) {
        if (host.startsWith("[") || host.indexOf(':') >= 0) {
            return ProblemCode.ORIGIN_IPV6;
        }
        return Host.endsInNumber(host) ? ProblemCode.ORIGIN_IPV4 : ProblemCode.ORIGIN_HOST;
    }

    private static int firstOf(String text, String characters) {
        for (int i = 0; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    private void add(ProblemCode code) {
        problems.add(Problem.of(code, text));
    }
}
