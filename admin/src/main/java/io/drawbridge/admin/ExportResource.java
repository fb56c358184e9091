package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.OriginFilter;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantStore;

/**
 * {@code …/export}: a whole tenant as one import takes it, page after page: the profile with issuers and route rules first, then
 * its origins. Revocations and approvals are no part of it, and the usage key is masked.
 */
final class ExportResource {

    /** As many as the store gives at once, or what is in one megabyte of the table. */
    private static final int ORIGINS_OF_A_PAGE = 1000;

    private final TenantStore store;
    private final OriginAnswers origins;
    private final Paging paging;

    ExportResource(TenantStore store, OriginAnswers origins, Paging paging) {
        this.store = store;
        this.origins = origins;
        this.paging = paging;
    }

    AdminAnswer read(AdminRequest request, Stored<Tenant> tenant) {
        boolean isFirst = request.query().text(Paging.CURSOR).isEmpty();
        return paging.page(
                request,
                ORIGINS_OF_A_PAGE,
                page -> store.origins(tenant.value().id(), OriginFilter.NONE, page),
                page -> {
                    ObjectNode document = JsonNodeFactory.instance.objectNode();
                    if (isFirst) {
                        document.set("tenant", TenantJson.writeWhole(tenant.value()));
                    }
                    ArrayNode list = document.putArray("origins");
                    page.items().forEach(o -> list.add(origins.document(o)));
                    return document;
                });
    }
}
