package io.drawbridge.issuer;

import java.util.List;
import java.util.Optional;

/**
 * Whoever signs in: nobody has a password here, so it is a choice.
 *
 * @param tenant whose administrator or reader it is; empty for the platform's administrator
 * @param scope the one scope of its tokens
 */
record Account(Optional<String> tenant, String scope) {

    /** What the sign-in form calls each kind. */
    enum Role {
        PLATFORM,
        WRITER,
        READER
    }

    /** The account that was chosen; empty if the choice is none. */
    static Optional<Account> of(String role, String tenant) {
        if (role.equals(Role.PLATFORM.name())) {
            return Optional.of(new Account(Optional.empty(), TokenRequest.ADMIN_SCOPE));
        }
        if (!isTenantId(tenant)) {
            return Optional.empty();
        }
        return switch (role) {
            case "WRITER" -> Optional.of(new Account(Optional.of(tenant), "registry:write"));
            case "READER" -> Optional.of(new Account(Optional.of(tenant), "registry:read"));
            default -> Optional.empty();
        };
    }

    /** What {@code drawbridge token} would mint for it. */
    TokenRequest accessToken(String issuer) {
        TokenRequest request = TokenRequest.from(issuer);
        return tenant.map(id -> request.withTenant(id).withScopes(List.of(scope)))
                .orElseGet(request::asAdministrator);
    }

    private static boolean isTenantId(String text) {
        try {
            return !IssuerName.tenant(text).path().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
