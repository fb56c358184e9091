package io.drawbridge.registry;

import static io.drawbridge.registry.Sample.ACME;
import static io.drawbridge.registry.Sample.GLOBEX;
import static io.drawbridge.registry.Sample.NOW;
import static io.drawbridge.registry.Sample.expiring;
import static io.drawbridge.registry.Sample.origin;
import static io.drawbridge.registry.Sample.pattern;
import static io.drawbridge.registry.Sample.registered;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.RegisteredOrigin.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OriginPatternTest {

    private static final PublicSuffixList SUFFIXES = PublicSuffixList.bundled();
    private static final int ROUNDS = Generator.rounds(20_000);

    static Stream<Arguments> matches() {
        return Stream.of(
                Arguments.of("https://app.example.com", List.of("https://app.example.com")),
                Arguments.of("https://example.com.", List.of("https://example.com.")),
                Arguments.of("https://a_b.example.com", List.of("https://a_b.example.com")),
                Arguments.of(
                        "https://*.example.com",
                        List.of(
                                "https://app.example.com",
                                "https://a.b.c.example.com",
                                "https://example.com.example.com",
                                "https://xn--a.example.com")),
                Arguments.of("https://*.example.com:8443", List.of("https://app.example.com:8443")),
                Arguments.of("http://*.example.com", List.of("http://app.example.com")),
                Arguments.of(
                        "https://pr-*--app.example.com",
                        List.of("https://pr-1--app.example.com", "https://pr---app--app.example.com")),
                Arguments.of("https://pr-*.example.com:8443", List.of("https://pr-1.example.com:8443")),
                Arguments.of("https://*-app.example.com", List.of("https://a-app.example.com")),
                Arguments.of(
                        "http://localhost:*",
                        List.of("http://localhost", "http://localhost:1", "http://localhost:65535")),
                Arguments.of("https://127.0.0.1:*", List.of("https://127.0.0.1", "https://127.0.0.1:8443")),
                Arguments.of("http://[::1]:*", List.of("http://[::1]", "http://[::1]:3000")));
    }

    @ParameterizedTest
    @MethodSource("matches")
    void aPatternMatchesWhatItStandsFor(String pattern, List<String> origins) {
        assertThat(origins).allMatch(o -> pattern(pattern).matches(origin(o)));
        assertThat(pattern(pattern).text()).isEqualTo(pattern);
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                Arguments.of(
                        "https://app.example.com",
                        List.of(
                                "http://app.example.com",
                                "https://app.example.com:8443",
                                "https://app.example.com.",
                                "https://app.example.com.evil.com",
                                "https://evilapp.example.com",
                                "https://evil.app.example.com",
                                "https://appxexample.com",
                                "https://example.com",
                                "https://app.example.co",
                                "https://app.example.comm",
                                "https://pp.example.com")),
                Arguments.of(
                        "https://*.example.com",
                        List.of(
                                "https://example.com",
                                "https://evilexample.com",
                                "https://app.examplexcom",
                                "https://app.example.com.evil.com",
                                "https://example.com.evil.com",
                                "http://app.example.com",
                                "https://app.example.com:8443",
                                "https://app.example.com.",
                                "https://a_b.example.com",
                                "https://_.example.com",
                                "https://a_b.c.example.com",
                                "https://app.example.org")),
                Arguments.of(
                        "https://pr-*--app.example.com",
                        List.of(
                                "https://pr---app.example.com",
                                "https://pr--app.example.com",
                                "https://pr-1--app.evil.com",
                                "https://pr-1--app.example.com.evil.com",
                                "https://pr-1--app-example.com",
                                "https://a.pr-1--app.example.com",
                                "https://pr-1.a--app.example.com",
                                "https://xpr-1--app.example.com",
                                "https://pr-1--appx.example.com",
                                "https://pr-1_2--app.example.com",
                                "https://pr-1--app.example.com.",
                                "https://pr-1--app.example.com:8443",
                                "http://pr-1--app.example.com")),
                Arguments.of("https://a*a.example.com", List.of("https://a.example.com", "https://aa.example.com")),
                Arguments.of(
                        "http://localhost:*",
                        List.of(
                                "https://localhost:3000",
                                "http://127.0.0.1:3000",
                                "http://[::1]:3000",
                                "http://localhost.:3000",
                                "http://localhost.evil.com:3000",
                                "http://a.localhost:3000")));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void aPatternMatchesNothingThatOnlyLooksLikeIt(String pattern, List<String> origins) {
        assertThat(origins).noneMatch(o -> pattern(pattern).matches(origin(o)));
    }

    @Test
    void generatedNeighboursOfAnExactOriginDoNotMatchIt() {
        Generator generator = Generator.create();
        OriginPattern exact = pattern("https://app.example.com");
        for (int i = 0; i < ROUNDS; i++) {
            String text = generator.oneOf(List.of("", "evil", "a.", "x-")) + "app.example.com";
            String host = text + generator.oneOf(List.of("", ".evil.com", "x", ":8443", "."));
            String scheme = generator.oneOf(List.of("https://", "http://"));
            boolean same = (scheme + host).equals("https://app.example.com");
            assertThat(Origin.parse(scheme + host).map(exact::matches).orElse(false))
                    .as("%s %s", generator.seed(), host)
                    .isEqualTo(same);
        }
    }

    @Test
    void generatedOriginsMatchASubdomainPatternWhereTheirLabelsSaySo() {
        Generator generator = Generator.create();
        int matched = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Origin origin = origin(generator.origin());
            OriginPattern pattern = pattern("https://*.example.com");
            boolean expected = origin.scheme().equals("https")
                    && origin.port() == 443
                    && origin.host().matches("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+example\\.com");
            assertThat(pattern.matches(origin))
                    .as("%s %s", generator.seed(), origin)
                    .isEqualTo(expected);
            matched += expected ? 1 : 0;
        }
        assertThat(matched).as(generator.seed()).isGreaterThan(ROUNDS / 200);
    }

    @ParameterizedTest
    @CsvSource({
        "*, ORIGIN_STAR",
        "https://*, PATTERN_WILDCARD_PLACE",
        "https://*:8443, PATTERN_WILDCARD_PLACE",
        "https://app.*.com, PATTERN_WILDCARD_PLACE",
        "https://app.example.*, PATTERN_WILDCARD_PLACE",
        "https://*.*.example.com, PATTERN_WILDCARD_PLACE",
        "https://**.example.com, PATTERN_WILDCARD_PLACE",
        "https://*a*.example.com, PATTERN_WILDCARD_PLACE",
        "*://example.com, PATTERN_WILDCARD_PLACE",
        "http*://example.com, PATTERN_WILDCARD_PLACE",
        "https://*.example.com:*, PATTERN_WILDCARD_PLACE",
        "https://example.com:84*, PATTERN_WILDCARD_PLACE",
        "https://example.com:*3, PATTERN_WILDCARD_PLACE",
        "https://example.com:*, PATTERN_ANY_PORT",
        "http://localhost.:*, PATTERN_ANY_PORT",
        "http://127.0.0.2:*, PATTERN_ANY_PORT",
        "https://*.10.0.0.1, PATTERN_WILDCARD_IP",
        "https://*.[::1], PATTERN_WILDCARD_IP",
        "https://*., ORIGIN_HOST",
        "https://*..example.com, ORIGIN_HOST",
        "https://*.a_b.example, PATTERN_WILDCARD_HOST",
        "https://*.example.com., PATTERN_WILDCARD_HOST",
        "https://a_*.example.com, PATTERN_WILDCARD_HOST",
        "https://a*.example.com., PATTERN_WILDCARD_HOST",
        "https://-*.example.com, ORIGIN_HOST",
        "https://*-.example.com, ORIGIN_HOST",
        "https://a*.0.0.1, ORIGIN_IPV4",
        "https://*.Example.com, ORIGIN_UPPER_CASE",
        "https://*.example.com/, ORIGIN_PATH",
        "https://*.example.com:443, ORIGIN_DEFAULT_PORT",
        "ftp://*.example.com, ORIGIN_SCHEME"
    })
    void whatIsNoPatternHasItsReason(String text, ProblemCode code) {
        assertThat(OriginPattern.parse(text).problems())
                .extracting(Problem::code)
                .contains(code);
        assertThat(OriginPattern.parse(text).problems())
                .extracting(Problem::value)
                .containsOnly(text);
    }

    @Test
    void aStarInTheWrongPlaceIsReportedWithEverythingElse() {
        assertThat(OriginPattern.parse("https://App.*.com/").problems())
                .extracting(Problem::code)
                .containsExactlyInAnyOrder(
                        ProblemCode.PATTERN_WILDCARD_PLACE, ProblemCode.ORIGIN_UPPER_CASE, ProblemCode.ORIGIN_PATH);
    }

    @Test
    void aPartialLabelLeavesRoomForOneMoreCharacter() {
        String longest = "a".repeat(62);

        assertThat(OriginPattern.parse("https://" + longest + "*.example.com").value())
                .isPresent();
        assertThat(OriginPattern.parse("https://" + longest + "a*.example.com").problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.ORIGIN_HOST);
    }

    @Test
    void aWildcardsHostHasAtMostSixteenLabels() {
        String fifteen = "a.".repeat(13) + "example.com";

        assertThat(OriginPattern.parse("https://*.a." + fifteen).value()).isPresent();
        assertThat(OriginPattern.parse("https://*.a.a." + fifteen).problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.PATTERN_TOO_DEEP);
        assertThat(OriginPattern.parse("https://p*." + fifteen).value()).isPresent();
        assertThat(OriginPattern.parse("https://p*.a." + fifteen).problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.PATTERN_TOO_DEEP);
    }

    @Test
    void candidatesAreTheOriginItsParentsAndTheOpenPort() {
        assertThat(texts("https://a.b.example.co.uk:8443"))
                .containsExactly(
                        "https://a.b.example.co.uk:8443",
                        "https://*.b.example.co.uk:8443",
                        "https://*.example.co.uk:8443");
        assertThat(texts("https://example.com")).containsExactly("https://example.com");
        assertThat(texts("http://localhost:3000")).containsExactly("http://localhost:3000", "http://localhost:*");
        assertThat(texts("http://127.0.0.1")).containsExactly("http://127.0.0.1", "http://127.0.0.1:*");
        assertThat(texts("http://10.0.0.1")).containsExactly("http://10.0.0.1");
        assertThat(texts("http://[::1]")).containsExactly("http://[::1]", "http://[::1]:*");
        assertThat(texts("https://a_b.example.com")).containsExactly("https://a_b.example.com");
        assertThat(texts("https://a.example.com.")).containsExactly("https://a.example.com.");
        assertThat(texts("https://intranet")).containsExactly("https://intranet");
    }

    @Test
    void aHostThatIsAPublicSuffixHasNoParents() {
        assertThat(texts("https://s3.amazonaws.com")).containsExactly("https://s3.amazonaws.com");
        assertThat(texts("https://foo.kawasaki.jp")).containsExactly("https://foo.kawasaki.jp");
    }

    @Test
    void noOriginHasMoreParentsThanABatchCanHold() {
        assertThat(texts("https://" + "a.".repeat(124) + "b.co"))
                .hasSize(16)
                .contains("https://*." + "a.".repeat(14) + "b.co")
                .doesNotContain("https://*." + "a.".repeat(15) + "b.co");
    }

    @Test
    void candidatesAreExactlyThePatternsThatMatch() {
        Generator generator = Generator.create();
        for (int i = 0; i < ROUNDS; i++) {
            Origin origin = origin(generator.origin());
            List<OriginPattern> candidates = OriginPattern.candidates(origin, SUFFIXES);
            assertThat(candidates).as("%s %s", generator.seed(), origin).allMatch(c -> c.matches(origin));
            assertThat(candidates).as("%s %s", generator.seed(), origin).doesNotHaveDuplicates();
            for (OriginPattern pattern : around(origin)) {
                boolean allowed = !(pattern instanceof OriginPattern.Subdomains subdomains)
                        || !SUFFIXES.isOpenBelow(subdomains.base().host());
                if (allowed && pattern.matches(origin)) {
                    assertThat(candidates).as("%s %s", generator.seed(), origin).contains(pattern);
                }
            }
        }
    }

    /** Patterns that could match an origin: every way to leave out labels, schemes and ports. */
    private static List<OriginPattern> around(Origin origin) {
        List<String> texts =
                new ArrayList<>(List.of(origin.toString(), origin.scheme() + "://" + origin.host() + ":*"));
        for (String scheme : List.of("https://", "http://")) {
            for (String port : List.of("", ":8443", ":1", ":65535")) {
                String rest = origin.host();
                while (rest.indexOf('.') > 0) {
                    rest = rest.substring(rest.indexOf('.') + 1);
                    texts.add(scheme + "*." + rest + port);
                }
            }
        }
        return texts.stream()
                .flatMap(t -> OriginPattern.parse(t).value().stream())
                .toList();
    }

    @Test
    void theMostSpecificPatternComesLast() {
        List<String> ordered = List.of(
                "http://localhost:*",
                "https://*.example.com",
                "https://*.app.example.com",
                "https://a*.example.com",
                "https://ab*.example.com",
                "https://x.example.com");
        List<OriginPattern> patterns =
                new ArrayList<>(ordered.stream().map(Sample::pattern).toList());
        Collections.shuffle(patterns);

        patterns.sort(OriginPattern.BY_SPECIFICITY);

        assertThat(patterns).extracting(OriginPattern::text).containsExactlyElementsOf(ordered);
    }

    @Test
    void theMostSpecificRegistrationInForceDecides() {
        List<RegisteredOrigin> registered = List.of(
                registered(ACME, "https://*.example.com"),
                registered(GLOBEX, "https://*.app.example.com", Status.DISABLED),
                registered(ACME, "https://ab.app.example.com", Status.PENDING),
                expiring(ACME, "https://a*.app.example.com", NOW));

        assertThat(decides(registered, "https://ab.app.example.com")).contains(registered.get(1));
        assertThat(decides(registered, "https://b.example.com")).contains(registered.get(0));
        assertThat(decides(registered, "https://example.com")).isEmpty();
        assertThat(RegisteredOrigin.mostSpecific(registered, origin("https://ab.app.example.com"), NOW.minusNanos(1)))
                .contains(registered.get(3));
    }

    private static Optional<RegisteredOrigin> decides(List<RegisteredOrigin> registered, String origin) {
        return RegisteredOrigin.mostSpecific(registered, origin(origin), NOW);
    }

    private static List<String> texts(String origin) {
        return OriginPattern.candidates(origin(origin), SUFFIXES).stream()
                .map(OriginPattern::text)
                .toList();
    }
}
