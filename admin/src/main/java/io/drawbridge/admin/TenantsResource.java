package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Checked;
import io.drawbridge.registry.IdempotencyKey;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TenantStore.Outcome;
import io.drawbridge.registry.TenantSummary;
import io.drawbridge.registry.json.RegistryParts;
import java.util.List;
import java.util.Optional;

/** {@code /admin/tenants}: the platform sees and adds tenants, a tenant sees itself. */
final class TenantsResource {

    static final String PREFIX = "prefix";

    private final TenantStore store;
    private final Propagation propagation;
    private final Paging paging;
    private final Creations creations;

    TenantsResource(TenantStore store, Propagation propagation, Paging paging, Creations creations) {
        this.store = store;
        this.propagation = propagation;
        this.paging = paging;
        this.creations = creations;
    }

    AdminAnswer list(AdminRequest request) {
        String prefix = request.query().text(PREFIX).orElse("");
        if (request.caller().isPlatform()) {
            return paging.list(request, page -> store.tenants(prefix, page).map(TenantsResource::summary));
        }
        return Paging.whole(request.caller()
                .tenant()
                .filter(id -> id.value().startsWith(prefix))
                .flatMap(store::tenant)
                .map(tenant -> summary(TenantSummary.of(tenant.value())))
                .map(List::of)
                .orElse(List.of()));
    }

    private static ObjectNode summary(TenantSummary tenant) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", tenant.id().value())
                .put("displayName", tenant.displayName())
                .put("status", TenantJson.word(tenant.status()));
    }

    /** Adds a tenant without origins and issuers, which are resources of their own. */
    AdminAnswer add(AdminRequest request) {
        Documents.Body body = Documents.read(request);
        if (body.refusal().isPresent()) {
            return body.refusal().get();
        }
        return creations.answer(request, Optional.empty(), this::made, key -> {
            Checked<Tenant> tenant = RegistryParts.newProfile(body.object().orElseThrow());
            return tenant.value()
                    .map(t -> add(request, t, key))
                    .orElseGet(() -> Optional.of(Refusal.DOCUMENT.answer(tenant.problems())));
        });
    }

    private Optional<AdminAnswer> add(AdminRequest request, Tenant tenant, Optional<IdempotencyKey> key) {
        Outcome outcome =
                store.createTenant(tenant, request.change(propagation.clock().instant()), key);
        if (outcome == Outcome.REPEATED) {
            return Optional.empty();
        }
        return Optional.of(Writes.answer(
                outcome,
                Writes.isThere("/id", tenant.id().value()),
                () -> made(tenant.id().value()).orElseGet(Refusal.CHANGED_MEANWHILE::answer)));
    }

    private Optional<AdminAnswer> made(String id) {
        return TenantId.parse(id).flatMap(store::tenant).map(this::created);
    }

    private AdminAnswer created(Stored<Tenant> tenant) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("tenant", TenantJson.write(tenant.value()));
        answer.set("inForce", propagation.ofChangeNow());
        return AdminAnswer.created(
                "tenants/" + tenant.value().id(), answer, tenant.etag().toString());
    }
}
