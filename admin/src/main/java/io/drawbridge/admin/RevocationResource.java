package io.drawbridge.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.Checked;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import io.drawbridge.registry.Revocation;
import io.drawbridge.registry.Sha256;
import io.drawbridge.registry.TenantStore;
import io.drawbridge.registry.TenantStore.Outcome;
import io.drawbridge.registry.json.RegistryParts;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code …/revocations} and {@code …/revocations/{id}}: a tenant revokes what is used in its own name, the platform what its
 * issuers vouch for, across tenants.
 */
final class RevocationResource {

    private final TenantStore store;
    private final Propagation propagation;

    RevocationResource(TenantStore store, Propagation propagation) {
        this.store = store;
        this.propagation = propagation;
    }

    AdminAnswer list(AdminRequest request, Owner owner) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("revocations");
        standing(owner).forEach(r -> list.add(RevocationJson.write(r)));
        return AdminAnswer.ok(document, tag(document));
    }

    AdminAnswer read(AdminRequest request, Owner owner) {
        return find(owner, request.parameter("id"))
                .map(RevocationJson::write)
                .map(document -> AdminAnswer.ok(document, tag(document)))
                .orElseGet(Refusal.NOT_FOUND::answer);
    }

    /** Adds one. The same conditions are the same revocation, so repeating a request does no harm. */
    AdminAnswer add(AdminRequest request, Owner owner) {
        Documents.Body body = Documents.read(request);
        if (body.refusal().isPresent()) {
            return body.refusal().get();
        }
        Instant now = propagation.clock().instant();
        List<Issuer> known = owner.known();
        Checked<Revocation> revocation = RegistryParts.revocation(body.object().orElseThrow(), owner.id(), known, now);
        return revocation
                .value()
                .map(r -> SelfGuard.refusal(request, SelfGuard.isOwnToken(request, r, known, now), "your own token")
                        .orElseGet(() -> add(r, owner, request.change(now))))
                .orElseGet(() -> Refusal.DOCUMENT.answer(revocation.problems()));
    }

    private AdminAnswer add(Revocation revocation, Owner owner, Change change) {
        Outcome outcome = store.revoke(revocation, change);
        if (outcome == Outcome.STALE) {
            return Refusal.CHANGED_MEANWHILE.answer();
        }
        Problem full = Problem.of(
                ProblemCode.TOO_MANY,
                Integer.toString(Revocation.MAX_PER_OWNER + 1),
                "Lift some, or revoke everything issued before an instant.");
        return Writes.answer(outcome, List.of(full), () -> {
            // One of the same conditions may have been there with a later end, which stays.
            JsonNode stands = RevocationJson.write(find(owner, revocation.id()).orElse(revocation));
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.set("revocation", stands);
            answer.set("inForce", propagation.ofChangeNow());
            return AdminAnswer.created("revocations/" + revocation.id(), answer, tag(stands));
        });
    }

    AdminAnswer lift(AdminRequest request, Owner owner) {
        Optional<Revocation> found = find(owner, request.parameter("id"));
        if (found.isEmpty()) {
            return Refusal.NOT_FOUND.answer();
        }
        String etag = tag(RevocationJson.write(found.get()));
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

    /** Those that still refuse anything: the table keeps others for a while. */
    private Stream<Revocation> standing(Owner owner) {
        Instant now = propagation.clock().instant();
        return store.revocations(owner.id()).stream().filter(r -> now.isBefore(r.expiresAt()));
    }

    /** A revocation never changes but for its end, so what it says is its version. */
    private static String tag(JsonNode document) {
        return "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(document.toString())) + "\"";
    }
}
