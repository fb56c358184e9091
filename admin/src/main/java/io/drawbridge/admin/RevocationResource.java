package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Checked;
import io.drawbridge.registry.IdempotencyKey;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.Page;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import io.drawbridge.registry.Revocation;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TenantStore.Outcome;
import io.drawbridge.registry.json.RegistryParts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@code …/revocations} and {@code …/revocations/{id}}: a tenant revokes what is used in its own name, the platform what its
 * issuers vouch for, across tenants.
 *
 * <p>A revocation never changes but for its end, so what it says is its version.
 */
final class RevocationResource {

    private final TenantStore store;
    private final Propagation propagation;
    private final Paging paging;
    private final Creations creations;

    RevocationResource(TenantStore store, Propagation propagation, Paging paging, Creations creations) {
        this.store = store;
        this.propagation = propagation;
        this.paging = paging;
        this.creations = creations;
    }

    /** Those that still refuse anything: the table keeps others for a while. */
    AdminAnswer list(AdminRequest request, Owner owner) {
        Instant now = propagation.clock().instant();
        return paging.list(request, page -> {
            Page<Revocation> revocations = store.revocations(owner.id(), page);
            return new Page<>(
                    revocations.items().stream()
                            .filter(r -> now.isBefore(r.expiresAt()))
                            .map(RevocationJson::write)
                            .toList(),
                    revocations.next());
        });
    }

    AdminAnswer read(AdminRequest request, Owner owner) {
        return find(owner, request.parameter("id"))
                .map(RevocationJson::write)
                .map(Paging::whole)
                .orElseGet(Refusal.NOT_FOUND::answer);
    }

    /** Adds one. The same conditions are the same revocation, so repeating a request does no harm. */
    AdminAnswer add(AdminRequest request, Owner owner) {
        Documents.Body body = Documents.read(request);
        if (body.refusal().isPresent()) {
            return body.refusal().get();
        }
        return creations.answer(
                request,
                owner.id(),
                id -> find(owner, id).map(this::created),
                key -> add(request, owner, body.object().orElseThrow(), key));
    }

    private Optional<AdminAnswer> add(
            AdminRequest request, Owner owner, ObjectNode document, Optional<IdempotencyKey> key) {
        Instant now = propagation.clock().instant();
        List<Issuer> known = owner.known();
        Checked<Revocation> revocation = RegistryParts.revocation(document, owner.id(), known, now);
        if (revocation.value().isEmpty()) {
            return Optional.of(Refusal.DOCUMENT.answer(revocation.problems()));
        }
        Revocation valid = revocation.value().get();
        return SelfGuard.refusal(request, SelfGuard.isOwnToken(request, valid, known, now), "your own token")
                .or(() -> add(valid, owner, store.revoke(valid, request.change(now), key)));
    }

    private Optional<AdminAnswer> add(Revocation revocation, Owner owner, Outcome outcome) {
        if (outcome == Outcome.REPEATED) {
            return Optional.empty();
        }
        if (outcome == Outcome.STALE) {
            return Optional.of(Refusal.CHANGED_MEANWHILE.answer());
        }
        Problem full = Problem.of(
                ProblemCode.TOO_MANY,
                Integer.toString(Revocation.MAX_PER_OWNER + 1),
                "Lift some, or revoke everything issued before an instant.");
        // One of the same conditions may have been there with a later end, which stays.
        return Optional.of(Writes.answer(
                outcome,
                List.of(full),
                () -> created(find(owner, revocation.id()).orElse(revocation))));
    }

    private AdminAnswer created(Revocation revocation) {
        ObjectNode stands = RevocationJson.write(revocation);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("revocation", stands);
        answer.set("inForce", propagation.ofChangeNow());
        return AdminAnswer.created("revocations/" + revocation.id(), answer, Paging.tag(stands));
    }

    AdminAnswer lift(AdminRequest request, Owner owner) {
        Optional<Revocation> found = find(owner, request.parameter("id"));
        if (found.isEmpty()) {
            return Refusal.NOT_FOUND.answer();
        }
        String etag = Paging.tag(RevocationJson.write(found.get()));
        return Preconditions.refusal(request, etag)
                .orElseGet(() -> Writes.answer(
                        store.liftRevocation(
                                found.get(), request.change(propagation.clock().instant())),
                        List.of(),
                        () -> Writes.removed(propagation)));
    }

    private Optional<Revocation> find(Owner owner, String id) {
        Instant now = propagation.clock().instant();
        return store.revocation(owner.id(), id).filter(r -> now.isBefore(r.expiresAt()));
    }
}
