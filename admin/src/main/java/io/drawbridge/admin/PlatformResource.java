package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Checked;
import io.drawbridge.registry.Platform;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TenantStore.Outcome;
import io.drawbridge.registry.json.RegistryParts;
import java.util.List;
import java.util.Optional;

/** {@code /admin/platform}: the settings that hold for every tenant and are no resources of their own. */
final class PlatformResource {

    private final TenantStore store;
    private final Propagation propagation;

    PlatformResource(TenantStore store, Propagation propagation) {
        this.store = store;
        this.propagation = propagation;
    }

    AdminAnswer read(AdminRequest request) {
        Stored<Platform> platform = store.platform();
        return AdminAnswer.ok(write(platform.value()), platform.etag().toString());
    }

    AdminAnswer replace(AdminRequest request) {
        Stored<Platform> current = store.platform();
        Documents.Body body = Documents.read(request);
        Optional<AdminAnswer> refusal = body.refusal()
                .or(() -> Preconditions.refusal(request, current.etag().toString()));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Checked<Platform> settings = RegistryParts.settings(body.object().orElseThrow(), current.value());
        return settings.value()
                .map(s -> write(request, s, current))
                .orElseGet(() -> Refusal.DOCUMENT.answer(settings.problems()));
    }

    private AdminAnswer write(AdminRequest request, Platform settings, Stored<Platform> current) {
        Outcome outcome = store.replacePlatform(
                settings, current.etag(), request.change(propagation.clock().instant()));
        return Writes.answer(
                outcome, List.of(), () -> Optional.of(store.platform().etag()), () -> {
                    ObjectNode answer = JsonNodeFactory.instance.objectNode();
                    answer.set("platform", write(settings));
                    answer.set("inForce", propagation.ofChangeNow());
                    return AdminAnswer.ok(answer, store.platform().etag().toString());
                });
    }

    private static ObjectNode write(Platform platform) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        platform.monitorUntil().ifPresent(t -> node.put("monitorUntil", t.toString()));
        return node.put("usagePlans", platform.usagePlans());
    }
}
