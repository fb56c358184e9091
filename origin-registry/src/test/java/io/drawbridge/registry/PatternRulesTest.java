package io.drawbridge.registry;

import static io.drawbridge.registry.Sample.pattern;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PatternRulesTest {

    private static final Grant CREDENTIALS = new Grant(List.of("GET"), List.of(), List.of(), true, 0);

    @Test
    void aWildcardNeedsADomainOfOnesOwn() {
        assertThat(List.of("https://*.co.uk", "https://*.github.io", "https://*.kawasaki.jp", "https://*.localhost"))
                .allSatisfy(p -> assertThat(codes(TenantSource.HOST, false, p))
                        .containsExactly(ProblemCode.PATTERN_PUBLIC_SUFFIX));
        assertThat(codes(TenantSource.HOST, false, "https://*.example.co.uk")).isEmpty();
        assertThat(codes(TenantSource.HOST, false, "https://*.a.github.io")).isEmpty();
    }

    @Test
    void aPartialLabelBelowASharedSuffixNeedsTheRiskToBeAccepted() {
        PatternRules rules = rules(TenantSource.HOST, false);
        OriginPattern shared = pattern("https://pr-*.vercel.app");

        assertThat(rules.problems(shared, Grant.DEFAULT, false))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.PATTERN_SHARED_SUFFIX);
        assertThat(rules.problems(shared, Grant.DEFAULT, true)).isEmpty();
        assertThat(rules.problems(pattern("https://pr-*.example.com"), Grant.DEFAULT, false))
                .isEmpty();
    }

    @Test
    void noRiskCanBeAcceptedBelowASuffixOfTheRegistries() {
        PatternRules rules = rules(TenantSource.HOST, false);

        for (String pattern : List.of("https://pr-*.com", "https://pr-*.co.uk", "https://pr-*.kawasaki.jp")) {
            assertThat(rules.problems(pattern(pattern), Grant.DEFAULT, true))
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.PATTERN_PUBLIC_SUFFIX);
        }
    }

    @Test
    void anOpenPortNamesNoTenant() {
        assertThat(codes(TenantSource.ORIGIN, false, "http://localhost:*"))
                .containsExactly(ProblemCode.PATTERN_ANY_PORT_MODE);
        assertThat(codes(TenantSource.ORIGIN, true, "http://localhost:*")).isEmpty();
        assertThat(codes(TenantSource.HOST, false, "http://localhost:*")).isEmpty();
        assertThat(codes(TenantSource.PATH, false, "http://[::1]:*")).isEmpty();
        assertThat(codes(TenantSource.ORIGIN, false, "http://localhost:3000")).isEmpty();
    }

    @Test
    void credentialsOverHttpAreForLoopbackAlone() {
        PatternRules rules = rules(TenantSource.HOST, false);

        for (String pattern : List.of(
                "http://app.example.com", "http://*.example.com", "http://p*.example.com", "http://127.0.0.2")) {
            assertThat(rules.problems(pattern(pattern), CREDENTIALS, false))
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.GRANT_HTTP_CREDENTIALS);
            assertThat(rules.problems(pattern(pattern), Grant.DEFAULT, false)).isEmpty();
        }
        for (String pattern :
                List.of("http://localhost:3000", "http://localhost:*", "http://[::1]", "https://app.example.com")) {
            assertThat(rules.problems(pattern(pattern), CREDENTIALS, false)).isEmpty();
        }
    }

    @Test
    void everyProblemIsReportedAtOnce() {
        assertThat(rules(TenantSource.HOST, false).problems(pattern("http://*.co.uk"), CREDENTIALS, false))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.PATTERN_PUBLIC_SUFFIX, ProblemCode.GRANT_HTTP_CREDENTIALS);
    }

    private static PatternRules rules(TenantSource source, boolean localMode) {
        return new PatternRules(PublicSuffixList.bundled(), source, localMode);
    }

    private static List<ProblemCode> codes(TenantSource source, boolean localMode, String pattern) {
        return rules(source, localMode).problems(pattern(pattern), Grant.DEFAULT, false).stream()
                .map(Problem::code)
                .toList();
    }
}
