package io.drawbridge.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every difference between an origin that was asked for and one registration, and how far the two are apart.
 *
 * <p>{@link OriginPattern#matches} decides; this only explains. No gap here is a match there and the other way round, which a
 * test holds for generated origins.
 */
final class OriginGaps {

    /** Farther apart than anything that could have been meant. */
    static final int FAR = 100;

    private static final int MOST_EDITS = 2;
    private static final int SHORTEST_MISSPELT = 6;

    private final RegisteredOrigin registered;
    private final Origin asked;
    private final PublicSuffixList suffixes;
    private final List<Problem> problems = new ArrayList<>();
    private int distance;

    private OriginGaps(RegisteredOrigin registered, Origin asked, PublicSuffixList suffixes) {
        this.registered = registered;
        this.asked = asked;
        this.suffixes = suffixes;
    }

    /**
     * The gaps of one registration.
     *
     * @param problems each difference; empty if the registration stands for the origin and is in force
     * @param distance the more, the less likely it was meant; {@link #FAR} if it has nothing to do with it
     */
    record Gaps(RegisteredOrigin registered, List<Problem> problems, int distance) {
        Gaps {
            problems = List.copyOf(problems);
        }
    }

    static Gaps between(RegisteredOrigin registered, Origin asked, PublicSuffixList suffixes, Instant now) {
        OriginGaps gaps = new OriginGaps(registered, asked, suffixes);
        OriginPattern pattern = registered.pattern();
        if (pattern instanceof OriginPattern.Exact exact) {
            gaps.exact(exact.origin());
        } else if (pattern instanceof OriginPattern.Subdomains subdomains) {
            gaps.subdomains(subdomains.base());
        } else if (pattern instanceof OriginPattern.PartialLabel partial) {
            gaps.partialLabel(partial);
        } else if (pattern instanceof OriginPattern.AnyPort anyPort) {
            gaps.anyPort(anyPort.base());
        }
        gaps.standing(now);
        gaps.approval(now);
        return new Gaps(registered, gaps.problems, gaps.distance);
    }

    private void exact(Origin origin) {
        scheme(origin);
        port(origin);
        String host = asked.host();
        String other = origin.host();
        if (host.equals(other)) {
            return;
        }
        if (withoutDot(host).equals(withoutDot(other))) {
            add(ProblemCode.ASKED_TRAILING_DOT, 1, ProblemCode.ASKED_TRAILING_DOT.hint());
        } else if (asked.isLoopback() && origin.isLoopback()) {
            add(ProblemCode.ASKED_LOOPBACK, 1, ProblemCode.ASKED_LOOPBACK.hint());
        } else if (host.endsWith("." + other)) {
            add(ProblemCode.ASKED_SUBDOMAIN, 2, alsoRegister("a wildcard such as " + wildcard(origin)));
        } else if (other.endsWith("." + host)) {
            add(
                    ProblemCode.ASKED_PARENT,
                    2,
                    alsoRegister("nothing else: " + registered.pattern().text() + " stays"));
        } else if (!nearlyNamed(other, 0)) {
            sibling(origin);
        }
    }

    private void sibling(Origin origin) {
        Optional<Origin> parent = OriginPattern.parent(origin);
        boolean isOne = parent.isPresent()
                && OriginPattern.parent(asked).map(Origin::host).equals(parent.map(Origin::host))
                && !suffixes.isOpenBelow(parent.get().host());
        if (isOne) {
            add(ProblemCode.ASKED_SIBLING, 5, alsoRegister("a wildcard such as " + wildcard(parent.get())));
        } else {
            distance = FAR;
        }
    }

    private void subdomains(Origin base) {
        scheme(base);
        port(base);
        String host = asked.host();
        if (withoutDot(host).endsWith("." + base.host())) {
            wildcardName();
        } else if (withoutDot(host).equals(base.host())) {
            wildcardName();
            add(ProblemCode.ASKED_APEX, 1, alsoRegister("nothing else: the wildcard stays"));
        } else if (base.host().endsWith("." + host)) {
            add(ProblemCode.ASKED_PARENT, 3, alsoRegister("a wildcard of its own"));
        } else if (!nearlyNamed(base.host(), 0)) {
            distance = FAR;
        }
    }

    private void partialLabel(OriginPattern.PartialLabel partial) {
        scheme(partial.parent());
        port(partial.parent());
        String parent = partial.parent().host();
        String host = withoutDot(asked.host());
        if (host.equals(parent)) {
            wildcardName();
            add(ProblemCode.ASKED_APEX, 2, alsoRegister("nothing else: the pattern stays"));
        } else if (!host.endsWith("." + parent)) {
            if (!nearlyNamed(parent, 1)) {
                distance = FAR;
            }
        } else if (host.substring(0, host.length() - parent.length() - 1).indexOf('.') >= 0) {
            wildcardName();
            add(ProblemCode.ASKED_DEPTH, 2, ProblemCode.ASKED_DEPTH.hint());
        } else {
            wildcardName();
            label(partial, host.substring(0, host.length() - parent.length() - 1));
        }
    }

    private void label(OriginPattern.PartialLabel partial, String label) {
        String form = partial.prefix() + "*" + partial.suffix();
        boolean fits = label.length() > form.length() - 1
                && label.startsWith(partial.prefix())
                && label.endsWith(partial.suffix());
        if (!fits) {
            add(
                    ProblemCode.ASKED_LABEL,
                    2,
                    "Registered is " + form + " and asked " + label + ": " + ProblemCode.ASKED_LABEL.hint());
        }
    }

    private void anyPort(Origin base) {
        scheme(base);
        if (asked.host().equals(base.host())) {
            return;
        }
        if (asked.isLoopback()) {
            add(ProblemCode.ASKED_LOOPBACK, 1, ProblemCode.ASKED_LOOPBACK.hint());
        } else if (asked.host().endsWith("." + base.host())) {
            add(ProblemCode.ASKED_SUBDOMAIN, 2, "Open the page as " + base.host() + ".");
        } else {
            distance = FAR;
        }
    }

    /** Another domain that looks like the registered one; false if it does not. */
    private boolean nearlyNamed(String other, int more) {
        String host = asked.host();
        int edits = editsOf(host, other);
        int editsBelow = editsOf(host.substring(host.indexOf('.') + 1), other);
        if (host.endsWith(other)) {
            add(ProblemCode.ASKED_SUFFIX, 4 + more, ProblemCode.ASKED_SUFFIX.hint());
        } else if (host.startsWith(other + ".") || host.contains("." + other + ".")) {
            add(ProblemCode.ASKED_PREFIX, 4 + more, ProblemCode.ASKED_PREFIX.hint());
        } else if (Math.min(edits, editsBelow) <= MOST_EDITS) {
            add(
                    ProblemCode.ASKED_SPELLING,
                    3 + more + Math.min(edits, editsBelow),
                    "Registered is " + other + " and asked " + host + ": " + ProblemCode.ASKED_SPELLING.hint());
        } else {
            return false;
        }
        return true;
    }

    private static int editsOf(String host, String other) {
        return Math.min(host.length(), other.length()) < SHORTEST_MISSPELT
                ? FAR
                : EditDistance.between(host, other, MOST_EDITS);
    }

    private void scheme(Origin registeredOrigin) {
        if (!asked.scheme().equals(registeredOrigin.scheme())) {
            add(
                    ProblemCode.ASKED_SCHEME,
                    1,
                    "Registered with " + registeredOrigin.scheme() + ", asked with " + asked.scheme() + ": "
                            + ProblemCode.ASKED_SCHEME.hint());
        }
    }

    /** As it is spelled: where the schemes differ, their default ports are no difference of their own. */
    private void port(Origin registeredOrigin) {
        if (!asked.portSuffix().equals(registeredOrigin.portSuffix())) {
            add(
                    ProblemCode.ASKED_PORT,
                    1,
                    "Registered with port " + registeredOrigin.port() + ", asked with port " + asked.port() + ": "
                            + ProblemCode.ASKED_PORT.hint());
        }
    }

    /** What a wildcard never stands for. */
    private void wildcardName() {
        if (asked.host().endsWith(".")) {
            add(ProblemCode.ASKED_TRAILING_DOT, 1, ProblemCode.ASKED_TRAILING_DOT.hint());
        }
        if (asked.host().indexOf('_') >= 0) {
            add(ProblemCode.ASKED_UNDERSCORE, 1, ProblemCode.ASKED_UNDERSCORE.hint());
        }
    }

    private void standing(Instant now) {
        if (registered.status() == RegisteredOrigin.Status.PENDING) {
            add(ProblemCode.ASKED_PENDING, 1, ProblemCode.ASKED_PENDING.hint());
        }
        if (registered.status() == RegisteredOrigin.Status.DISABLED) {
            add(ProblemCode.ASKED_DISABLED, 1, ProblemCode.ASKED_DISABLED.hint());
        }
        registered
                .expiresAt()
                .filter(end -> !now.isBefore(end))
                .ifPresent(end -> add(
                        ProblemCode.ASKED_EXPIRED,
                        1,
                        "It expired at " + end + ": " + ProblemCode.ASKED_EXPIRED.hint()));
    }

    private void approval(Instant now) {
        registered
                .approved()
                .flatMap(Approved::until)
                .filter(end -> !now.isBefore(end))
                .ifPresent(end -> add(
                        ProblemCode.ASKED_APPROVAL_ENDED,
                        1,
                        "It ended at " + end + ": " + ProblemCode.ASKED_APPROVAL_ENDED.hint()));
    }

    private String alsoRegister(String or) {
        return "Register " + asked + " too, or " + or + ".";
    }

    private static String wildcard(Origin base) {
        return base.scheme() + "://*." + base.host() + base.portSuffix();
    }

    private static String withoutDot(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private void add(ProblemCode code, int more, String hint) {
        problems.add(Problem.of(code, asked.toString(), hint));
        distance = Math.min(FAR, distance + more);
    }
}
