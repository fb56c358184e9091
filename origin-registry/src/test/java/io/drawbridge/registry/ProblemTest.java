package io.drawbridge.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void aTextNamesPlaceValueRuleFixAndAnchor() {
        Problem problem = Problem.of(ProblemCode.TENANT_ID, "A").under("/id").under("/tenants/0");

        assertThat(problem.text())
                .isEqualTo(
                        "/tenants/0/id: \"A\" is not a tenant id. A tenant id is a DNS label: 1 to 63 of a-z, 0-9 and hyphen, not at either end. Choose another id. See docs/problems.md#tenant-id");
        assertThat(Problem.of(ProblemCode.TENANT_ID, "A").text()).startsWith("\"A\" is not a tenant id.");
    }

    @Test
    void aValueIsShownShortAndWithoutControlCharacters() {
        assertThat(Problem.of(ProblemCode.TEXT, "a\r\nb\u0000").value()).isEqualTo("a\\u000d\\u000ab\\u0000");
        assertThat(Problem.of(ProblemCode.TEXT, "x".repeat(120)).value()).isEqualTo("x".repeat(120));
        assertThat(Problem.of(ProblemCode.TEXT, "x".repeat(121)).value()).isEqualTo("x".repeat(120) + "…");
        assertThat(Problem.of(ProblemCode.TEXT, "\ud83d\ude00".repeat(121)).value())
                .isEqualTo("\ud83d\ude00".repeat(120) + "…");
    }

    @Test
    void everyCodeReadsAsSentences() {
        for (ProblemCode code : ProblemCode.values()) {
            String text = Problem.of(code, "x").text();
            assertThat(text)
                    .as(code.name())
                    .matches("\"x\" [a-z].*[^.]\\. [A-Z].*[^.]\\. [A-Z].*[.)] See docs/problems\\.md#[a-z0-9-]+");
            assertThat(text).as(code.name()).doesNotContain("..").doesNotContain("  ");
        }
    }

    @Test
    void anInvalidValueHasAProblem() {
        Problem problem = Problem.of(ProblemCode.TEXT, "");

        assertThatThrownBy(() -> new Checked.Invalid<>(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Checked.Invalid<>(List.of(problem, problem)).orThrow())
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(problem.text() + "\n" + problem.text())
                .satisfies(
                        e -> assertThat(((InvalidValueException) e).problems()).hasSize(2));
        assertThat(new Checked.Valid<>("x").orThrow()).isEqualTo("x");
        assertThat(new Checked.Valid<>("x").problems()).isEmpty();
    }

    @Test
    void tagsAreQuotedAndIncarnationsDrawnAtRandom() {
        Supplier<String> incarnations = ETag.incarnations(RandomGenerator.getDefault());
        ETag first = ETag.first(incarnations.get());

        assertThat(first.toString()).matches("\"[0-9a-f]{24}\\.1\"");
        assertThat(first.next()).hasToString("\"" + first.incarnation() + ".2\"");
        assertThat(incarnations.get()).isNotEqualTo(incarnations.get());
        assertThat(ETag.NEVER.version()).isZero();
    }

    @Test
    void onlyOriginModeKeepsClaims() {
        assertThat(TenantSource.ORIGIN.claims()).isTrue();
        assertThat(TenantSource.HOST.claims()).isFalse();
        assertThat(TenantSource.PATH.claims()).isFalse();
    }
}
