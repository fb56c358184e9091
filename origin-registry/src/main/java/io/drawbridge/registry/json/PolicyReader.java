package io.drawbridge.registry.json;

import io.drawbridge.registry.Checked;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import io.drawbridge.registry.RouteRule;
import io.drawbridge.registry.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the {@code issuers} and {@code routeRules} of the platform or of a tenant. */
final class PolicyReader {

    private static final String ROUTE_RULES = "routeRules";
    private static final String SOME_GREEDY_RESOURCE = "/{proxy+}";

    private final IssuerReader issuerReader;

    PolicyReader(IssuerReader issuerReader) {
        this.issuerReader = issuerReader;
    }

    /** The policy; of each list nothing if one of its elements has a problem. */
    Policy read(Fields fields, Optional<TenantId> owner) {
        int before = fields.problemCount();
        List<Issuer> read = new ArrayList<>();
        Seen ids = new Seen();
        Seen values = new Seen();
        for (Fields issuer : fields.objects("issuers")) {
            issuerReader.read(issuer, owner, ids, values).ifPresent(read::add);
        }
        tooMany(fields, "issuers", read.size(), Issuer.MAX_PER_OWNER);
        List<Issuer> sound = fields.problemCount() == before ? read : List.of();
        return new Policy(sound, rules(fields));
    }

    /** The rules; nothing if one of them has a problem. */
    static List<RouteRule> rules(Fields fields) {
        int before = fields.problemCount();
        List<RouteRule> rules = new ArrayList<>();
        for (Fields rule : fields.objects(ROUTE_RULES)) {
            rule(rule).ifPresent(rules::add);
        }
        tooMany(fields, ROUTE_RULES, rules.size(), RouteRule.MAX_PER_OWNER);
        return fields.problemCount() == before ? rules : List.of();
    }

    private static void tooMany(Fields fields, String name, int size, int most) {
        if (size > most) {
            fields.report(name, Problem.of(ProblemCode.TOO_MANY, Integer.toString(size), "Keep at most " + most + "."));
        }
    }

    private static Optional<RouteRule> rule(Fields fields) {
        int before = fields.problemCount();
        fields.require("methods");
        fields.require("resource");
        Optional<Fields> scopes = fields.object("scopes");
        Checked<RouteRule> rule = RouteRule.of(
                fields.texts("methods").orElse(List.of("GET")),
                fields.text("resource").orElse(SOME_GREEDY_RESOURCE),
                fields.text("path"),
                scopes.flatMap(s -> s.texts("all")).orElse(List.of()),
                scopes.flatMap(s -> s.texts("any")).orElse(List.of()));
        fields.report(rule.problems());
        scopes.ifPresent(Fields::refuseOthers);
        fields.refuseOthers();
        return fields.problemCount() == before ? rule.value() : Optional.empty();
    }
}
