package io.drawbridge.authorizer;

import io.drawbridge.authorizer.cors.CorsDecision;
import io.drawbridge.authorizer.cors.RequestOrigin;
import io.drawbridge.authorizer.token.VerifiedToken;
import io.drawbridge.registry.Grant;
import io.drawbridge.registry.Origin;
import io.drawbridge.registry.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The admin API's part of the API, {@code /admin/**}, where other rules hold: the tenant is the one in the path however
 * requests name theirs elsewhere, the token's rights decide and no route rule does, and no tenant's origin counts.
 *
 * <p>What is in it is decided by the resource that API Gateway routed to, never by the path as it was sent.
 *
 * @param origins the origins that browsers may come from, beside the API's own
 */
record AdminRoom(Set<Origin> origins) {

    private static final String RESOURCES = "/admin/";
    private static final String LIST_OF_TENANTS = "/admin/tenants";
    private static final String TENANT_PARAMETER = "tenant";
    private static final Set<String> TENANT_SCOPES = Set.of("registry:read", "registry:write");

    /** The same for each of its origins. No credentials: a bearer token is not one (Fetch, "credentials"). */
    private static final Grant GRANT = new Grant(
            List.of("GET", "HEAD", "POST", "PUT", "DELETE"),
            List.of("authorization", "content-type", "idempotency-key", "if-match", "if-none-match"),
            List.of("allow", "etag", "idempotency-replayed", "link", "location", "retry-after", "x-request-id"),
            false,
            600);

    AdminRoom {
        origins = Set.copyOf(origins);
    }

    static boolean holds(AuthorizerRequest request) {
        return request.resource().startsWith(RESOURCES);
    }

    /** Where a request stands: nobody is named before its token is read, and monitor mode lets nobody in. */
    Standing standing(RequestOrigin origin) {
        Optional<Origin> crossOrigin = origin.crossOrigin();
        if (crossOrigin.isEmpty()) {
            return new Standing.Caller(Optional.empty(), new CorsDecision.NotCors());
        }
        return origins.contains(crossOrigin.get())
                ? new Standing.Caller(Optional.empty(), new CorsDecision.Allowed(crossOrigin.get(), GRANT))
                : new Standing.Nowhere(Reason.ORIGIN_NOT_ALLOWED);
    }

    /**
     * What a request is about.
     *
     * @param tenantInPath the tenant in the path, as it is spelled there; empty for the platform's own resources
     * @param isListOfTenants whether it is the list of tenants, in which everybody finds what is theirs
     */
    record Place(Optional<String> tenantInPath, boolean isListOfTenants) {

        static Place of(AuthorizerRequest request) {
            return new Place(
                    Optional.ofNullable(request.pathParameters().get(TENANT_PARAMETER)),
                    request.resource().equals(LIST_OF_TENANTS));
        }

        /** The tenant that no path names and a verified token may, because it can only list itself. */
        Optional<TenantId> tenantNamedBy(VerifiedToken token) {
            return isListOfTenants && !token.isPlatformAdministrator() ? token.tenant() : Optional.empty();
        }
    }

    /** What a token may do here. */
    enum Right {
        /** Everything: a platform administrator. */
        PLATFORM,
        /** As far as its scopes go, in the name of its own tenant. */
        OWN_TENANT,
        /** Nothing: it is another tenant's, or its tenant is not served. */
        OTHER_TENANT,
        /** Nothing: it has no scope that is any good here. */
        NO_SCOPE
    }

    /**
     * The right of a verified token.
     *
     * @param about the tenant that the request is about as it is spelled; empty for the platform's own resources
     * @param served that tenant, if it exists and is active
     */
    static Right rightOf(VerifiedToken token, Optional<String> about, Optional<TenantId> served) {
        if (token.isPlatformAdministrator()) {
            return Right.PLATFORM;
        }
        if (about.isEmpty()) {
            return Right.NO_SCOPE;
        }
        // An unknown tenant, a suspended one and another one: the same, so that nobody learns which there are.
        if (served.isEmpty() || !served.equals(token.tenant())) {
            return Right.OTHER_TENANT;
        }
        return token.scopes().stream().anyMatch(TENANT_SCOPES::contains) ? Right.OWN_TENANT : Right.NO_SCOPE;
    }
}
