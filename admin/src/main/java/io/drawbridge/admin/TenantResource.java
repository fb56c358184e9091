package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.Checked;
import io.drawbridge.registry.Grant;
import io.drawbridge.registry.PatternRules;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TenantStore.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /admin/tenants/{tenant}}: a tenant's profile; suspending and resuming is a change of its {@code status}. */
final class TenantResource {

    /** More would say the same again. */
    private static final int MOST_ORIGINS_NAMED = 20;

    private final TenantStore store;
    private final PatternRules rules;
    private final Propagation propagation;

    TenantResource(TenantStore store, PatternRules rules, Propagation propagation) {
        this.store = store;
        this.rules = rules;
        this.propagation = propagation;
    }

    AdminAnswer read(AdminRequest request, Stored<Tenant> tenant) {
        return AdminAnswer.ok(TenantJson.write(tenant.value()), tenant.etag().toString());
    }

    AdminAnswer replace(AdminRequest request, Stored<Tenant> current) {
        Documents.Body body = Documents.read(request);
        Optional<AdminAnswer> refusal = body.refusal()
                .or(() -> Preconditions.refusal(request, current.etag().toString()));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Checked<Tenant> replacement = TenantJson.read(body.object().orElseThrow(), current.value());
        if (replacement.value().isEmpty()) {
            return Refusal.DOCUMENT.answer(replacement.problems());
        }
        Tenant tenant = replacement.value().get();
        List<Problem> rights = request.caller().isPlatform() ? List.of() : changedRights(current.value(), tenant);
        if (!rights.isEmpty()) {
            return Refusal.FIELD_RIGHTS.answer(rights);
        }
        List<Problem> origins = tenant.cors().equals(current.value().cors()) ? List.of() : ofOrigins(tenant);
        return origins.isEmpty() ? write(request, tenant, current) : Refusal.DOCUMENT.answer(origins);
    }

    private AdminAnswer write(AdminRequest request, Tenant tenant, Stored<Tenant> current) {
        Change change = request.change(propagation.clock().instant());
        Outcome outcome = store.replaceTenant(tenant, current.etag(), change);
        return Writes.answer(outcome, List.of(), () -> store.tenant(tenant.id()).map(Stored::etag), () -> {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.set("tenant", TenantJson.write(tenant));
            boolean sameGrants = tenant.cors().equals(current.value().cors());
            answer.set(
                    "inForce",
                    sameGrants ? propagation.ofChangeNow() : propagation.ofGrantsChangedNow(grants(current.value())));
            return AdminAnswer.ok(answer, current.etag().next().toString());
        });
    }

    /** What browsers may have been told until now. */
    private List<Grant> grants(Tenant tenant) {
        return store.origins(tenant.id()).stream()
                .map(origin -> origin.value().cors().or(tenant.cors()).toGrant().orThrow())
                .toList();
    }

    /** What only the platform may change, compared with what is there: sending it back unchanged is no change. */
    static List<Problem> changedRights(Tenant current, Tenant replacement) {
        List<Problem> problems = new ArrayList<>();
        if (current.status() != replacement.status()) {
            problems.add(right("status"));
        }
        if (!current.monitorUntil().equals(replacement.monitorUntil())) {
            problems.add(right("monitorUntil"));
        }
        if (!current.usageIdentifierKey().equals(replacement.usageIdentifierKey())) {
            problems.add(right("usageIdentifierKey"));
        }
        if (current.delegateIssuers() != replacement.delegateIssuers()) {
            problems.add(right("delegateIssuers"));
        }
        return problems;
    }

    static Problem right(String field) {
        return Problem.of(ProblemCode.FIELD_RIGHT, field).under("/" + field);
    }

    /** Defaults complete what each origin says; together they must stay a grant, or the next request would be a fault. */
    private List<Problem> ofOrigins(Tenant tenant) {
        return store.origins(tenant.id()).stream()
                .map(Stored::value)
                .flatMap(origin -> problems(tenant, origin))
                .limit(MOST_ORIGINS_NAMED)
                .toList();
    }

    private Stream<Problem> problems(Tenant tenant, RegisteredOrigin origin) {
        Checked<Grant> grant = origin.cors().or(tenant.cors()).toGrant();
        List<Problem> problems = grant.value()
                // Whether a shared suffix was accepted was decided when the origin was registered.
                .map(g -> rules.problems(origin.pattern(), g, true))
                .orElseGet(grant::problems);
        return problems.stream()
                .map(p -> Problem.of(p.code(), origin.pattern().text()).under("/cors"));
    }
}
