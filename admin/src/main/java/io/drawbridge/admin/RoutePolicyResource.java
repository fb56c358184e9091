package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Checked;
import io.drawbridge.registry.RouteRule;
import io.drawbridge.registry.TenantStore.Outcome;
import io.drawbridge.registry.json.RegistryParts;
import java.util.List;
import java.util.Optional;

/**
 * {@code …/route-policy} of the platform, and of a tenant, which narrows it. Its version is that of what holds it, the settings
 * or the profile.
 */
final class RoutePolicyResource {

    private final Propagation propagation;

    RoutePolicyResource(Propagation propagation) {
        this.propagation = propagation;
    }

    AdminAnswer read(AdminRequest request, Owner owner) {
        return AdminAnswer.ok(write(owner.routeRules()), owner.etag().toString());
    }

    AdminAnswer replace(AdminRequest request, Owner owner) {
        Documents.Body body = Documents.read(request);
        Optional<AdminAnswer> refusal = body.refusal()
                .or(() -> Preconditions.refusal(request, owner.etag().toString()));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Checked<List<RouteRule>> rules = RegistryParts.routeRules(body.object().orElseThrow(), owner.widestRules());
        return rules.value()
                .map(r -> write(request, owner, r))
                .orElseGet(() -> Refusal.DOCUMENT.answer(rules.problems()));
    }

    private AdminAnswer write(AdminRequest request, Owner owner, List<RouteRule> rules) {
        Outcome outcome =
                owner.writeRules(rules, request.change(propagation.clock().instant()));
        return Writes.answer(outcome, List.of(), owner.current(), () -> {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.set("routePolicy", write(rules));
            answer.set("inForce", propagation.ofChangeNow());
            return AdminAnswer.ok(answer, owner.etag().next().toString());
        });
    }

    private static ObjectNode write(List<RouteRule> rules) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("routeRules", RouteRuleJson.write(rules));
        return node;
    }
}
