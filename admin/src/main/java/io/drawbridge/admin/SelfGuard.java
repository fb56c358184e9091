package io.drawbridge.admin;

import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.Origin;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Revocation;
import io.drawbridge.registry.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps an administrator from sawing off the branch: what would end the very access by which a request came needs
 * {@code ?confirm=self}.
 */
final class SelfGuard {

    static final String PARAMETER = "confirm";

    private static final String SELF = "self";

    private SelfGuard() {}

    /**
     * The answer to a request that would do that and does not say that it knows.
     *
     * @param would whether it would
     * @param what names the access
     */
    static Optional<AdminAnswer> refusal(AdminRequest request, boolean would, String what) {
        Optional<String> said = request.query().text(PARAMETER);
        if (said.isPresent() && !said.get().equals(SELF)) {
            Problem problem =
                    Problem.of(ProblemCode.PARAMETER_VALUE, PARAMETER + "=" + said.get(), "Write confirm=self.");
            return Optional.of(Refusal.PARAMETER.answer(List.of(problem)));
        }
        return would && said.isEmpty()
                ? Optional.of(Refusal.CONFIRM_SELF.answer(
                        "It is " + what + ". If you have another way in, repeat the request with ?confirm=self."))
                : Optional.empty();
    }

    /** Whether the registration that lets the request's own page in would let it in no longer, or for a shorter time. */
    static boolean isOwnOrigin(
            AdminRequest request, RegisteredOrigin current, Optional<RegisteredOrigin> replacement, Instant now) {
        boolean isOwn = request.headers().lines("origin").stream()
                .flatMap(line -> Origin.parse(line).stream())
                .anyMatch(current.pattern()::matches);
        return isOwn
                && allows(current, now)
                && !replacement.filter(r -> isAsGood(r, current, now)).isPresent();
    }

    private static boolean isAsGood(RegisteredOrigin replacement, RegisteredOrigin current, Instant now) {
        Instant end = current.expiresAt().orElse(Instant.MAX);
        return allows(replacement, now)
                && !replacement.expiresAt().orElse(Instant.MAX).isBefore(end);
    }

    private static boolean allows(RegisteredOrigin origin, Instant now) {
        return origin.status() == RegisteredOrigin.Status.ACTIVE && origin.isInForce(now);
    }

    /** Whether the record that vouched for the request's own token would be another one, or none. */
    static boolean isOwnIssuer(AdminRequest request, Issuer current, Optional<Issuer> replacement) {
        return current.iss().equals(request.caller().issuer())
                && current.enabled()
                && !replacement.equals(Optional.of(current));
    }

    /**
     * Whether a revocation names the request's own token, where it would hold against it: a tenant's never holds against the
     * platform's administrators.
     *
     * @param known every issuer whose tokens can be used in the owner's name
     */
    static boolean isOwnToken(AdminRequest request, Revocation revocation, List<Issuer> known, Instant now) {
        Caller caller = request.caller();
        Optional<TenantId> heldAgainst = caller.isPlatform() ? Optional.empty() : caller.tenant();
        return revocation.owner().equals(heldAgainst)
                && known.stream()
                        .filter(i -> i.iss().equals(caller.issuer()))
                        .anyMatch(i -> revocation.refuses(
                                i,
                                caller.subject(),
                                caller.token().id(),
                                caller.token().issuedAt(),
                                now));
    }
}
