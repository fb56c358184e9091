package io.drawbridge.registry.json;

import io.drawbridge.registry.Checked;
import io.drawbridge.registry.CorsSettings;
import io.drawbridge.registry.Grant;
import io.drawbridge.registry.OriginPattern;
import io.drawbridge.registry.PatternRules;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import io.drawbridge.registry.RegisteredOrigin;
import io.drawbridge.registry.RegisteredOrigin.Status;
import io.drawbridge.registry.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the elements of a tenant's {@code origins}. */
final class OriginReader {

    private final PatternRules rules;

    OriginReader(PatternRules rules) {
        this.rules = rules;
    }

    Optional<Placed<RegisteredOrigin>> read(Fields fields, TenantId tenant, CorsSettings defaults, Seen patterns) {
        int before = fields.problemCount();
        fields.require("pattern");
        Optional<String> text = fields.text("pattern");
        text.ifPresent(t -> patterns.add(fields, "pattern", t));
        Status status = status(fields);
        CorsSettings cors = CorsFields.read(fields);
        grant(fields, cors, defaults);
        boolean shared = fields.flag("dangerouslyAllowSharedSuffix").orElse(false);
        Optional<OriginPattern> pattern = text.flatMap(t -> pattern(fields, t, cors.or(defaults), shared));
        var expiresAt = Instants.read(fields, "expiresAt");
        String description = fields.text("description").orElse("");
        fields.report(RegisteredOrigin.descriptionProblems(description));
        fields.refuseOthers();
        return fields.problemCount() == before
                ? pattern.map(p -> new Placed<>(
                        fields.pointer("pattern"),
                        new RegisteredOrigin(tenant, p, status, cors, expiresAt, description)))
                : Optional.empty();
    }

    private Optional<OriginPattern> pattern(Fields fields, String text, CorsSettings effective, boolean shared) {
        Checked<OriginPattern> parsed = OriginPattern.parse(text);
        List<Problem> problems = new ArrayList<>(parsed.problems());
        parsed.value().ifPresent(p -> problems.addAll(rules.problems(p, granted(effective), shared)));
        problems.forEach(p -> fields.report("pattern", p));
        return parsed.value();
    }

    /** The grant as far as it concerns the pattern: whether it gives credentials. */
    private static Grant granted(CorsSettings effective) {
        Grant rest = Grant.DEFAULT;
        return new Grant(
                rest.methods(),
                rest.requestHeaders(),
                rest.exposedHeaders(),
                effective.credentials().orElse(rest.credentials()),
                rest.maxAgeSeconds());
    }

    /** Reports what the overrides make wrong; what the tenant's defaults have wrong by themselves is reported there. */
    private static void grant(Fields fields, CorsSettings cors, CorsSettings defaults) {
        List<Problem> ofDefaults = defaults.toGrant().problems();
        for (Problem problem : cors.or(defaults).toGrant().problems()) {
            if (isSaidIn(cors, problem)) {
                fields.report(CorsFields.NAME, problem);
            } else if (!ofDefaults.contains(problem)) {
                // A * of the defaults that this origin's credentials turn into an ordinary name.
                fields.report(
                        CorsFields.NAME,
                        Problem.of(problem.code(), problem.value()).under("/credentials"));
            }
        }
    }

    private static boolean isSaidIn(CorsSettings cors, Problem problem) {
        String field = problem.pointer().split("/", 3)[1];
        return switch (field) {
            case "methods" -> cors.methods().isPresent();
            case "requestHeaders" -> cors.requestHeaders().isPresent();
            case "exposedHeaders" -> cors.exposedHeaders().isPresent();
            default -> cors.maxAgeSeconds().isPresent();
        };
    }

    private static Status status(Fields fields) {
        Optional<String> status = fields.text("status");
        return switch (status.orElse("active")) {
            case "active" -> Status.ACTIVE;
            case "disabled" -> Status.DISABLED;
            case "pending" -> Status.PENDING;
            default -> {
                fields.report(
                        "status",
                        Problem.of(
                                ProblemCode.TENANT_STATUS, status.orElseThrow(), "Write active, disabled or pending."));
                yield Status.DISABLED;
            }
        };
    }
}
