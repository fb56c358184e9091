package io.drawbridge.registry.json;

import io.drawbridge.registry.Checked;
import io.drawbridge.registry.CorsSettings;
import io.drawbridge.registry.PatternRules;
import io.drawbridge.registry.Platform;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.RouteRule;
import io.drawbridge.registry.Tenant;
import io.drawbridge.registry.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the elements of {@code tenants}. */
final class TenantReader {

    static final String DELEGATE_ISSUERS = "delegateIssuers";

    /** Whose origins and issuers are checked when the document names no tenant; never part of a result. */
    static final TenantId SOMEBODY = new TenantId("somebody");

    private final PolicyReader policies;
    private final RevocationReader revocations;
    private final Platform platform;
    private final OriginReader originReader;
    private final List<Placed<RegisteredOrigin>> origins = new ArrayList<>();
    private final Seen usageKeys = new Seen();

    TenantReader(PatternRules rules, PolicyReader policies, RevocationReader revocations, Platform platform) {
        this.policies = policies;
        this.revocations = revocations;
        this.platform = platform;
        this.originReader = new OriginReader(rules);
    }

    /** Every sound registration read so far, each with the pointer of its pattern. */
    List<Placed<RegisteredOrigin>> origins() {
        return origins;
    }

    /** The profile, if it has no problem; its registrations go to {@link #origins()}. */
    Optional<Tenant> read(Fields fields, Seen ids) {
        int before = fields.problemCount();
        fields.require("id");
        Optional<String> name = fields.text("id");
        TenantId id = name.flatMap(TenantId::parse).orElse(SOMEBODY);
        if (name.isPresent() && TenantId.parse(name.get()).isEmpty()) {
            fields.report("id", Problem.of(ProblemCode.TENANT_ID, name.get()));
        }
        name.ifPresent(n -> ids.add(fields, "id", n));
        CorsSettings cors = CorsFields.read(fields);
        Policy policy = policies.read(fields, Optional.of(id));
        fields.report(RouteRule.wider(policy.routeRules(), platform.routeRules()));
        Optional<String> usageKey = fields.text("usageIdentifierKey");
        Checked<Tenant> tenant = Tenant.of(
                id,
                fields.text("displayName").orElse(id.value()),
                status(fields),
                cors,
                policy.issuers(),
                policy.routeRules(),
                Instants.read(fields, "monitorUntil"),
                usageKey,
                fields.flag(DELEGATE_ISSUERS).orElse(false));
        fields.report(tenant.problems());
        // Two tenants of one key would share the limits of its plan.
        usageKey.ifPresent(key -> usageKeys.addSecret(fields, "usageIdentifierKey", key));
        if (platform.usagePlans() && !fields.has("usageIdentifierKey")) {
            fields.report(List.of(Problem.of(ProblemCode.USAGE_KEY_MISSING, id.value())));
        }
        revocations.read(fields, Optional.of(id));
        Seen patterns = new Seen();
        for (Fields origin : fields.objects("origins")) {
            originReader.read(origin, id, cors, patterns).ifPresent(origins::add);
        }
        fields.refuseOthers();
        return fields.problemCount() == before ? tenant.value() : Optional.empty();
    }

    static Tenant.Status status(Fields fields) {
        Optional<String> status = fields.text("status");
        return switch (status.orElse("active")) {
            case "active" -> Tenant.Status.ACTIVE;
            case "suspended" -> Tenant.Status.SUSPENDED;
            default -> {
                fields.report(
                        "status",
                        Problem.of(ProblemCode.TENANT_STATUS, status.orElseThrow(), "Write active or suspended."));
                yield Tenant.Status.SUSPENDED;
            }
        };
    }
}
