package io.drawbridge.registry.json;

import io.drawbridge.registry.Checked;
import io.drawbridge.registry.Issuer;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import io.drawbridge.registry.RouteRule;
import io.drawbridge.registry.SigningAlgorithm;
import io.drawbridge.registry.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code issuers} and {@code routeRules} of the platform or of a tenant. */
final class PolicyReader {

    /** What a missing or ill-typed value is checked as, so that it is reported once and the others still are. */
    private static final String SOME_ID = "some";

    private static final String SOME_URL = "https://issuer.example";
    private static final String SOME_GREEDY_RESOURCE = "/{proxy+}";

    private final boolean localMode;
    private final List<Placed<Issuer>> issuers = new ArrayList<>();

    PolicyReader(boolean localMode) {
        this.localMode = localMode;
    }

    /** Every sound issuer read so far, each with the pointer of its {@code iss}. */
    List<Placed<Issuer>> issuers() {
        return issuers;
    }

    /** The policy; of each list nothing if one of its elements has a problem. */
    Policy read(Fields fields, Optional<TenantId> owner) {
        int before = fields.problemCount();
        List<Issuer> read = new ArrayList<>();
        Seen ids = new Seen();
        Seen values = new Seen();
        for (Fields issuer : fields.objects("issuers")) {
            issuer(issuer, owner, ids, values).ifPresent(read::add);
        }
        tooMany(fields, "issuers", read.size(), Issuer.MAX_PER_OWNER);
        List<Issuer> sound = fields.problemCount() == before ? read : List.of();
        before = fields.problemCount();
        List<RouteRule> rules = new ArrayList<>();
        for (Fields rule : fields.objects("routeRules")) {
            rule(rule).ifPresent(rules::add);
        }
        tooMany(fields, "routeRules", rules.size(), RouteRule.MAX_PER_OWNER);
        return new Policy(sound, fields.problemCount() == before ? rules : List.of());
    }

    private static void tooMany(Fields fields, String name, int size, int most) {
        if (size > most) {
            fields.report(name, Problem.of(ProblemCode.TOO_MANY, Integer.toString(size), "Keep at most " + most + "."));
        }
    }

    private Optional<Issuer> issuer(Fields fields, Optional<TenantId> owner, Seen ids, Seen values) {
        int before = fields.problemCount();
        fields.require("id");
        fields.require("iss");
        fields.require("jwksUri");
        fields.require("audiences");
        Optional<String> id = fields.text("id");
        Optional<String> iss = fields.text("iss");
        id.ifPresent(i -> ids.add(fields, "id", i));
        iss.ifPresent(i -> values.add(fields, "iss", i));
        boolean claimIsThere = fields.has("tenantClaim");
        Optional<String> tenantClaim = fields.text("tenantClaim");
        Checked<Issuer> issuer = Issuer.of(
                owner,
                id.orElse(SOME_ID),
                iss.orElse(SOME_URL),
                fields.text("jwksUri").orElse(SOME_URL),
                fields.texts("audiences").orElse(List.of(SOME_ID)),
                algorithms(fields),
                fields.flag("accessTokenTypeRequired").orElse(false),
                claimIsThere ? Optional.of(tenantClaim.orElse(SOME_ID)) : Optional.empty(),
                fields.text("scopeClaim"),
                seconds(fields, "clockSkewSeconds", Issuer.DEFAULT_CLOCK_SKEW),
                seconds(fields, "longestLifetimeSeconds", Issuer.DEFAULT_LIFETIME),
                fields.flag("enabled").orElse(true));
        fields.report(issuer.problems());
        if (!localMode && issuer.value().map(Issuer::isLocal).orElse(false)) {
            fields.report(List.of(Problem.of(ProblemCode.ISSUER_LOCAL, iss.orElse(SOME_URL))));
        }
        fields.refuseOthers();
        Optional<Issuer> sound = fields.problemCount() == before ? issuer.value() : Optional.empty();
        sound.ifPresent(i -> issuers.add(new Placed<>(fields.pointer("iss"), i)));
        return sound;
    }

    private static Set<SigningAlgorithm> algorithms(Fields fields) {
        Optional<List<String>> names = fields.texts("algorithms");
        if (names.isEmpty()) {
            return SigningAlgorithm.DEFAULTS;
        }
        Set<SigningAlgorithm> algorithms = new LinkedHashSet<>();
        for (int i = 0; i < names.get().size(); i++) {
            String name = names.get().get(i);
            Optional<SigningAlgorithm> algorithm = SigningAlgorithm.ofHeader(name);
            if (algorithm.isEmpty()) {
                report(fields, i, ProblemCode.ISSUER_ALGORITHM, name);
            } else if (!algorithms.add(algorithm.get())) {
                report(fields, i, ProblemCode.DUPLICATE, name);
            }
        }
        // Only an empty list is reported as one: an unknown name was reported already.
        return algorithms.isEmpty() && !names.get().isEmpty() ? SigningAlgorithm.DEFAULTS : algorithms;
    }

    private static void report(Fields fields, int index, ProblemCode code, String value) {
        fields.report(List.of(Problem.of(code, value).under("/algorithms/" + index)));
    }

    private static Duration seconds(Fields fields, String name, Duration absent) {
        return fields.number(name).map(Duration::ofSeconds).orElse(absent);
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
