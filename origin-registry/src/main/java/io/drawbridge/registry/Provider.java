package io.drawbridge.registry;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Presets for the access tokens of well-known identity providers: each a named set of the settings of {@link TokenProfile},
 * as the provider documents its tokens, and nothing more.
 *
 * <p>Audiences are nobody's to guess, so no preset has any. Claims that a provider documents as optional or configurable are
 * not required.
 */
public enum Provider {
    /**
     * Amazon Cognito user pools: no {@code aud} but {@code client_id}, and {@code token_use} tells an access token from an ID
     * token, which the same keys document publishes keys for. RS256; {@code jti} is in every access token.
     *
     * @see <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html">
     *     Understanding the access token</a>
     */
    COGNITO("client_id", Set.of(SigningAlgorithm.RS256), true, Map.of("token_use", "access"), "scope"),
    /**
     * Auth0, for an API with either access token profile: {@code aud} is a string or an array that also names
     * {@code /userinfo}, {@code scope} is a string. RS256 unless the API says otherwise; {@code jti} is in tokens of the RFC 9068
     * profile only. With roles (RBAC) the {@code permissions} claim can be the scope claim instead.
     *
     * @see <a href="https://auth0.com/docs/secure/tokens/access-tokens/access-token-profiles">Access token profiles</a>
     */
    AUTH0(TokenProfile.AUD, Set.of(SigningAlgorithm.RS256), false, Map.of(), "scope"),
    /**
     * Okta custom authorization servers: {@code aud} is the server's audience, {@code scp} an array, {@code cid} the client,
     * {@code sub} the user's login. RS256 with a {@code jti}. Tokens of the org authorization server are for Okta alone.
     *
     * @see <a href="https://developer.okta.com/docs/api/openapi/okta-oauth/guides/overview/">Access token properties</a>
     */
    OKTA(TokenProfile.AUD, Set.of(SigningAlgorithm.RS256), true, Map.of(), "scp"),
    /**
     * Microsoft Entra ID, v1.0 and v2.0 tokens: {@code aud} is the API's client id (v2.0) or its URI too (v1.0), {@code scp}
     * a string of scopes separated by spaces. RS256; no {@code jti}. Applications that call in their own name have
     * {@code roles} instead of {@code scp}: name that claim for them.
     *
     * @see <a href="https://learn.microsoft.com/en-us/entra/identity-platform/access-token-claims-reference">Access token
     *     claims reference</a>
     */
    ENTRA(TokenProfile.AUD, Set.of(SigningAlgorithm.RS256), false, Map.of(), "scp"),
    /**
     * Keycloak: the claim {@code typ} (not the header) says {@code Bearer} in access tokens, {@code ID} in ID tokens; a
     * {@code jti} is in every one; {@code aud} is whatever audience mappers put there. Realms sign with RS256 unless told otherwise.
     *
     * @see <a href="https://www.keycloak.org/docs/latest/server_admin/#_audience">Server administration, audience support</a>
     */
    KEYCLOAK(TokenProfile.AUD, SigningAlgorithm.DEFAULTS, true, Map.of("typ", "Bearer"), "scope"),
    /**
     * Google: ID tokens, because Google's access tokens are not JWTs. {@code aud} is the client's own id and there are no scopes.
     *
     * <p>An ID token says who signed in at a client, not what that client may do here (OpenID Connect Core 1.0, section 2):
     * whatever gets hold of it can act as the user until it expires. Choose this for a first-party front end alone, whose
     * client id nobody else uses.
     *
     * @see <a href="https://developers.google.com/identity/openid-connect/openid-connect#an-id-tokens-payload">An ID token's
     *     payload</a>
     */
    GOOGLE(TokenProfile.AUD, Set.of(SigningAlgorithm.RS256), false, Map.of(), "scope");

    /** A record of strings, durations and unmodifiable copies of collections, which the checker cannot know. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final TokenProfile profile;

    Provider(
            String audienceClaim,
            Set<SigningAlgorithm> algorithms,
            boolean tokenIdRequired,
            Map<String, String> requiredClaims,
            String scopeClaim) {
        this.profile = new TokenProfile(
                audienceClaim,
                List.of(),
                algorithms,
                false,
                tokenIdRequired,
                requiredClaims,
                Optional.empty(),
                Optional.of(scopeClaim),
                TokenProfile.DEFAULT_CLOCK_SKEW,
                TokenProfile.DEFAULT_LIFETIME);
    }

    /** The provider of a name such as {@code cognito}. */
    public static Optional<Provider> named(String name) {
        return Arrays.stream(values()).filter(p -> p.word().equals(name)).findFirst();
    }

    /** Its name in the registry format. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The settings, without audiences. */
    public TokenProfile profile() {
        return profile;
    }
}
