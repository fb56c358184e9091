package io.drawbridge.registry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a tenant registers: one origin, or a form that stands for several.
 *
 * <p>Matching compares bytes. Each form is the narrowest that its users need; none of them ever stands for every origin.
 */
public sealed interface OriginPattern {

    /** Orders patterns so that the greatest one matching an origin is the most specific. */
    Comparator<OriginPattern> BY_SPECIFICITY = Comparator.comparingInt(OriginPattern::rank)
            .thenComparingInt(OriginPattern::literalLength)
            .thenComparing(OriginPattern::text);

    /** The pattern as written. */
    String text();

    /** The origin whose host decides whose domain this is: where it has a {@code *}, the part after it. */
    Origin anchor();

    /** Whether the pattern stands for this origin. */
    boolean matches(Origin origin);

    /** 3 for an exact origin, 2 for a partial label, 1 for sub-domains, 0 for any port. */
    int rank();

    /** How much of the host is spelled: among patterns of one rank the longer one is more specific. */
    int literalLength();

    /** Its name in the table: reversed host, scheme and port, {@code com.example.*|https|443}; the same for no other pattern. */
    default String key() {
        return PatternKey.of(text());
    }

    /** Its name in a path: the {@link #key} in base64url without padding. */
    default String id() {
        return PatternKey.id(key());
    }

    /** The pattern that has exactly this {@link #id}. */
    static Optional<OriginPattern> ofId(String id) {
        return PatternKey.pattern(id);
    }

    /** Reads a pattern, or says everything that is wrong with its form. What may be registered is {@link PatternRules}'s. */
    static Checked<OriginPattern> parse(String text) {
        return PatternParser.parse(text);
    }

    /** Whether a text is a host as the registry writes hosts: in lower case, without a port, one that an origin can have. */
    static boolean isHost(String text) {
        return parse("https://" + text)
                .value()
                .filter(p -> p instanceof Exact exact && exact.origin().host().equals(text))
                .isPresent();
    }

    /**
     * Every pattern but partial labels that could match an origin: itself, its parents down to the registrable domain, and
     * the open port of a loopback host. A host that is itself a public suffix has no registrable domain, so no parents.
     */
    static List<OriginPattern> candidates(Origin origin, PublicSuffixList suffixes) {
        List<OriginPattern> candidates = new ArrayList<>();
        candidates.add(new Exact(origin));
        if (origin.isLoopback()) {
            parse(origin.scheme() + "://" + origin.host() + ":*").value().ifPresent(candidates::add);
        }
        Optional<Origin> parent = suffixes.isPublicSuffix(origin.host()) ? Optional.empty() : parent(origin);
        while (parent.isPresent() && !suffixes.isPublicSuffix(parent.get().host())) {
            if (PatternParser.labels(parent.get().host()) <= PatternParser.MAX_LABELS) {
                candidates.add(new Subdomains(parent.get()));
            }
            parent = parent(parent.get());
        }
        return candidates;
    }

    /** The origin without its host's first label, under which partial labels that could match it are kept. */
    static Optional<Origin> parent(Origin origin) {
        int dot = origin.host().indexOf('.');
        return origin.isPlainName() && dot > 0 ? origin.withHost(origin.host().substring(dot + 1)) : Optional.empty();
    }

    /** {@code https://app.example.com}. */
    record Exact(Origin origin) implements OriginPattern {
        @Override
        public String text() {
            return origin.toString();
        }

        @Override
        public Origin anchor() {
            return origin;
        }

        @Override
        public boolean matches(Origin other) {
            return origin.equals(other);
        }

        @Override
        public int rank() {
            return 3;
        }

        @Override
        public int literalLength() {
            return origin.host().length();
        }
    }

    /** {@code https://pr-*--app.example.com}: {@code *} is one or more of {@code a-z0-9-} inside the first label. */
    record PartialLabel(String prefix, String suffix, Origin parent) implements OriginPattern {
        @Override
        public String text() {
            return parent.scheme() + "://" + prefix + "*" + suffix + "." + parent.host() + parent.portSuffix();
        }

        @Override
        public Origin anchor() {
            return parent;
        }

        @Override
        public boolean matches(Origin other) {
            if (!OriginPattern.parent(other).map(parent::equals).orElse(false)) {
                return false;
            }
            String label = other.host().substring(0, other.host().indexOf('.'));
            return label.length() > prefix.length() + suffix.length()
                    && label.startsWith(prefix)
                    && label.endsWith(suffix);
        }

        @Override
        public int rank() {
            return 2;
        }

        @Override
        public int literalLength() {
            return prefix.length() + suffix.length() + parent.host().length();
        }
    }

    /** {@code https://*.example.com}: one or more labels before the host, never the host itself. */
    record Subdomains(Origin base) implements OriginPattern {
        @Override
        public String text() {
            return base.scheme() + "://*." + base.host() + base.portSuffix();
        }

        @Override
        public Origin anchor() {
            return base;
        }

        @Override
        public boolean matches(Origin other) {
            return other.isPlainName()
                    && other.scheme().equals(base.scheme())
                    && other.port() == base.port()
                    && other.host().endsWith("." + base.host());
        }

        @Override
        public int rank() {
            return 1;
        }

        @Override
        public int literalLength() {
            return base.host().length();
        }
    }

    /** {@code http://localhost:*}: any port of a loopback host, the default one included. */
    record AnyPort(Origin base) implements OriginPattern {
        @Override
        public String text() {
            return base + ":*";
        }

        @Override
        public Origin anchor() {
            return base;
        }

        @Override
        public boolean matches(Origin other) {
            return other.scheme().equals(base.scheme()) && other.host().equals(base.host());
        }

        @Override
        public int rank() {
            return 0;
        }

        @Override
        public int literalLength() {
            return base.host().length();
        }
    }
}
