package io.drawbridge.registry.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Approval;
import io.drawbridge.registry.Checked;
import io.drawbridge.registry.CorsSettings;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.PatternRules;
import io.drawbridge.registry.Platform;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Revocation;
import io.drawbridge.registry.RouteRule;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads single parts of a registry as documents of their own, by the readers of the registry file: the same fields, rules and
 * problems, with pointers that start at the part.
 */
public final class RegistryParts {

    private static final String ID = "id";
    private static final String DOMAIN = "domain";

    private static final String BELOW_A_SUFFIX =
            "Everybody can register names below it: approve the domain that one has.";

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

    /** The profile of a new tenant: the same fields, and its id. */
    public static Checked<Tenant> newProfile(ObjectNode document) {
        List<Problem> problems = new ArrayList<>();
        Fields fields = Fields.of(document, "", problems).orElseThrow();
        fields.require(ID);
        Optional<String> name = fields.text(ID);
        Optional<TenantId> id = name.flatMap(TenantId::parse);
        if (name.isPresent() && id.isEmpty()) {
            fields.report(ID, Problem.of(ProblemCode.TENANT_ID, name.get()));
        }
        ObjectNode rest = document.deepCopy();
        rest.remove(ID);
        Checked<Tenant> tenant = profile(rest, blank(id.orElse(TenantReader.SOMEBODY)));
        problems.addAll(tenant.problems());
        return checked(tenant::orThrow, problems);
    }

    private static Tenant blank(TenantId id) {
        return new Tenant(
                id,
                id.value(),
                Tenant.Status.ACTIVE,
                CorsSettings.NONE,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** The platform's settings without what are resources of their own: issuers, route rules and revocations. */
    public static Checked<Platform> settings(ObjectNode document, Platform current) {
        List<Problem> problems = new ArrayList<>();
        Fields fields = Fields.of(document, "", problems).orElseThrow();
        Optional<Instant> monitorUntil = Instants.read(fields, "monitorUntil");
        boolean usagePlans = fields.flag("usagePlans").orElse(false);
        fields.refuseOthers();
        return checked(() -> new Platform(current.issuers(), current.routeRules(), monitorUntil, usagePlans), problems);
    }

    /**
     * A route policy: the one member {@code routeRules}, which must be there, so that an empty document removes none.
     *
     * @param wider the platform's rules, which a tenant's may only narrow; empty for the platform's own
     */
    public static Checked<List<RouteRule>> routeRules(ObjectNode document, List<RouteRule> wider) {
        List<Problem> problems = new ArrayList<>();
        Fields fields = Fields.of(document, "", problems).orElseThrow();
        fields.require("routeRules");
        List<RouteRule> rules = PolicyReader.rules(fields);
        fields.report(RouteRule.wider(rules, wider));
        fields.refuseOthers();
        return checked(() -> rules, problems);
    }

    /**
     * A registration. It may say its {@link OriginPattern#id}, but not another one.
     *
     * @param tenant whose it becomes
     * @param defaults what the tenant grants where it is silent
     */
    public static Checked<RegisteredOrigin> origin(
            ObjectNode document, TenantId tenant, CorsSettings defaults, PatternRules rules) {
        List<Problem> problems = new ArrayList<>();
        Fields fields = Fields.of(document, "", problems).orElseThrow();
        Optional<String> id = fields.text(ID);
        Optional<RegisteredOrigin> origin = new OriginReader(rules)
                .read(fields, tenant, defaults, new Seen())
                .map(Placed::value);
        origin.ifPresent(o -> id.filter(said -> !said.equals(o.pattern().id()))
                .ifPresent(said -> fields.report(ID, Problem.of(ProblemCode.ID_OF_PATH, said))));
        return checked(origin::orElseThrow, problems);
    }

    /**
     * An approval of a domain. It may say the domain again, but not another one.
     *
     * @param suffixes say what a domain is that one can have
     */
    public static Checked<Approval> approval(ObjectNode document, String domain, PublicSuffixList suffixes) {
        List<Problem> problems = new ArrayList<>();
        Fields fields = Fields.of(document, "", problems).orElseThrow();
        fields.text(DOMAIN)
                .filter(said -> !said.equals(domain))
                .ifPresent(said -> fields.report(DOMAIN, Problem.of(ProblemCode.ID_OF_PATH, said)));
        Optional<Instant> expiresAt = Instants.read(fields, "expiresAt");
        Optional<String> whole = OriginPattern.isHost(domain)
                ? Optional.of(suffixes.approvalDomain(
                        OriginPattern.parse("https://" + domain).orThrow()))
                : Optional.empty();
        boolean isEverybodys = whole.map(suffixes::isListed).orElse(false);
        if (isEverybodys || !whole.equals(Optional.of(domain))) {
            Problem problem = whole.map(w -> isEverybodys ? BELOW_A_SUFFIX : "Approve " + w + ".")
                    .map(hint -> Problem.of(ProblemCode.APPROVAL_DOMAIN, domain, hint))
                    .orElseGet(() -> Problem.of(ProblemCode.APPROVAL_DOMAIN, domain));
            fields.report(DOMAIN, problem);
        }
        fields.refuseOthers();
        return checked(() -> new Approval(domain, expiresAt), problems);
    }

    private static <T> Checked<T> checked(Supplier<T> value, List<Problem> problems) {
        return problems.isEmpty() ? new Checked.Valid<>(value.get()) : new Checked.Invalid<>(problems);
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
    static void ownId(Fields fields, String id) {
        fields.text(ID)
                .filter(said -> !said.equals(id))
                .ifPresent(said -> fields.report(ID, Problem.of(ProblemCode.ID_OF_PATH, said)));
    }
}
