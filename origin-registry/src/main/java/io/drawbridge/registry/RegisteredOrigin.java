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
 * @param approved what lets it be in force (origin mode); empty where the platform registered it, or it waits
 * @param isShut whether an approval lets it in as disabled; only what waits says so
 */
public record RegisteredOrigin(
        TenantId tenant,
        OriginPattern pattern,
        Status status,
        CorsSettings cors,
        Optional<Instant> expiresAt,
        String description,
        Optional<Approved> approved,
        boolean isShut) {

    public RegisteredOrigin {
        if (isShut && status != Status.PENDING) {
            throw new IllegalArgumentException("what does not wait is let in by nothing");
        }
        if (status == Status.PENDING && approved.isPresent()) {
            throw new IllegalArgumentException("what stands on an approval does not wait for one");
        }
        InvalidValueException.throwIfAny(descriptionProblems(description));
    }

    /** A registration that needs no approval. */
    public RegisteredOrigin(
            TenantId tenant,
            OriginPattern pattern,
            Status status,
            CorsSettings cors,
            Optional<Instant> expiresAt,
            String description) {
        this(tenant, pattern, status, cors, expiresAt, description, Optional.empty(), false);
    }

    /** The same registration with another standing; what waits stands on nothing. */
    public RegisteredOrigin with(Status other, Optional<Approved> standing) {
        boolean waits = other == Status.PENDING;
        return new RegisteredOrigin(
                tenant,
                pattern,
                other,
                cors,
                expiresAt,
                description,
                waits ? Optional.empty() : standing,
                waits && isShut);
    }

    /** The same registration waiting: what was disabled is disabled again when an approval lets it in. */
    public RegisteredOrigin waiting() {
        return waiting(status == Status.DISABLED || isShut);
    }

    private RegisteredOrigin waiting(boolean shut) {
        return new RegisteredOrigin(
                tenant, pattern, Status.PENDING, cors, expiresAt, description, Optional.empty(), shut);
    }

    /** The same registration as what replaces another one: what goes on waiting is let in as that one would have been. */
    public RegisteredOrigin after(RegisteredOrigin before) {
        return status == Status.PENDING ? waiting(before.isShut) : this;
    }

    /** The same registration standing on an approval. */
    public RegisteredOrigin standing(Approved on) {
        boolean waits = status == Status.PENDING;
        return with(waits ? isShut ? Status.DISABLED : Status.ACTIVE : status, Optional.of(on));
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

    /** Whether it counts at all: pending ones, and those that expired or whose approval did, are as good as absent. */
    public boolean isInForce(Instant now) {
        return status != Status.PENDING
                && expiresAt.map(now::isBefore).orElse(true)
                && approved.flatMap(Approved::until).map(now::isBefore).orElse(true);
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
