package io.drawbridge.registry;

/** How a request names its tenant before any token is read. */
public enum TenantSource {
    /** The first label of the domain name that API Gateway saw. */
    HOST,
    /** The path parameter {@code tenant}. */
    PATH,
    /** The tenant that registered the origin; without Origin, the tenant of the verified token. */
    ORIGIN;

    /** Whether an origin pattern and an issuer each belong to one tenant, because they name it. */
    public boolean claims() {
        return this == ORIGIN;
    }
}
