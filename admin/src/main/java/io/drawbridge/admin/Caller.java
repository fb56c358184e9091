package io.drawbridge.admin;

import io.drawbridge.registry.TenantId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks, as the authorizer's context says it: the platform, or one tenant as far as its token's scopes go.
 *
 * <p>The authorizer passes {@code registry:admin} on only from a record of the platform, and of a tenant's token only the
 * tenant of the path. Both are looked at again here, so that a route that forgot its authorizer gives nothing away.
 *
 * @param tenant whose token it is; empty for a platform administrator's, and for nobody's
 * @param scopes the token's scopes
 * @param issuer the token's {@code iss}
 * @param subject its {@code sub}
 * @param token what else its token says
 */
record Caller(Optional<TenantId> tenant, Set<String> scopes, String issuer, String subject, OwnToken token) {

    private static final String ADMIN = "registry:admin";
    private static final String WRITE = "registry:write";
    private static final String READ = "registry:read";

    Caller {
        scopes = Set.copyOf(scopes);
    }

    /** Reads the authorizer's context; what is not there grants nothing. */
    static Caller of(Map<String, String> context) {
        return new Caller(
                TenantId.parse(context.getOrDefault("tenantId", "")),
                new HashSet<>(List.of(context.getOrDefault("scopes", "").split(" ", -1))),
                context.getOrDefault("issuer", ""),
                context.getOrDefault("subject", ""),
                OwnToken.UNREADABLE);
    }

    /** The same with what its token says. */
    Caller bearing(OwnToken own) {
        return new Caller(tenant, scopes, issuer, subject, own);
    }

    /** Whether it is a platform administrator, who may read and write everything. */
    boolean isPlatform() {
        return scopes.contains(ADMIN);
    }

    /** Whether a tenant's resources are its own, or any are. */
    boolean mayEnter(TenantId id) {
        return isPlatform() || tenant.equals(Optional.of(id));
    }

    /** Whether it may read where it may enter; who may write may read, because a write needs the version it replaces. */
    boolean mayRead() {
        return isPlatform() || List.of(READ, WRITE).stream().anyMatch(scopes::contains);
    }

    /** Whether it may write where it may enter. */
    boolean mayWrite() {
        return isPlatform() || scopes.contains(WRITE);
    }
}
