package io.drawbridge.registry.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Checked;
import io.drawbridge.registry.CorsSettings;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import io.drawbridge.registry.Revocation;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads single parts of a registry as documents of their own, by the readers of the registry file: the same fields, rules and
 * problems, with pointers that start at the part.
 */
public final class RegistryParts {

    private static final String ID = "id";

    private RegistryParts() {}

    /** A text as one JSON object of unique names, at whatever depth. */
    public static Checked<ObjectNode> object(String json) {
        List<Problem> problems = new ArrayList<>();
        Optional<JsonNode> root = JsonDocument.parse(json, problems);
        root.ifPresent(node -> Fields.of(node, "", problems));
        return root.isPresent() && problems.isEmpty()
                ? new Checked.Valid<>((ObjectNode) root.get())
                : new Checked.Invalid<>(problems);
    }

    /**
     * A tenant's profile without what are resources of their own: issuers, route rules, origins and revocations.
     *
     * @param current keeps its id, issuers and route rules; everything else is as the document says, or its default
     */
    public static Checked<Tenant> profile(ObjectNode document, Tenant current) {
        List<Problem> problems = new ArrayList<>();
        Fields fields = Fields.of(document, "", problems).orElseThrow();
        ownId(fields, current.id().value());
        Optional<String> displayName = fields.text("displayName");
        Tenant.Status status = TenantReader.status(fields);
        CorsSettings cors = CorsFields.read(fields);
        Optional<Instant> monitorUntil = Instants.read(fields, "monitorUntil");
        Checked<Tenant> tenant = Tenant.of(
                current.id(),
                displayName.orElse(current.id().value()),
                status,
                cors,
                current.issuers(),
                current.routeRules(),
                monitorUntil,
                fields.text("usageIdentifierKey"),
                fields.flag(TenantReader.DELEGATE_ISSUERS).orElse(false));
        fields.report(tenant.problems());
        fields.refuseOthers();
        return problems.isEmpty() ? tenant : new Checked.Invalid<>(problems);
    }

    /**
     * An issuer.
     *
     * @param owner whose it becomes
     * @param id its id
     * @param localMode whether it may be on this machine
     */
    public static Checked<Issuer> issuer(ObjectNode document, Optional<TenantId> owner, String id, boolean localMode) {
        List<Problem> problems = new ArrayList<>();
        ownId(Fields.of(document, "", problems).orElseThrow(), id);
        ObjectNode named = document.deepCopy().put(ID, id);
        Optional<Issuer> issuer = new IssuerReader(localMode)
                .read(Fields.of(named, "", problems).orElseThrow(), owner, new Seen(), new Seen());
        return issuer.isPresent() && problems.isEmpty()
                ? new Checked.Valid<>(issuer.get())
                : new Checked.Invalid<>(problems);
    }

    /**
     * A revocation. One that does not say when it ends does when no token that was issued by now can be in use any more.
     *
     * @param owner whose it becomes
     * @param known every issuer whose tokens can be used in the owner's name
     */
    public static Checked<Revocation> revocation(
            ObjectNode document, Optional<TenantId> owner, List<Issuer> known, Instant now) {
        ObjectNode ending = document.deepCopy();
        if (!document.has("expiresAt") && !document.has("issuedBefore")) {
            ending.put("expiresAt", Revocation.endOfUse(now).toString());
        }
        List<Problem> problems = new ArrayList<>();
        RevocationReader reader = new RevocationReader();
        Optional<Revocation> revocation =
                reader.read(Fields.of(ending, "", problems).orElseThrow(), owner, new HashMap<>());
        problems.addAll(reader.conflicts(known, Set.of()));
        revocation
                .filter(r -> endsBeforeItsTokens(r, now))
                .ifPresent(r -> problems.add(
                        Problem.of(ProblemCode.REVOCATION_END, r.expiresAt().toString())
                                .under("/expiresAt")));
        return revocation.isPresent() && problems.isEmpty()
                ? new Checked.Valid<>(revocation.get())
                : new Checked.Invalid<>(problems);
    }

    /** Without an instant before which they were issued, it meets every token that is there now. */
    private static boolean endsBeforeItsTokens(Revocation revocation, Instant now) {
        return revocation.issuedBefore().isEmpty() && revocation.expiresAt().isBefore(Revocation.endOfUse(now));
    }

    /** The id may be said again; another one would be another part. */
    private static void ownId(Fields fields, String id) {
        fields.text(ID)
                .filter(said -> !said.equals(id))
                .ifPresent(said -> fields.report(ID, Problem.of(ProblemCode.ID_OF_PATH, said)));
    }
}
