package io.drawbridge.registry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of a {@link TokenProfile} as part of an {@link Issuer}. */
final class ProfileRules {

    private static final int MAX_CLAIM = 128;

    private final String issuerId;
    private final TokenProfile profile;
    private final List<Problem> problems = new ArrayList<>();

    private ProfileRules(String issuerId, TokenProfile profile) {
        this.issuerId = issuerId;
        this.profile = profile;
    }

    static List<Problem> problems(Optional<TenantId> owner, String issuerId, TokenProfile profile) {
        ProfileRules rules = new ProfileRules(issuerId, profile);
        rules.audiences();
        rules.check(!profile.algorithms().isEmpty(), "/algorithms", ProblemCode.ISSUER_ALGORITHMS, issuerId);
        rules.requiredClaims();
        rules.tenantAndScopes(owner);
        rules.times();
        return rules.problems;
    }

    private void audiences() {
        claim("/audienceClaim", profile.audienceClaim());
        List<String> audiences = profile.audiences();
        problems.addAll(Lists.tooMany("/audiences", audiences, TokenProfile.MAX_AUDIENCES));
        check(!audiences.isEmpty(), "/audiences", ProblemCode.ISSUER_AUDIENCES, issuerId);
        for (int i = 0; i < audiences.size(); i++) {
            text("/audiences/" + i, audiences.get(i));
        }
    }

    private void requiredClaims() {
        problems.addAll(
                Lists.tooMany("/requiredClaims", profile.requiredClaims().keySet(), TokenProfile.MAX_REQUIRED_CLAIMS));
        profile.requiredClaims().forEach((name, value) -> {
            String pointer = "/requiredClaims/" + name.replace("~", "~0").replace("/", "~1");
            claim(pointer, name);
            text(pointer, value);
        });
    }

    private void tenantAndScopes(Optional<TenantId> owner) {
        boolean isNamed = owner.isPresent() || profile.tenantClaim().isPresent();
        check(isNamed, "/tenantClaim", ProblemCode.ISSUER_TENANT_CLAIM, issuerId);
        profile.tenantClaim().ifPresent(c -> claim("/tenantClaim", c));
        profile.scopeClaim().ifPresent(c -> claim("/scopeClaim", c));
    }

    private void times() {
        Duration skew = profile.clockSkew();
        check(
                isWithin(skew, Duration.ZERO, TokenProfile.DEFAULT_CLOCK_SKEW),
                "/clockSkewSeconds",
                ProblemCode.ISSUER_CLOCK_SKEW,
                Long.toString(skew.toSeconds()));
        Duration lifetime = profile.longestLifetime();
        check(
                isWithin(lifetime, Duration.ofSeconds(1), TokenProfile.DEFAULT_LIFETIME),
                "/longestLifetimeSeconds",
                ProblemCode.ISSUER_LIFETIME,
                Long.toString(lifetime.toSeconds()));
    }

    private void text(String pointer, String text) {
        check(Texts.isText(text), pointer, ProblemCode.TEXT, text);
    }

    private void claim(String pointer, String name) {
        boolean isClaim = !name.isEmpty() && name.length() <= MAX_CLAIM && Texts.isPlainAscii(name);
        check(isClaim, pointer, ProblemCode.ISSUER_CLAIM, name);
    }

    private void check(boolean ok, String pointer, ProblemCode code, String value) {
        if (!ok) {
            problems.add(Problem.of(code, value).under(pointer));
        }
    }

    private static boolean isWithin(Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }
}
