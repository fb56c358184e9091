package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Approval;
import io.drawbridge.registry.PendingOrigin;
import io.drawbridge.registry.Stored;
import java.util.List;

/** The wire forms of approvals, and of what waits for one. */
final class DomainJson {

    private DomainJson() {}

    static ObjectNode write(Stored<Approval> stored) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("domain", stored.value().domain());
        stored.value().expiresAt().ifPresent(t -> node.put("expiresAt", t.toString()));
        if (stored.value().isWithdrawn()) {
            node.put("withdrawn", true);
        }
        stored.stamps().ifPresent(stamps -> node.set("approved", OriginJson.stamp(stamps.updated())));
        return node.put("etag", stored.etag().toString());
    }

    static ObjectNode write(PendingOrigin pending) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("tenant", pending.tenant().value());
        node.put("pattern", pending.pattern().text());
        node.put("id", pending.pattern().id());
        node.put("domain", pending.domain());
        node.put("since", pending.since().toString());
        pending.conflict().ifPresent(tenant -> node.put("conflict", tenant.value()));
        return node;
    }

    /** A document without what only the registry writes: saving an approval that was withdrawn half gives it again. */
    static ObjectNode written(ObjectNode document) {
        return document.deepCopy().remove(List.of("withdrawn", "approved", "etag"));
    }
}
