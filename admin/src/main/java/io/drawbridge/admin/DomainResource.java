package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Activation;
import io.drawbridge.registry.Approval;
import io.drawbridge.registry.Checked;
import io.drawbridge.registry.ETag;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.PatternRules;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import io.drawbridge.registry.Registrar;
import io.drawbridge.registry.Stored;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TenantStore.Outcome;
import io.drawbridge.registry.json.RegistryParts;
import java.util.List;
import java.util.Optional;

/**
 * {@code …/domains} and {@code …/domains/{domain}}: the domains below which a tenant may register by itself, where an origin
 * names its tenant. The tenant reads them, the platform writes them. Elsewhere there are none.
 */
final class DomainResource {

    private static final String ONLY_PLATFORM = "Approvals are the platform's to write: it needs registry:admin.";

    private final TenantStore store;
    private final Registrar registrar;
    private final PatternRules rules;
    private final Propagation propagation;

    DomainResource(TenantStore store, Registrar registrar, PatternRules rules, Propagation propagation) {
        this.store = store;
        this.registrar = registrar;
        this.rules = rules;
        this.propagation = propagation;
    }

    AdminAnswer list(AdminRequest request, Stored<Tenant> tenant) {
        return rules.tenantSource().claims()
                ? Paging.whole(store.approvals(tenant.value().id()).stream()
                        .map(DomainJson::write)
                        .toList())
                : Refusal.NOT_FOUND.answer();
    }

    AdminAnswer read(AdminRequest request, Stored<Tenant> tenant) {
        return find(request, tenant.value().id())
                .map(a -> AdminAnswer.ok(DomainJson.write(a), a.etag().toString()))
                .orElseGet(Refusal.NOT_FOUND::answer);
    }

    /** Approves a domain, or changes until when: a new approval without {@code If-Match}, one that is there with its version. */
    AdminAnswer save(AdminRequest request, Stored<Tenant> tenant) {
        if (!request.caller().isPlatform()) {
            return Refusal.SCOPE.answer(ONLY_PLATFORM);
        }
        if (!rules.tenantSource().claims()) {
            return Refusal.NOT_FOUND.answer();
        }
        Documents.Body body = Documents.read(request);
        Optional<Stored<Approval>> current = find(request, tenant.value().id());
        Optional<AdminAnswer> refusal = body.refusal()
                .or(() -> Preconditions.ofSaving(
                        request, current.map(c -> c.etag().toString())));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Checked<Approval> approval = RegistryParts.approval(
                DomainJson.written(body.object().orElseThrow()), request.parameter("domain"), rules.suffixes());
        return approval.value()
                .map(a -> approve(request, tenant.value().id(), a, current.map(Stored::etag)))
                .orElseGet(() -> Refusal.DOCUMENT.answer(approval.problems()));
    }

    private AdminAnswer approve(AdminRequest request, TenantId tenant, Approval approval, Optional<ETag> etag) {
        Activation activation = registrar.approve(
                tenant, approval, etag, request.change(propagation.clock().instant()));
        Optional<Stored<Approval>> stands = find(request, tenant);
        if (activation.outcome() == Outcome.STALE || activation.outcome() == Outcome.EXISTS) {
            return stands.map(s -> Preconditions.stale(s.etag().toString())).orElseGet(Refusal.STALE::answer);
        }
        Problem full =
                Problem.of(ProblemCode.TOO_MANY, Integer.toString(Approval.MAX_PER_TENANT + 1), "Withdraw some first.");
        return Writes.answer(
                activation.outcome(),
                List.of(full),
                () -> stands.map(s -> {
                            ObjectNode answer = JsonNodeFactory.instance.objectNode();
                            answer.set("approval", DomainJson.write(s));
                            answer.set("inForce", propagation.ofChangeNow());
                            patterns(answer.putArray("activated"), activation.activated());
                            patterns(answer.putArray("conflicts"), activation.conflicts());
                            String version = s.etag().toString();
                            return etag.isEmpty()
                                    ? AdminAnswer.created(approval.domain(), answer, version)
                                    : AdminAnswer.ok(answer, version);
                        })
                        .orElseGet(Refusal.CHANGED_MEANWHILE::answer));
    }

    private static void patterns(ArrayNode array, List<OriginPattern> patterns) {
        patterns.forEach(p -> array.add(p.text()));
    }

    /** Withdraws an approval: what stands on it waits again before this is answered. Interrupted, it is repeated. */
    AdminAnswer withdraw(AdminRequest request, Stored<Tenant> tenant) {
        if (!request.caller().isPlatform()) {
            return Refusal.SCOPE.answer(ONLY_PLATFORM);
        }
        TenantId id = tenant.value().id();
        Optional<Stored<Approval>> found = find(request, id);
        if (found.isEmpty()) {
            return Refusal.NOT_FOUND.answer();
        }
        return Preconditions.refusal(request, found.get().etag().toString()).orElseGet(() -> {
            Outcome outcome = registrar.withdraw(
                    id,
                    found.get().value().domain(),
                    found.get().etag(),
                    request.change(propagation.clock().instant()));
            return outcome == Outcome.STALE
                    ? find(request, id)
                            .map(c -> Preconditions.stale(c.etag().toString()))
                            .orElseGet(Refusal.STALE::answer)
                    : Writes.answer(outcome, List.of(), () -> Writes.removed(propagation));
        });
    }

    private Optional<Stored<Approval>> find(AdminRequest request, TenantId tenant) {
        return store.approvals(tenant).stream()
                .filter(a -> a.value().domain().equals(request.parameter("domain")))
                .findFirst();
    }
}
