package io.drawbridge.registry;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Why what a page sends as its Origin is not allowed by a tenant's registrations: what is wrong with its form, and the
 * registration that comes nearest, with every difference in words.
 *
 * <p>It explains and decides nothing; what was asked is repaired to find what may have been meant, never to allow it. It knows the
 * registrations of one tenant and nothing of anybody else's.
 *
 * @param form what is wrong with the text as an origin; empty if a browser could send it
 * @param nearest the registration that was probably meant; empty if none comes near
 * @param differences why that one does not allow it; empty if it does, or would but for the form
 */
public record OriginExplanation(List<Problem> form, Optional<RegisteredOrigin> nearest, List<Problem> differences) {

    /** Nearer is better; of equally near ones the most specific is what an administrator would look at. */
    private static final Comparator<OriginGaps.Gaps> NEARER = Comparator.comparingInt(OriginGaps.Gaps::distance)
            .thenComparing(gaps -> gaps.registered().pattern(), OriginPattern.BY_SPECIFICITY.reversed());

    public OriginExplanation {
        form = List.copyOf(form);
        differences = List.copyOf(differences);
    }

    /**
     * Explains one text.
     *
     * @param asked what was sent as the Origin
     * @param registered every registration of one tenant, whatever its status
     */
    public static OriginExplanation of(
            String asked, Collection<RegisteredOrigin> registered, PublicSuffixList suffixes, Instant now) {
        List<Problem> form = OriginDiagnosis.of(asked);
        Optional<OriginGaps.Gaps> nearest =
                OriginRepair.of(asked).flatMap(origin -> nearest(origin, registered, suffixes, now));
        return new OriginExplanation(
                form,
                nearest.map(OriginGaps.Gaps::registered),
                nearest.map(OriginGaps.Gaps::problems).orElse(List.of()));
    }

    private static Optional<OriginGaps.Gaps> nearest(
            Origin asked, Collection<RegisteredOrigin> registered, PublicSuffixList suffixes, Instant now) {
        Optional<RegisteredOrigin> deciding = RegisteredOrigin.mostSpecific(registered, asked, now);
        return deciding.isPresent()
                ? deciding.map(r -> OriginGaps.between(r, asked, suffixes, now))
                : registered.stream()
                        .map(r -> OriginGaps.between(r, asked, suffixes, now))
                        .filter(gaps -> gaps.distance() < OriginGaps.FAR)
                        .min(NEARER);
    }
}
