package io.drawbridge.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Change;
import io.drawbridge.registry.Checked;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import io.drawbridge.registry.TenantStore.Outcome;
import io.drawbridge.registry.json.RegistryParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code …/issuers} and {@code …/issuers/{id}} of a tenant and of the platform: read by both, written by the platform, and by a
 * tenant to which the platform has delegated its own.
 *
 * <p>All issuers of one owner have the version of what holds them, its profile or the settings.
 */
final class IssuerResource {

    private static final String ONLY_PLATFORM = "Issuers are the platform's to write: it needs registry:admin.";

    private final IssuerChecks checks;
    private final Propagation propagation;
    private final boolean localMode;

    IssuerResource(IssuerChecks checks, Propagation propagation, boolean localMode) {
        this.checks = checks;
        this.propagation = propagation;
        this.localMode = localMode;
    }

    AdminAnswer list(AdminRequest request, Owner owner) {
        return Paging.whole(owner.issuers().stream().map(IssuerJson::write).toList())
                .with("ETag", owner.etag().toString());
    }

    AdminAnswer read(AdminRequest request, Owner owner) {
        return owner.issuer(request.parameter("id"))
                .map(i -> AdminAnswer.ok(IssuerJson.write(i), owner.etag().toString()))
                .orElseGet(Refusal.NOT_FOUND::answer);
    }

    /** Saves an issuer: a new one without {@code If-Match}, one that is there with its version. */
    AdminAnswer save(AdminRequest request, Owner owner) {
        if (!mayWrite(request, owner)) {
            return Refusal.SCOPE.answer(ONLY_PLATFORM);
        }
        boolean isNew = owner.issuer(request.parameter("id")).isEmpty();
        Documents.Body body = Documents.read(request);
        Optional<AdminAnswer> refusal = body.refusal()
                .or(() -> Preconditions.ofSaving(
                        request,
                        isNew ? Optional.empty() : Optional.of(owner.etag().toString())));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Checked<Issuer> issuer = issuer(body.object().orElseThrow(), owner, request.parameter("id"));
        return issuer.value()
                .map(i -> guarded(request, owner, issuer.value()).orElseGet(() -> write(request, owner, i, isNew)))
                .orElseGet(() -> Refusal.DOCUMENT.answer(issuer.problems()));
    }

    /** Whoever alters the record that vouches for the own token may be locked out by it. */
    private static Optional<AdminAnswer> guarded(AdminRequest request, Owner owner, Optional<Issuer> replacement) {
        boolean isOwn = owner.issuer(request.parameter("id"))
                .map(current -> SelfGuard.isOwnIssuer(request, current, replacement))
                .orElse(false);
        return SelfGuard.refusal(request, isOwn, "the issuer record that vouches for your token");
    }

    /** A tenant's own administrators write its issuers only where the platform has said so. */
    private static boolean mayWrite(AdminRequest request, Owner owner) {
        return request.caller().isPlatform() || owner.delegatesIssuers();
    }

    /** The issuer that a document makes; what it leaves out of its keys' place is looked up when all else is right. */
    private Checked<Issuer> issuer(ObjectNode document, Owner owner, String id) {
        boolean isDiscovered = !document.has("jwksUri");
        ObjectNode whole = isDiscovered ? document.deepCopy().put("jwksUri", Discovery.SOME_JWKS_URI) : document;
        Checked<Issuer> issuer = read(whole, owner, id);
        if (issuer.value().isEmpty() || !isDiscovered) {
            return issuer;
        }
        Checked<String> found = checks.jwksUri(issuer.value().get().iss());
        return found.value()
                .map(uri -> read(document.deepCopy().put("jwksUri", uri), owner, id))
                .orElseGet(() -> new Checked.Invalid<>(found.problems()));
    }

    private Checked<Issuer> read(ObjectNode document, Owner owner, String id) {
        Checked<Issuer> issuer = RegistryParts.issuer(document, owner.id(), id, localMode);
        List<Problem> problems = new ArrayList<>(issuer.problems());
        List<Issuer> others = owner.without(id);
        issuer.value()
                .map(Issuer::iss)
                .filter(iss -> others.stream().anyMatch(o -> o.iss().equals(iss)))
                .ifPresent(iss ->
                        problems.add(Problem.of(ProblemCode.DUPLICATE, iss).under("/iss")));
        if (others.size() >= Issuer.MAX_PER_OWNER) {
            problems.add(Problem.of(
                    ProblemCode.TOO_MANY,
                    Integer.toString(others.size() + 1),
                    "Keep at most " + Issuer.MAX_PER_OWNER + "."));
        }
        return problems.isEmpty() ? issuer : new Checked.Invalid<>(problems);
    }

    private AdminAnswer write(AdminRequest request, Owner owner, Issuer issuer, boolean isNew) {
        List<Problem> warnings = issuer.enabled() ? checks.warnings(issuer) : List.of();
        List<Issuer> issuers = new ArrayList<>(owner.without(issuer.id()));
        issuers.add(issuer);
        Outcome outcome = owner.writeIssuers(issuers, change(request));
        if (outcome == Outcome.STALE && isNew) {
            return Refusal.CHANGED_MEANWHILE.answer();
        }
        return Writes.answer(outcome, claimed(owner, issuer), owner.current(), () -> {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.set("issuer", IssuerJson.write(issuer));
            answer.set("inForce", propagation.ofChangeNow());
            answer.set("warnings", Refusal.list(warnings));
            String etag = owner.etag().next().toString();
            return isNew ? AdminAnswer.created(request.parameter("id"), answer, etag) : AdminAnswer.ok(answer, etag);
        });
    }

    /** Another tenant has this iss, or the platform. */
    private static List<Problem> claimed(Owner owner, Issuer issuer) {
        boolean isReserved = owner.id().isPresent()
                && owner.known().stream()
                        .anyMatch(k -> k.owner().isEmpty() && k.iss().equals(issuer.iss()));
        ProblemCode code = isReserved ? ProblemCode.ISSUER_RESERVED : ProblemCode.ISSUER_CLAIMED;
        return List.of(Problem.of(code, issuer.iss()).under("/iss"));
    }

    AdminAnswer remove(AdminRequest request, Owner owner) {
        String id = request.parameter("id");
        if (!mayWrite(request, owner)) {
            return Refusal.SCOPE.answer(ONLY_PLATFORM);
        }
        if (owner.issuer(id).isEmpty()) {
            return Refusal.NOT_FOUND.answer();
        }
        return Preconditions.refusal(request, owner.etag().toString())
                .or(() -> guarded(request, owner, Optional.empty()))
                .orElseGet(() -> Writes.answer(
                        owner.writeIssuers(owner.without(id), change(request)),
                        List.of(),
                        owner.current(),
                        () -> Writes.removed(propagation)));
    }

    private Change change(AdminRequest request) {
        return request.change(propagation.clock().instant());
    }
}
