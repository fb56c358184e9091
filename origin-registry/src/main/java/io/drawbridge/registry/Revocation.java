package io.drawbridge.registry;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A revocation: it refuses the tokens that meet every condition it names, until it expires.
 *
 * <p>A tenant's revocation holds for requests in that tenant's name, whoever issued the token. The platform's holds for every
 * tenant, and only for tokens that a platform issuer vouches for: what tenants trust of their own is theirs to revoke.
 *
 * @param owner the tenant whose revocation this is; empty for the platform's
 * @param issuer the {@code iss} of the tokens; always there beside a subject or token id, which mean something under their
 *     issuer only (RFC 7519, sections 4.1.2 and 4.1.7)
 * @param subject their {@code sub}
 * @param tokenId their {@code jti}
 * @param issuedBefore tokens issued before it
 * @param expiresAt from when on it refuses nothing, in whole seconds
 */
public record Revocation(
        Optional<TenantId> owner,
        Optional<String> issuer,
        Optional<String> subject,
        Optional<String> tokenId,
        Optional<Instant> issuedBefore,
        Instant expiresAt) {

    /** The most revocations of one tenant or the platform, which bounds what an authorizer reads and remembers. */
    public static final int MAX_PER_OWNER = 10_000;

    /** How long after its issue a token of any issuer record is accepted at most: lifetime, and the skew of clocks. */
    public static final Duration LONGEST_USE = TokenProfile.DEFAULT_LIFETIME.plus(TokenProfile.DEFAULT_CLOCK_SKEW);

    public Revocation {
        expiresAt = wholeSeconds(expiresAt);
        InvalidValueException.throwIfAny(
                RevocationRules.problems(issuer, subject, tokenId, issuedBefore, Optional.of(expiresAt)));
    }

    /**
     * The revocation, or all problems of its values with pointers of the registry format.
     *
     * @param expiresAt empty for when no token issued before {@code issuedBefore} can be in use any more
     */
    public static Checked<Revocation> of(
            Optional<TenantId> owner,
            Optional<String> issuer,
            Optional<String> subject,
            Optional<String> tokenId,
            Optional<Instant> issuedBefore,
            Optional<Instant> expiresAt) {
        Optional<Instant> end = expiresAt.or(() -> issuedBefore.map(RevocationRules::earliestEnd));
        List<Problem> problems = RevocationRules.problems(issuer, subject, tokenId, issuedBefore, end);
        return problems.isEmpty()
                ? new Checked.Valid<>(new Revocation(owner, issuer, subject, tokenId, issuedBefore, end.orElseThrow()))
                : new Checked.Invalid<>(problems);
    }

    /** From when on no token that was issued before an instant can be in use: 24 h and 60 s later. */
    public static Instant endOfUse(Instant issuedBefore) {
        return wholeSeconds(issuedBefore.plus(LONGEST_USE));
    }

    /** Its name under its owner: the same conditions always have the same one. 43 characters of base64url. */
    public String id() {
        // No condition holds a control character, so the lines cannot be mistaken for one another.
        String conditions = String.join(
                "\n",
                issuer.orElse(""),
                subject.orElse(""),
                tokenId.orElse(""),
                issuedBefore.map(Instant::toString).orElse(""));
        byte[] hash = Sha256.of(conditions);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    /**
     * Whether it refuses a token whose claims were verified.
     *
     * @param record the issuer record that vouches for the token; a platform's revocation never meets a tenant's record
     * @param sub its {@code sub}
     * @param jti its {@code jti}, if it has one
     * @param issuedAt its {@code iat}. The issuer's clock may be ahead by the record's skew, so a token counts as issued that
     *     much earlier than it says: rather one too many is refused
     */
    public boolean refuses(Issuer record, String sub, Optional<String> jti, Instant issuedAt, Instant now) {
        return now.isBefore(expiresAt)
                && (owner.isPresent() || record.owner().isEmpty())
                && issuer.map(record.iss()::equals).orElse(true)
                && subject.map(sub::equals).orElse(true)
                && (tokenId.isEmpty() || tokenId.equals(jti))
                && issuedBefore
                        .map(issuedAt.minus(record.profile().clockSkew())::isBefore)
                        .orElse(true);
    }

    /** Rounded up, because the table's time to live is in seconds. */
    private static Instant wholeSeconds(Instant instant) {
        Instant whole = instant.truncatedTo(ChronoUnit.SECONDS);
        return whole.equals(instant) ? whole : whole.plusSeconds(1);
    }
}
