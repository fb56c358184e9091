package io.drawbridge.registry;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An issuer record: whose tokens are trusted, for whom, and how far.
 *
 * <p>Trust belongs to this record, never to an {@code iss} string: what is remembered of keys and verdicts is remembered
 * under the whole record, so any change of it starts afresh. A record of a tenant can only ever yield that tenant; a record
 * of the platform needs a tenant claim.
 *
 * @param owner the tenant whose issuer this is; empty for the platform's
 * @param id the record's name, unique under its owner
 * @param iss the exact value of the token's {@code iss} claim
 * @param jwksUri where its keys are
 * @param audiences at least one; a token must be for one of them
 * @param algorithms at least one
 * @param accessTokenTypeRequired whether the header must say {@code "typ": "at+jwt"} (RFC 9068, section 2.1)
 * @param tenantClaim the claim that names the tenant; always there for the platform's
 * @param scopeClaim the claim that lists scopes; empty means {@code scope}, else {@code scp}
 * @param clockSkew how far clocks may differ, at most 60 s
 * @param longestLifetime the longest accepted time from {@code iat} to {@code exp}, at most 24 h
 * @param enabled whether tokens are accepted at all
 */
public record Issuer(
        Optional<TenantId> owner,
        String id,
        String iss,
        URI jwksUri,
        List<String> audiences,
        Set<SigningAlgorithm> algorithms,
        boolean accessTokenTypeRequired,
        Optional<String> tenantClaim,
        Optional<String> scopeClaim,
        Duration clockSkew,
        Duration longestLifetime,
        boolean enabled) {

    /** The skew of a record that names none. */
    public static final Duration DEFAULT_CLOCK_SKEW = Duration.ofSeconds(60);

    /** The lifetime of a record that names none. */
    public static final Duration DEFAULT_LIFETIME = Duration.ofHours(24);

    /** The most records that one tenant or the platform may have, which bounds its profile and what a request compares. */
    public static final int MAX_PER_OWNER = 20;

    /** The most audiences of one record. */
    static final int MAX_AUDIENCES = 20;

    /** The record, or all problems of its values with pointers of the registry format; {@code jwksUri} as written. */
    public static Checked<Issuer> of(
            Optional<TenantId> owner,
            String id,
            String iss,
            String jwksUri,
            List<String> audiences,
            Set<SigningAlgorithm> algorithms,
            boolean accessTokenTypeRequired,
            Optional<String> tenantClaim,
            Optional<String> scopeClaim,
            Duration clockSkew,
            Duration longestLifetime,
            boolean enabled) {
        List<Problem> problems = IssuerRules.problems(
                owner, id, iss, jwksUri, audiences, algorithms, tenantClaim, scopeClaim, clockSkew, longestLifetime);
        return problems.isEmpty()
                ? new Checked.Valid<>(new Issuer(
                        owner,
                        id,
                        iss,
                        URI.create(jwksUri),
                        audiences,
                        algorithms,
                        accessTokenTypeRequired,
                        tenantClaim,
                        scopeClaim,
                        clockSkew,
                        longestLifetime,
                        enabled))
                : new Checked.Invalid<>(problems);
    }

    /** Whether its tokens or keys come from this machine, which only local mode trusts. */
    public boolean isLocal() {
        return IssuerRules.isLocal(iss) || IssuerRules.isLocal(jwksUri.toString());
    }

    public Issuer {
        audiences = List.copyOf(audiences);
        algorithms = Set.copyOf(algorithms);
        InvalidValueException.throwIfAny(IssuerRules.problems(
                owner,
                id,
                iss,
                jwksUri.toString(),
                audiences,
                algorithms,
                tenantClaim,
                scopeClaim,
                clockSkew,
                longestLifetime));
    }
}
