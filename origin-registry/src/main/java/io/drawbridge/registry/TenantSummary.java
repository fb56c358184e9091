package io.drawbridge.registry;

/** What the list of tenants says of one. */
public record TenantSummary(TenantId id, String displayName, Tenant.Status status) {

    /** The summary of a profile. */
    public static TenantSummary of(Tenant tenant) {
        return new TenantSummary(tenant.id(), tenant.displayName(), tenant.status());
    }
}
