package io.drawbridge.registry.dynamodb;

import io.drawbridge.registry.SigningAlgorithm;
import io.drawbridge.registry.TokenProfile;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The settings of a token profile, among the attributes of its issuer: always in full, whatever preset they came from. */
final class ProfileItem {

    private static final String AUDIENCE_CLAIM = "audienceClaim";
    private static final String AUDIENCES = "audiences";
    private static final String ALGORITHMS = "algorithms";
    private static final String ACCESS_TOKEN_TYPE_REQUIRED = "accessTokenTypeRequired";
    private static final String TOKEN_ID_REQUIRED = "tokenIdRequired";
    private static final String REQUIRED_CLAIMS = "requiredClaims";
    private static final String TENANT_CLAIM = "tenantClaim";
    private static final String SCOPE_CLAIM = "scopeClaim";
    private static final String CLOCK_SKEW = "clockSkewSeconds";
    private static final String LIFETIME = "longestLifetimeSeconds";

    private ProfileItem() {}

    static void write(Values issuer, TokenProfile profile) {
        Values required = new Values();
        profile.requiredClaims().forEach(required::text);
        issuer.text(AUDIENCE_CLAIM, profile.audienceClaim())
                .texts(AUDIENCES, profile.audiences())
                .texts(
                        ALGORITHMS,
                        profile.algorithms().stream()
                                .sorted()
                                .map(SigningAlgorithm::headerName)
                                .toList())
                .flag(ACCESS_TOKEN_TYPE_REQUIRED, profile.accessTokenTypeRequired())
                .flag(TOKEN_ID_REQUIRED, profile.tokenIdRequired())
                .map(REQUIRED_CLAIMS, required)
                .number(CLOCK_SKEW, profile.clockSkew().toSeconds())
                .number(LIFETIME, profile.longestLifetime().toSeconds());
        profile.tenantClaim().ifPresent(c -> issuer.text(TENANT_CLAIM, c));
        profile.scopeClaim().ifPresent(c -> issuer.text(SCOPE_CLAIM, c));
    }

    static TokenProfile read(Attributes issuer) {
        return new TokenProfile(
                issuer.text(AUDIENCE_CLAIM),
                issuer.texts(AUDIENCES),
                algorithms(issuer),
                issuer.flag(ACCESS_TOKEN_TYPE_REQUIRED),
                issuer.flag(TOKEN_ID_REQUIRED),
                requiredClaims(issuer.map(REQUIRED_CLAIMS)),
                issuer.optionalText(TENANT_CLAIM),
                issuer.optionalText(SCOPE_CLAIM),
                Duration.ofSeconds(issuer.number(CLOCK_SKEW)),
                Duration.ofSeconds(issuer.number(LIFETIME)));
    }

    private static Map<String, String> requiredClaims(Attributes map) {
        Map<String, String> claims = new TreeMap<>();
        map.values().keySet().forEach(name -> claims.put(name, map.text(name)));
        return claims;
    }

    private static Set<SigningAlgorithm> algorithms(Attributes issuer) {
        Set<SigningAlgorithm> algorithms = new HashSet<>();
        for (String name : issuer.texts(ALGORITHMS)) {
            algorithms.add(SigningAlgorithm.ofHeader(name)
                    .orElseThrow(() -> issuer.broken("\"" + name + "\" is not an accepted algorithm")));
        }
        return algorithms;
    }
}
