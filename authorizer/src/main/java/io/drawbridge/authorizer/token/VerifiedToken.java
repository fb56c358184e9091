package io.drawbridge.authorizer.token;

import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.TenantId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A token whose signature, times, audience and claims were checked for one request. Made by {@link TokenVerifier} only.
 *
 * @param issuer the record that vouches for it
 * @param subject {@code sub}: 1 to 255 characters, without quote, backslash or control character
 * @param tokenId {@code jti}, in the same form; always there if the record requires it
 * @param tenant whose token it is; empty only for a platform administrator's, which names none
 * @param scopes scope-tokens in the token's order, each once; never {@link #PLATFORM_ADMIN_SCOPE} where a tenant's record
 *     vouches
 * @param issuedAt {@code iat}
 * @param expiresAt {@code exp}
 */
public record VerifiedToken(
        Issuer issuer,
        String subject,
        Optional<String> tokenId,
        Optional<TenantId> tenant,
        Set<String> scopes,
        Instant issuedAt,
        Instant expiresAt) {

    /** The scope of a platform administrator: the only one whose token may name no tenant. */
    public static final String PLATFORM_ADMIN_SCOPE = "registry:admin";

    public VerifiedToken {
        scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
        if (issuer.owner().isPresent() && scopes.contains(PLATFORM_ADMIN_SCOPE)) {
            throw new IllegalArgumentException("a tenant's issuer makes no platform administrators");
        }
    }

    /** Whether it is a platform administrator's. */
    public boolean isPlatformAdministrator() {
        return scopes.contains(PLATFORM_ADMIN_SCOPE);
    }

    /** The issuer record's id alone, because claims do not belong in a log. */
    @Override
    public String toString() {
        return "VerifiedToken[issuer=" + issuer.id() + "]";
    }
}
