package io.drawbridge.issuer;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a token shall say, true or not.
 *
 * @param issuer the {@code iss} claim
 * @param tenant the {@code tenant} claim; empty leaves it out
 * @param subject the {@code sub} claim
 * @param audiences the {@code aud} claim: a string for one, an array for several, left out for none
 * @param scopes one claim of that name in the singular, joined by spaces; left out for none
 * @param expiresIn from now to {@code exp}; negative for a token that has expired
 * @param algorithm which of the issuer's keys signs; also the {@code alg} header
 * @param claims claims that replace or add to the ones above; a JSON {@code null} removes the claim
 * @param headers headers that replace or add to {@code alg}, {@code kid} and {@code typ}; a JSON {@code null} removes
 *     the header; the signature stays that of {@code algorithm}
 */
public record TokenRequest(
        String issuer,
        Optional<String> tenant,
        String subject,
        List<String> audiences,
        List<String> scopes,
        Duration expiresIn,
        SigningAlgorithm algorithm,
        Map<String, JsonNode> claims,
        Map<String, JsonNode> headers) {

    /** The audience of the example API. */
    public static final String DEFAULT_AUDIENCE = "orders-api";

    /** What the example API's routes ask for. */
    public static final List<String> DEFAULT_SCOPES = List.of("orders:read", "orders:write");

    /** The scope of a platform administrator. */
    public static final String ADMIN_SCOPE = "registry:admin";

    public TokenRequest {
        audiences = List.copyOf(audiences);
        scopes = List.copyOf(scopes);
        // Copies that keep the order, so that one request always yields the same header and payload.
        claims = new LinkedHashMap<>(claims);
        headers = new LinkedHashMap<>(headers);
    }

    /** A valid token of this issuer for ten minutes, no tenant claim, RS256, the defaults above. */
    public static TokenRequest from(String issuer) {
        return new TokenRequest(
                issuer,
                Optional.empty(),
                "alice",
                List.of(DEFAULT_AUDIENCE),
                DEFAULT_SCOPES,
                Duration.ofMinutes(10),
                SigningAlgorithm.RS256,
                Map.of(),
                Map.of());
    }

    /** The same for a platform administrator: no tenant, and the one scope that counts. */
    public TokenRequest asAdministrator() {
        return withSubject("admin").withScopes(List.of(ADMIN_SCOPE));
    }

    /** The same with a tenant claim. */
    public TokenRequest withTenant(String value) {
        return new TokenRequest(
                issuer, Optional.of(value), subject, audiences, scopes, expiresIn, algorithm, claims, headers);
    }

    /** The same with another subject. */
    public TokenRequest withSubject(String value) {
        return new TokenRequest(issuer, tenant, value, audiences, scopes, expiresIn, algorithm, claims, headers);
    }

    /** The same with other audiences. */
    public TokenRequest withAudiences(List<String> value) {
        return new TokenRequest(issuer, tenant, subject, value, scopes, expiresIn, algorithm, claims, headers);
    }

    /** The same with other scopes. */
    public TokenRequest withScopes(List<String> value) {
        return new TokenRequest(issuer, tenant, subject, audiences, value, expiresIn, algorithm, claims, headers);
    }

    /** The same with another time to live, negative for one that is over. */
    public TokenRequest withExpiresIn(Duration value) {
        return new TokenRequest(issuer, tenant, subject, audiences, scopes, value, algorithm, claims, headers);
    }

    /** The same signed with another algorithm. */
    public TokenRequest withAlgorithm(SigningAlgorithm value) {
        return new TokenRequest(issuer, tenant, subject, audiences, scopes, expiresIn, value, claims, headers);
    }

    /** The same with one more claim set, or removed by a JSON {@code null}. */
    public TokenRequest withClaim(String name, JsonNode value) {
        return new TokenRequest(
                issuer, tenant, subject, audiences, scopes, expiresIn, algorithm, plus(claims, name, value), headers);
    }

    /** The same with one more header set, or removed by a JSON {@code null}. */
    public TokenRequest withHeader(String name, JsonNode value) {
        return new TokenRequest(
                issuer, tenant, subject, audiences, scopes, expiresIn, algorithm, claims, plus(headers, name, value));
    }

    private static Map<String, JsonNode> plus(Map<String, JsonNode> map, String name, JsonNode value) {
        Map<String, JsonNode> result = new LinkedHashMap<>(map);
        result.put(name, value);
        return result;
    }
}
