package io.drawbridge.admin;

import io.drawbridge.registry.OriginFilter;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.PageRequest;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.TenantStore;
import java.util.List;
import java.util.Optional;

/** Which registrations of one tenant could meet one origin: of those the most specific one alone decides. */
record Overlaps(TenantStore store, PublicSuffixList suffixes) {

    /** One page of the table, and more than anybody reads. */
    private static final int LOOKED_AT = 100;

    /** The patterns that meet a registration, its own left out, as far as one page below its domain tells. */
    List<String> of(RegisteredOrigin origin) {
        OriginPattern pattern = origin.pattern();
        String host = host(pattern);
        OriginFilter around = new OriginFilter(
                Optional.empty(), Optional.of(suffixes.registrableDomain(host).orElse(host)));
        return store.origins(origin.tenant(), around, PageRequest.first(LOOKED_AT)).items().stream()
                .map(Stored::value)
                .map(RegisteredOrigin::pattern)
                .filter(other -> !other.equals(pattern) && meet(pattern, other))
                .map(OriginPattern::text)
                .toList();
    }

    private static String host(OriginPattern pattern) {
        if (pattern instanceof OriginPattern.Exact exact) {
            return exact.origin().host();
        }
        if (pattern instanceof OriginPattern.Subdomains subdomains) {
            return subdomains.base().host();
        }
        return pattern instanceof OriginPattern.PartialLabel partial
                ? partial.parent().host()
                : ((OriginPattern.AnyPort) pattern).base().host();
    }

    /** Whether some origin matches both. */
    static boolean meet(OriginPattern one, OriginPattern other) {
        if (one instanceof OriginPattern.Exact exact) {
            return other.matches(exact.origin());
        }
        if (other instanceof OriginPattern.Exact) {
            return meet(other, one);
        }
        if (one instanceof OriginPattern.PartialLabel partial) {
            return meet(partial, other);
        }
        if (other instanceof OriginPattern.PartialLabel) {
            return meet(other, one);
        }
        return one instanceof OriginPattern.Subdomains a
                && other instanceof OriginPattern.Subdomains b
                && (a.matches(b.base()) || b.matches(a.base()));
    }

    private static boolean meet(OriginPattern.PartialLabel one, OriginPattern other) {
        if (other instanceof OriginPattern.PartialLabel partial) {
            return one.parent().equals(partial.parent())
                    && (one.prefix().startsWith(partial.prefix())
                            || partial.prefix().startsWith(one.prefix()))
                    && (one.suffix().endsWith(partial.suffix())
                            || partial.suffix().endsWith(one.suffix()));
        }
        return other instanceof OriginPattern.Subdomains subdomains
                && (subdomains.base().equals(one.parent()) || subdomains.matches(one.parent()));
    }
}
