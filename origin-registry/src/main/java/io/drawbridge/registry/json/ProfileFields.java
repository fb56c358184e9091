package io.drawbridge.registry.json;

import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import io.drawbridge.registry.Provider;
import io.drawbridge.registry.SigningAlgorithm;
import io.drawbridge.registry.TokenProfile;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the settings of a token profile among the fields of its issuer: what is not written there, its preset says. */
final class ProfileFields {

    private ProfileFields() {}

    static TokenProfile read(Fields fields) {
        TokenProfile preset = provider(fields).map(Provider::profile).orElse(TokenProfile.DEFAULT);
        boolean claimIsThere = fields.has("tenantClaim");
        Optional<String> tenantClaim = fields.text("tenantClaim");
        return new TokenProfile(
                fields.text("audienceClaim").orElse(preset.audienceClaim()),
                fields.texts("audiences").orElse(List.of(IssuerReader.SOME_ID)),
                algorithms(fields, preset.algorithms()),
                fields.flag("accessTokenTypeRequired").orElse(preset.accessTokenTypeRequired()),
                fields.flag("tokenIdRequired").orElse(preset.tokenIdRequired()),
                fields.textMap("requiredClaims").orElse(preset.requiredClaims()),
                claimIsThere ? Optional.of(tenantClaim.orElse(IssuerReader.SOME_ID)) : Optional.empty(),
                fields.text("scopeClaim").or(preset::scopeClaim),
                seconds(fields, "clockSkewSeconds", preset.clockSkew()),
                seconds(fields, "longestLifetimeSeconds", preset.longestLifetime()));
    }

    private static Optional<Provider> provider(Fields fields) {
        Optional<String> name = fields.text("provider");
        Optional<Provider> provider = name.flatMap(Provider::named);
        if (name.isPresent() && provider.isEmpty()) {
            fields.report("provider", Problem.of(ProblemCode.ISSUER_PROVIDER, name.get()));
        }
        return provider;
    }

    private static Set<SigningAlgorithm> algorithms(Fields fields, Set<SigningAlgorithm> preset) {
        Optional<List<String>> names = fields.texts("algorithms");
        if (names.isEmpty()) {
            return preset;
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
        return algorithms.isEmpty() && !names.get().isEmpty() ? preset : algorithms;
    }

    private static void report(Fields fields, int index, ProblemCode code, String value) {
        fields.report(List.of(Problem.of(code, value).under("/algorithms/" + index)));
    }

    private static Duration seconds(Fields fields, String name, Duration preset) {
        return fields.number(name).map(Duration::ofSeconds).orElse(preset);
    }
}
