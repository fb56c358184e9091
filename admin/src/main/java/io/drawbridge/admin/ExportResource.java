package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.OriginFilter;
import io.drawbridge.registry.Page;
import io.drawbridge.registry.PageRequest;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantStore;
import java.util.Optional;

/**
 * {@code …/export}: a whole tenant as one import takes it, page after page: the profile with issuers and route rules first, then
 * its origins. Revocations and approvals are no part of it, and the usage key is masked.
 */
final class ExportResource {

    /** As many as the store gives at once, or what is in one megabyte of the table. */
    private static final int ORIGINS_OF_A_PAGE = 1000;

    private static final String CHANGED =
            "The profile was written or an import committed since the first page: begin again.";

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
        String version = tenant.etag() + "\n";
        Optional<String> place = paging.place(request);
        if (place.isPresent() && !place.get().startsWith(version)) {
            return Refusal.CHANGED_MEANWHILE.answer(CHANGED);
        }
        AdminAnswer answer = paging.page(request, ORIGINS_OF_A_PAGE, page -> page(tenant, version, page), page -> {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            if (isFirst) {
                document.set("tenant", TenantJson.writeWhole(tenant.value()));
            }
            ArrayNode list = document.putArray("origins");
            page.items().forEach(o -> list.add(origins.document(o)));
            return document;
        });
        boolean isSame = store.tenant(tenant.value().id())
                .map(now -> now.etag().equals(tenant.etag()))
                .orElse(false);
        return isSame ? answer : Refusal.CHANGED_MEANWHILE.answer(CHANGED);
    }

    /** Places hold the profile's version, which an import changes: pages of two versions would make a tenant that never was. */
    private Page<Stored<RegisteredOrigin>> page(Stored<Tenant> tenant, String version, PageRequest page) {
        PageRequest own = new PageRequest(page.limit(), page.after().map(a -> a.substring(version.length())));
        Page<Stored<RegisteredOrigin>> found = store.origins(tenant.value().id(), OriginFilter.NONE, own);
        return new Page<>(found.items(), found.next().map(next -> version + next));
    }
}
