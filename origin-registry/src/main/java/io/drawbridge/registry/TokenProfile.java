package io.drawbridge.registry;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the tokens of one issuer must look like to be accepted.
 *
 * <p>Settings as they were written: their rules are checked by the {@link Issuer} that they are part of, so a profile on its
 * own may be incomplete, as those of {@link Provider} are, which name no audience.
 *
 * @param audienceClaim the claim that says whom a token is for: {@code aud}, or {@code client_id} where access tokens have no
 *     {@code aud}. Another claim than {@code aud} must be a string
 * @param audiences at least one; a token must be for one of them
 * @param algorithms at least one
 * @param accessTokenTypeRequired whether the header must say {@code "typ": "at+jwt"} (RFC 9068, section 2.1)
 * @param tokenIdRequired whether a token must have a {@code jti} (RFC 7519, section 4.1.7), so that single ones can be revoked
 * @param requiredClaims claims that must be there as strings, each with its exact value
 * @param tenantClaim the claim that names the tenant; always there for the platform's
 * @param scopeClaim the claim that lists scopes; empty means {@code scope}, else {@code scp}
 * @param clockSkew how far clocks may differ, at most 60 s
 * @param longestLifetime the longest accepted time from {@code iat} to {@code exp}, at most 24 h
 */
public record TokenProfile(
        String audienceClaim,
        List<String> audiences,
        Set<SigningAlgorithm> algorithms,
        boolean accessTokenTypeRequired,
        boolean tokenIdRequired,
        Map<String, String> requiredClaims,
        Optional<String> tenantClaim,
        Optional<String> scopeClaim,
        Duration clockSkew,
        Duration longestLifetime) {

    /** The claim of RFC 7519, section 4.1.3. */
    public static final String AUD = "aud";

    /** The skew of a profile that names none, and the longest one there is. */
    public static final Duration DEFAULT_CLOCK_SKEW = Duration.ofSeconds(60);

    /** The lifetime of a profile that names none, and the longest one there is. */
    public static final Duration DEFAULT_LIFETIME = Duration.ofHours(24);

    /** What an issuer accepts that says nothing but its audiences, which have no default. */
    public static final TokenProfile DEFAULT = new TokenProfile(
            AUD,
            List.of(),
            SigningAlgorithm.DEFAULTS,
            false,
            false,
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            DEFAULT_CLOCK_SKEW,
            DEFAULT_LIFETIME);

    /** The most audiences of one record. */
    static final int MAX_AUDIENCES = 20;

    /** The most claims with a required value. */
    static final int MAX_REQUIRED_CLAIMS = 10;

    public TokenProfile {
        audiences = List.copyOf(audiences);
        algorithms = Set.copyOf(algorithms);
        requiredClaims = Collections.unmodifiableMap(new TreeMap<>(requiredClaims));
    }

    /** The same for these audiences. */
    public TokenProfile withAudiences(Collection<String> values) {
        return new TokenProfile(
                audienceClaim,
                List.copyOf(values),
                algorithms,
                accessTokenTypeRequired,
                tokenIdRequired,
                requiredClaims,
                tenantClaim,
                scopeClaim,
                clockSkew,
                longestLifetime);
    }

    /** The same with this tenant claim. */
    public TokenProfile withTenantClaim(Optional<String> claim) {
        return new TokenProfile(
                audienceClaim,
                audiences,
                algorithms,
                accessTokenTypeRequired,
                tokenIdRequired,
                requiredClaims,
                claim,
                scopeClaim,
                clockSkew,
                longestLifetime);
    }
}
