package io.drawbridge.admin;

import io.drawbridge.registry.TenantStore;

/** {@code /admin/platform/pending}: what waits for the platform, of all tenants, and who else has it. */
final class PendingResource {

    private final TenantStore store;
    private final Paging paging;

    PendingResource(TenantStore store, Paging paging) {
        this.store = store;
        this.paging = paging;
    }

    AdminAnswer list(AdminRequest request) {
        return paging.list(request, page -> store.pending(page).map(DomainJson::write));
    }
}
