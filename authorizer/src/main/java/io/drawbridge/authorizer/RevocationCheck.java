package io.drawbridge.authorizer;

import io.drawbridge.authorizer.token.VerifiedToken;
import io.drawbridge.registry.RegistryReader;
import io.drawbridge.registry.RegistryReader.Reading;
import io.drawbridge.registry.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * Holds every verified token against the revocations of the platform and of the request's tenant, at every request and
 * whether its signature was remembered or not.
 */
final class RevocationCheck {

    private final RegistryReader registry;

    RevocationCheck(RegistryReader registry) {
        this.registry = registry;
    }

    /**
     * The sequence numbers that a request's reading gave.
     *
     * @param ofPlatform the platform's
     * @param ofTenant those of the tenant that was read beside it
     */
    record Numbers(long ofPlatform, long ofTenant) {
        static Numbers of(Reading reading) {
            return new Numbers(reading.platformRevocations(), reading.tenantRevocations());
        }
    }

    /**
     * Whether a token is revoked.
     *
     * @param tenant in whose name it is used; empty where no tenant's revocations count
     */
    boolean isRevoked(VerifiedToken token, Optional<TenantId> tenant, Numbers numbers, Instant now) {
        boolean isOfPlatform = token.issuer().owner().isEmpty();
        return (isOfPlatform && isRevokedBy(Optional.empty(), numbers.ofPlatform(), token, now))
                || (tenant.isPresent() && isRevokedBy(tenant, numbers.ofTenant(), token, now));
    }

    private boolean isRevokedBy(Optional<TenantId> owner, long number, VerifiedToken token, Instant now) {
        return registry.readRevocations(owner, number)
                .refuse(token.issuer(), token.subject(), token.tokenId(), token.issuedAt(), now);
    }
}
