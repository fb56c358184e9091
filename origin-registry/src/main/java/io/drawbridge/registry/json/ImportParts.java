package io.drawbridge.registry.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.registry.Checked;
import io.drawbridge.registry.CorsSettings;
import io.drawbridge.registry.ImportJob;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.PatternRules;
import io.drawbridge.registry.Platform;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.RouteRule;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads what an import of a whole tenant is made of, by the readers of the registry file: its profile with issuers and route
 * rules, and its registrations part by part.
 */
public final class ImportParts {

    private static final String ID = "id";
    private static final String ISSUERS = "issuers";
    private static final String ROUTE_RULES = "routeRules";
    private static final String ORIGINS = "origins";

    private ImportParts() {}

    /**
     * A whole profile. Issuers and route rules must be there, so that a document of a profile alone removes none.
     *
     * @param platform its rules may only be narrowed, its issuers are nobody else's
     * @param localMode whether issuers may be on this machine
     */
    public static Checked<Tenant> profile(ObjectNode document, TenantId id, Platform platform, boolean localMode) {
        List<Problem> problems = new ArrayList<>();
        Fields fields = Fields.of(document, "", problems).orElseThrow();
        RegistryParts.ownId(fields, id.value());
        fields.require(ISSUERS);
        fields.require(ROUTE_RULES);
        Optional<String> displayName = fields.text("displayName");
        Tenant.Status status = TenantReader.status(fields);
        CorsSettings cors = CorsFields.read(fields);
        IssuerReader issuers = new IssuerReader(localMode);
        Policy policy = new PolicyReader(issuers).read(fields, Optional.of(id));
        fields.report(RouteRule.wider(policy.routeRules(), platform.routeRules()));
        Set<String> reserved = platform.issuers().stream().map(Issuer::iss).collect(Collectors.toSet());
        issuers.issuers().stream()
                .filter(i -> reserved.contains(i.value().iss()))
                .forEach(i -> problems.add(
                        Problem.of(ProblemCode.ISSUER_RESERVED, i.value().iss()).under(i.pointer())));
        Optional<Instant> monitorUntil = Instants.read(fields, "monitorUntil");
        Checked<Tenant> tenant = Tenant.of(
                id,
                displayName.orElse(id.value()),
                status,
                cors,
                policy.issuers(),
                policy.routeRules(),
                monitorUntil,
                fields.text(DocumentWriter.USAGE_KEY),
                fields.flag(TenantReader.DELEGATE_ISSUERS).orElse(false));
        fields.report(tenant.problems());
        fields.refuseOthers();
        return problems.isEmpty() ? tenant : new Checked.Invalid<>(problems);
    }

    /**
     * The registrations of one part, each checked with the defaults of the profile that it comes with. One may say its id, but
     * not another one's.
     *
     * @param profile what the tenant's profile becomes
     */
    public static Checked<List<RegisteredOrigin>> origins(ObjectNode document, Tenant profile, PatternRules rules) {
        List<Problem> problems = new ArrayList<>();
        Fields fields = Fields.of(document, "", problems).orElseThrow();
        fields.require(ORIGINS);
        OriginReader reader = new OriginReader(rules);
        Seen patterns = new Seen();
        List<RegisteredOrigin> origins = new ArrayList<>();
        List<Fields> all = fields.objects(ORIGINS);
        // More of them than may be are not worth looking at one by one.
        if (all.size() > ImportJob.MAX_PART) {
            fields.report(
                    ORIGINS,
                    Problem.of(
                            ProblemCode.TOO_MANY,
                            Integer.toString(all.size()),
                            "Keep at most " + ImportJob.MAX_PART + ", and send the others as parts of their own."));
            return new Checked.Invalid<>(problems);
        }
        all.forEach(o -> origin(o, profile, rules, reader, patterns).ifPresent(origins::add));
        fields.refuseOthers();
        return problems.isEmpty() ? new Checked.Valid<>(origins) : new Checked.Invalid<>(problems);
    }

    private static Optional<RegisteredOrigin> origin(
            Fields fields, Tenant profile, PatternRules rules, OriginReader reader, Seen patterns) {
        Optional<String> id = fields.text(ID);
        Optional<RegisteredOrigin> origin =
                reader.read(fields, profile.id(), profile.cors(), patterns).map(Placed::value);
        origin.flatMap(o -> id.filter(said -> !said.equals(o.pattern().id())))
                .ifPresent(said -> fields.report(ID, Problem.of(ProblemCode.ID_OF_PATH, said)));
        boolean waits = origin.filter(o -> o.status() == RegisteredOrigin.Status.PENDING)
                .isPresent();
        if (waits && !rules.tenantSource().claims()) {
            fields.report(
                    "status",
                    Problem.of(
                            ProblemCode.TENANT_STATUS,
                            "pending",
                            "Write active or disabled: nothing waits where an origin does not name its tenant."));
        }
        return origin;
    }
}
