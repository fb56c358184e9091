package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.AuditEntry;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.json.RegistryParts;
import java.util.Locale;

/** {@code …/audit} and {@code …/audit/{id}}: who changed what of a tenant or of the platform, newest first. */
final class AuditResource {

    private final TenantStore store;
    private final Paging paging;

    AuditResource(TenantStore store, Paging paging) {
        this.store = store;
        this.paging = paging;
    }

    AdminAnswer list(AdminRequest request, Owner owner) {
        return paging.list(request, page -> store.audit(owner.id(), page).map(AuditResource::write));
    }

    AdminAnswer read(AdminRequest request, Owner owner) {
        return store.auditEntry(owner.id(), request.parameter("id"))
                .map(AuditResource::write)
                .map(Paging::whole)
                .orElseGet(Refusal.NOT_FOUND::answer);
    }

    private static ObjectNode write(AuditEntry entry) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", entry.id());
        node.put("at", entry.at().toString());
        node.putObject("by")
                .put("issuer", entry.by().issuer())
                .put("subject", entry.by().subject());
        node.put("requestId", entry.requestId());
        node.put("action", entry.action().name().toLowerCase(Locale.ROOT));
        node.put("resource", entry.resource());
        entry.before().ifPresent(json -> node.set("before", document(json)));
        entry.after().ifPresent(json -> node.set("after", document(json)));
        entry.etag().ifPresent(etag -> node.put("etag", etag.toString()));
        return node;
    }

    private static ObjectNode document(String json) {
        return RegistryParts.object(json).orThrow();
    }
}
