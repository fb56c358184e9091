package io.drawbridge.registry.json;

import io.drawbridge.registry.Checked;
import io.drawbridge.registry.PatternRules;
import io.drawbridge.registry.Platform;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a whole document: its parts first, then what holds between them. */
final class DocumentReader {

    private final PatternRules rules;
    private final List<Problem> problems = new ArrayList<>();

    DocumentReader(PatternRules rules) {
        this.rules = rules;
    }

    Checked<Registry> read(String json) {
        Optional<Registry> registry = JsonDocument.parse(json, problems)
                .flatMap(root -> Fields.of(root, "", problems))
                .map(this::registry);
        return registry.isPresent() && problems.isEmpty()
                ? new Checked.Valid<>(registry.get())
                : new Checked.Invalid<>(problems);
    }

    private Registry registry(Fields document) {
        document.text("$schema");
        document.require("tenants");
        IssuerReader issuers = new IssuerReader(rules.localMode());
        PolicyReader policies = new PolicyReader(issuers);
        RevocationReader revocations = new RevocationReader();
        Platform platform = document.object("platform")
                .map(f -> platform(f, policies, revocations))
                .orElse(Platform.EMPTY);
        TenantReader tenantReader = new TenantReader(rules, policies, revocations, platform);
        Seen ids = new Seen();
        List<Tenant> tenants = new ArrayList<>();
        for (Fields fields : document.objects("tenants")) {
            tenantReader.read(fields, ids).ifPresent(tenants::add);
        }
        document.refuseOthers();
        problems.addAll(new Conflicts(rules.tenantSource()).find(tenantReader.origins(), issuers.issuers()));
        problems.addAll(revocations.conflicts(
                issuers.issuers().stream().map(Placed::value).toList(), issuers.unsound()));
        List<RegisteredOrigin> origins =
                tenantReader.origins().stream().map(Placed::value).toList();
        return new Registry(
                platform,
                tenants,
                origins,
                revocations.revocations().stream().map(Placed::value).toList());
    }

    private static Platform platform(Fields fields, PolicyReader policies, RevocationReader revocations) {
        Policy policy = policies.read(fields, Optional.empty());
        var monitorUntil = Instants.read(fields, "monitorUntil");
        boolean usagePlans = fields.flag("usagePlans").orElse(false);
        revocations.read(fields, Optional.empty());
        fields.refuseOthers();
        return new Platform(policy.issuers(), policy.routeRules(), monitorUntil, usagePlans);
    }
}
