package io.drawbridge.registry;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An origin pattern that a tenant registered.
 *
 * @param tenant who registered it
 * @param pattern what it matches
 * @param status whether it allows anything
 * @param cors what it overrides of the tenant's defaults
 * @param expiresAt from when on it counts as absent
 * @param description for people, at most 200 characters, may be empty
 */
public record RegisteredOrigin(
        TenantId tenant,
        OriginPattern pattern,
        Status status,
        CorsSettings cors,
        Optional<Instant> expiresAt,
        String description) {

    public RegisteredOrigin {
        InvalidValueException.throwIfAny(descriptionProblems(description));
    }

    /** The problems of a description: as a text, but it may be empty. */
    public static List<Problem> descriptionProblems(String description) {
        return description.isEmpty() || Texts.isText(description)
                ? List.of()
                : List.of(Problem.of(ProblemCode.TEXT, description).under("/description"));
    }

    /** Whether a registered origin allows anything. */
    public enum Status {
        ACTIVE,
        /** Refuses, and still names its tenant. */
        DISABLED,
        /** Waits for an approval; authorises nothing and holds no claim. */
        PENDING
    }

    /** Whether it counts at all: expired and pending ones are as good as absent. */
    public boolean isInForce(Instant now) {
        return status != Status.PENDING && expiresAt.map(now::isBefore).orElse(true);
    }

    /**
     * The most specific registration in force that matches an origin: it alone decides, so a disabled one refuses even
     * where a wider one would allow.
     */
    public static Optional<RegisteredOrigin> mostSpecific(
            Collection<RegisteredOrigin> registered, Origin origin, Instant now) {
        return registered.stream()
                .filter(r -> r.isInForce(now) && r.pattern().matches(origin))
                .max(Comparator.comparing(RegisteredOrigin::pattern, OriginPattern.BY_SPECIFICITY));
    }
}
