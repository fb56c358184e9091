package io.drawbridge.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PathPatternTest {

    private static final List<String> ALPHABET = List.of("a", "b", "c");

    @ParameterizedTest
    @CsvSource({
        "/reports, /reports, true",
        "/reports, /report, false",
        "/reports, /Reports, false",
        "/reports, /reports/1, false",
        "/reports/*, /reports/1, true",
        "/reports/*, /reports, false",
        "/reports/*, /reports/1/2, false",
        "/reports/**, /reports/1/2, true",
        "/reports/**, /reports/1, true",
        "/reports/**, /reports, false",
        "/*/x/**, /q/x/y, true",
        "/*/x/**, /q/x, false",
        "/*/x/**, /q/y/x, false",
        "/**, /a, true",
        "/*, /*, true",
        "/a, /*, false",
    })
    void aStarIsOneSegmentAndTwoAreOneOrMore(String pattern, String path, boolean matches) {
        assertThat(pattern(pattern).matches(List.of(path.substring(1).split("/"))))
                .isEqualTo(matches);
        assertThat(pattern(pattern).text()).isEqualTo(pattern);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/", "reports", "//", "/a//b", "/a/", "/a/.", "/a/../b", "/a%2fb", "/a%20b", "/a;b", "/a\\b",
                "/a b", "/a*", "/a/**/b", "/***", "/{id}", "/a?b", "/a#b", "/ä", "/a\"b"
            })
    void whatIsNoPlainSegmentIsRefused(String pattern) {
        assertThat(PathPattern.parse(pattern).problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.ROUTE_PATH);
    }

    @Test
    void everyCharacterThatAPathMayHoldAsItIsCanBeWritten() {
        assertThat(pattern("/azAZ09-._~!$&'()+,=:@/...").segments()).hasSize(2);
    }

    @Test
    void aPatternHasAtMost200Characters() {
        assertThat(PathPattern.parse("/" + "a".repeat(199)).value()).isPresent();
        assertThat(PathPattern.parse("/" + "a".repeat(200)).value()).isEmpty();
        assertThat(PathPattern.parse("/" + "a".repeat(197) + "/**").value()).isEmpty();
    }

    @Test
    void aPatternMadeByHandObeysTheSameRules() {
        assertThatThrownBy(() -> new PathPattern(List.of(), false)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new PathPattern(List.of("a/b"), false)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new PathPattern(List.of("**"), true)).isInstanceOf(InvalidValueException.class);
    }

    /** Compared with what it means: every path up to five segments that the one matches, the other matches too. */
    @Test
    void onePatternIncludesAnotherExactlyWhenItMatchesAllOfItsPaths() {
        List<List<String>> paths = sequences(ALPHABET, 5);
        List<PathPattern> patterns = sequences(List.of("a", "b", "*"), 3).stream()
                .flatMap(s -> List.of(new PathPattern(s, false), new PathPattern(s, true)).stream())
                .toList();
        for (PathPattern wide : patterns) {
            for (PathPattern narrow : patterns) {
                boolean all = paths.stream().filter(narrow::matches).allMatch(wide::matches);
                assertThat(wide.includes(narrow))
                        .as("%s includes %s", wide.text(), narrow.text())
                        .isEqualTo(all);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/{proxy+}, /a, true",
        "/{proxy+}, /**, true",
        "/{rest+}, /*, true",
        "/files/{proxy+}, /files/a, true",
        "/files/{proxy+}, /files/**, true",
        "/files/{proxy+}, /files, false",
        "/files/{proxy+}, /*/a, false",
        "/files/{proxy+}, /**, false",
        "/{tenant}/{proxy+}, /*/reports, true",
        "/{tenant}/{proxy+}, /acme/reports, true",
        "/{tenant}/{proxy+}, /acme, false",
        "/{tenant}/{proxy+}, /**, false",
        "/files, /files, false",
        "/{id}, /*, false",
    })
    void aPathMustBeOneThatItsResourceMeets(String resource, String path, boolean sound) {
        List<Problem> problems = RouteRule.of(List.of("GET"), resource, Optional.of(path), List.of(), List.of())
                .problems();

        assertThat(problems.isEmpty()).isEqualTo(sound);
        assertThat(problems).allSatisfy(p -> {
            assertThat(p.pointer()).isEqualTo("/path");
            assertThat(p.code()).isEqualTo(ProblemCode.ROUTE_PATH);
        });
    }

    @Test
    void aRuleWithAPathCoversThosePathsOnly() {
        RouteRule rule = rule("/reports/*");

        assertThat(rule.covers("GET", "/{proxy+}", List.of("reports", "1"))).isTrue();
        assertThat(rule.covers("GET", "/{proxy+}", List.of("reports"))).isFalse();
        assertThat(rule.covers("POST", "/{proxy+}", List.of("reports", "1"))).isFalse();
        assertThat(rule.covers("GET", "/x/{proxy+}", List.of("reports", "1"))).isFalse();
        assertThat(rule.concerns("GET", "/{proxy+}")).isTrue();
        assertThat(rule.concerns("POST", "/{proxy+}")).isFalse();
    }

    @Test
    void aNarrowerRuleIsCoveredByOneRuleWithAllOfItsPaths() {
        RouteRule all = new RouteRule(List.of("GET"), "/{proxy+}", List.of(), List.of());

        assertThat(RouteRule.coverAll(List.of(all), rule("/a/*"))).isTrue();
        assertThat(RouteRule.coverAll(List.of(rule("/a/**")), rule("/a/*"))).isTrue();
        assertThat(RouteRule.coverAll(List.of(rule("/a/*")), rule("/a/**"))).isFalse();
        assertThat(RouteRule.coverAll(List.of(rule("/a/*"), rule("/b/*")), rule("/*/*")))
                .isFalse();
        assertThat(RouteRule.coverAll(List.of(rule("/**")), all)).isFalse();
    }

    /** Every sequence of one to {@code most} of these. */
    private static List<List<String>> sequences(List<String> of, int most) {
        List<List<String>> all = new ArrayList<>();
        List<List<String>> longest = List.of(List.of());
        for (int length = 1; length <= most; length++) {
            List<List<String>> longer = new ArrayList<>();
            longest.forEach(start -> of.forEach(end ->
                    longer.add(Stream.concat(start.stream(), Stream.of(end)).toList())));
            all.addAll(longer);
            longest = longer;
        }
        return all;
    }

    private static RouteRule rule(String path) {
        return new RouteRule(List.of("GET"), "/{proxy+}", Optional.of(pattern(path)), List.of(), List.of());
    }

    private static PathPattern pattern(String text) {
        return PathPattern.parse(text).orThrow();
    }
}
