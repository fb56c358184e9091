package io.drawbridge.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The nearest registration and every difference, for each attack and each slip that pages are opened with. */
class OriginExplanationTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final PublicSuffixList SUFFIXES = PublicSuffixList.bundled();
    private static final TenantId ACME = new TenantId("acme");
    private static final int ROUNDS = Generator.rounds(5_000);

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com, http://app.example.com, ASKED_SCHEME",
        "http://app.example.com, https://app.example.com, ASKED_SCHEME",
        "https://app.example.com, https://app.example.com:8443, ASKED_PORT",
        "https://app.example.com:8443, https://app.example.com, ASKED_PORT",
        "https://app.example.com, http://app.example.com:8080, ASKED_SCHEME ASKED_PORT",
        "https://*.example.com, https://example.com, ASKED_APEX",
        "https://*.example.com, http://example.com:81, ASKED_SCHEME ASKED_PORT ASKED_APEX",
        "https://app.example.com, https://www.app.example.com, ASKED_SUBDOMAIN",
        "https://www.example.com, https://example.com, ASKED_PARENT",
        "https://*.app.example.com, https://example.com, ASKED_PARENT",
        "https://app.example.com, https://app.example.com., ASKED_TRAILING_DOT",
        "https://app.example.com., https://app.example.com, ASKED_TRAILING_DOT",
        "https://*.example.com, https://app.example.com., ASKED_TRAILING_DOT",
        "https://*.example.com, https://a_b.example.com, ASKED_UNDERSCORE",
        "https://*.example.com, https://a_b.example.com., ASKED_TRAILING_DOT ASKED_UNDERSCORE",
        "https://*.example.com, https://example.com., ASKED_TRAILING_DOT ASKED_APEX",
        "http://localhost:*, http://127.0.0.1:5173, ASKED_LOOPBACK",
        "http://localhost:*, https://localhost:5173, ASKED_SCHEME",
        "http://localhost:*, http://a.localhost:5173, ASKED_SUBDOMAIN",
        "http://localhost:5173, http://[::1]:5173, ASKED_LOOPBACK",
        "http://localhost:5173, http://localhost:5174, ASKED_PORT",
        "https://pr-*--app.example.com, https://preview-7--app.example.com, ASKED_LABEL",
        "https://pr-*--app.example.com, https://pr---app.example.com, ASKED_LABEL",
        "https://pr-*--app.example.com, https://a.pr-7--app.example.com, ASKED_DEPTH",
        "https://pr-*--app.example.com, https://example.com, ASKED_APEX",
        "https://pr-*--app.example.com, https://pr_7--app.example.com, ASKED_UNDERSCORE ASKED_LABEL",
        "https://pr-*--app.example.com, https://pr-7--app.example.com.evil.com, ASKED_PREFIX",
        "https://app.example.com, https://evilapp.example.com, ASKED_SUFFIX",
        "https://*.example.com, https://evilexample.com, ASKED_SUFFIX",
        "https://app.example.com, https://app.example.com.evil.com, ASKED_PREFIX",
        "https://*.example.com, https://app.example.com.evil.com, ASKED_PREFIX",
        "https://app.example.com, https://appxexample.com, ASKED_SPELLING",
        "https://*.example.com, https://app.exmple.com, ASKED_SPELLING",
        "https://app.example.com, https://app.example.co, ASKED_SPELLING",
        "https://app.example.com, https://shop.example.com, ASKED_SIBLING",
        "https://app.example.com, https://app.example.com/, ORIGIN_PATH",
        "https://app.example.com, https://app.example.com/a?b#c, ORIGIN_PATH ORIGIN_QUERY ORIGIN_FRAGMENT",
        "https://app.example.com, HTTPS://App.Example.com, ORIGIN_UPPER_CASE",
        "https://app.example.com, https://app.example.com:443, ORIGIN_DEFAULT_PORT",
        "https://app.example.com, https://u:p@app.example.com, ORIGIN_USERINFO",
        "https://app.example.com, app.example.com, ORIGIN_SCHEME_MISSING",
        "https://app.example.com, https://app.example.com@evil.com, ORIGIN_USERINFO",
        "https://xn--bcher-kva.example, https://bücher.example, ORIGIN_NOT_ASCII",
        "https://xn--bcher-kva.example, http://Bücher.example:8080/, "
                + "ORIGIN_NOT_ASCII ORIGIN_UPPER_CASE ORIGIN_PATH ASKED_SCHEME ASKED_PORT",
        "https://app.example.com, 'https://app.example.com, https://app.example.com', ORIGIN_LIST",
        "https://app.example.com, null, ORIGIN_NULL",
        "https://app.example.com, file:///app, ORIGIN_SCHEME ORIGIN_PATH ORIGIN_HOST"
    })
    void every_difference_of_a_near_miss_is_named(String pattern, String asked, String codes) {
        OriginExplanation explanation = explain(asked, active(pattern));

        List<String> found = new ArrayList<>();
        explanation.form().forEach(p -> found.add(p.code().name()));
        explanation.differences().forEach(p -> found.add(p.code().name()));
        assertThat(found).containsExactlyInAnyOrder(codes.split(" "));
        boolean isTraceable = OriginRepair.of(asked).isPresent() && !asked.contains("@evil.com");
        assertThat(explanation.nearest().map(r -> r.pattern().text()))
                .isEqualTo(isTraceable ? Optional.of(pattern) : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com, https://else.example.org",
        "https://*.example.com, https://example.org",
        "https://app.co.uk, https://shop.co.uk",
        "https://app.github.io, https://evil.github.io",
        "https://a.de, https://b.de",
        "https://pr-*--app.example.com, https://else.example.org",
        "http://localhost:*, https://app.example.com"
    })
    void what_has_nothing_to_do_with_a_registration_is_not_held_against_it(String pattern, String asked) {
        assertThat(explain(asked, active(pattern)))
                .isEqualTo(new OriginExplanation(List.of(), Optional.empty(), List.of()));
    }

    @Test
    void a_difference_says_the_two_values_and_the_fix() {
        assertThat(explain("https://app.example.com", active("http://app.example.com"))
                        .differences())
                .extracting(Problem::text)
                .containsExactly(
                        "\"https://app.example.com\" has another scheme than the registration. Origins are compared"
                                + " byte for byte, so http and https are two. Registered with http, asked with https: Register"
                                + " this scheme too, or serve the page with the registered one. See docs/problems.md#asked-scheme");
        assertThat(explain("https://example.com:81", active("https://*.example.com"))
                        .differences())
                .extracting(Problem::hint)
                .containsExactly(
                        "Registered with port 443, asked with port 81: Register this port too, or serve the page on the"
                                + " registered one.",
                        "Register https://example.com:81 too, or nothing else: the wildcard stays.");
        assertThat(explain("https://www.app.example.com", active("https://app.example.com"))
                        .differences())
                .extracting(Problem::hint)
                .containsExactly(
                        "Register https://www.app.example.com too, or a wildcard such as https://*.app.example.com.");
    }

    @Test
    void what_covers_the_origin_and_is_not_in_force_says_why() {
        assertThat(codes(explain("https://app.example.com", registered("https://app.example.com", "PENDING", null))))
                .containsExactly("ASKED_PENDING");
        assertThat(codes(explain("https://app.example.com", registered("https://app.example.com", "DISABLED", null))))
                .containsExactly("ASKED_DISABLED");
        OriginExplanation expired =
                explain("https://app.example.com", registered("https://app.example.com", "ACTIVE", NOW));
        assertThat(codes(expired)).containsExactly("ASKED_EXPIRED");
        assertThat(expired.differences().get(0).hint()).startsWith("It expired at 2026-03-01T12:00:00Z: ");
        assertThat(codes(explain("http://app.example.com", registered("https://app.example.com", "DISABLED", NOW))))
                .containsExactly("ASKED_SCHEME", "ASKED_DISABLED", "ASKED_EXPIRED");
    }

    @Test
    void an_approval_that_has_ended_is_told_with_its_end() {
        RegisteredOrigin standing = active("https://app.example.com")
                .with(RegisteredOrigin.Status.ACTIVE, Optional.of(new Approved("example.com", Optional.of(NOW))));

        OriginExplanation explanation = explain("https://app.example.com", standing);

        assertThat(codes(explanation)).containsExactly("ASKED_APPROVAL_ENDED");
        assertThat(explanation.differences().get(0).hint()).startsWith("It ended at 2026-03-01T12:00:00Z: ");
    }

    @Test
    void the_registration_that_decides_is_the_nearest_even_where_a_wider_one_would_allow() {
        OriginExplanation explanation = explain(
                "https://app.example.com",
                active("https://*.example.com"),
                registered("https://app.example.com", "DISABLED", null));

        assertThat(explanation.nearest().map(r -> r.pattern().text())).contains("https://app.example.com");
        assertThat(codes(explanation)).containsExactly("ASKED_DISABLED");
    }

    @Test
    void of_several_the_one_with_the_fewest_differences_is_the_nearest() {
        RegisteredOrigin[] all = {
            active("https://app.example.com:8443"),
            active("https://*.example.org"),
            active("https://shop.example.com"),
            active("https://ap.example.com")
        };

        assertThat(explain("https://app.example.com", all)
                        .nearest()
                        .map(r -> r.pattern().text()))
                .contains("https://app.example.com:8443");
        assertThat(explain("https://example.org", all)
                        .nearest()
                        .map(r -> r.pattern().text()))
                .contains("https://*.example.org");
        assertThat(explain("https://ap.example.com:1", all)
                        .nearest()
                        .map(r -> r.pattern().text()))
                .contains("https://ap.example.com");
    }

    /** The explanation and the matcher are two pieces of code: they must never disagree. */
    @Test
    void there_is_no_difference_exactly_where_the_pattern_matches() {
        Generator generator = Generator.create();
        List<OriginPattern> patterns = patterns();
        int matched = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Origin origin = Origin.parse(generator.oneOf(neighbours())).orElseThrow();
            OriginPattern pattern = generator.oneOf(patterns);
            OriginGaps.Gaps gaps = OriginGaps.between(of(pattern, "ACTIVE", null), origin, SUFFIXES, NOW);
            assertThat(gaps.problems().isEmpty() && gaps.distance() < OriginGaps.FAR)
                    .as("%s %s against %s", generator.seed(), origin, pattern.text())
                    .isEqualTo(pattern.matches(origin));
            assertThat(gaps.distance() == 0)
                    .as("%s %s against %s", generator.seed(), origin, pattern.text())
                    .isEqualTo(pattern.matches(origin));
            matched += pattern.matches(origin) ? 1 : 0;
        }
        assertThat(matched).isGreaterThan(ROUNDS / 100);
    }

    @Test
    void whatever_is_asked_is_explained_without_a_fault_and_never_allowed_by_being_repaired() {
        Generator generator = Generator.create();
        RegisteredOrigin[] all =
                patterns().stream().map(p -> of(p, "ACTIVE", null)).toArray(RegisteredOrigin[]::new);
        for (int i = 0; i < ROUNDS; i++) {
            String text = i % 2 == 0 ? generator.nearlyOrigin() : generator.anything();
            OriginExplanation explanation = explain(text, all);
            assertThat(explanation.form().isEmpty())
                    .as("%s %s", generator.seed(), text)
                    .isEqualTo(Origin.parse(text).isPresent());
        }
    }

    private static List<OriginPattern> patterns() {
        return List.of(
                        "https://app.example.com",
                        "https://app.example.com:8443",
                        "http://app.example.com",
                        "https://app.example.com.",
                        "https://a_b.example.com",
                        "https://example.com",
                        "https://*.example.com",
                        "https://*.example.com:8443",
                        "http://*.app.example.com",
                        "https://pr-*--app.example.com",
                        "https://*-app.example.com",
                        "http://localhost:*",
                        "http://127.0.0.1:*",
                        "http://localhost:5173")
                .stream()
                .map(text -> OriginPattern.parse(text).orThrow())
                .toList();
    }

    private static List<String> neighbours() {
        List<String> origins = new ArrayList<>();
        for (String scheme : List.of("https://", "http://")) {
            for (String host : List.of(
                    "app.example.com",
                    "app.example.com.",
                    "example.com",
                    "example.com.",
                    "a_b.example.com",
                    "x.app.example.com",
                    "pr-1--app.example.com",
                    "pr---app.example.com",
                    "pr-1_2--app.example.com",
                    "pr-1--app.example.com.",
                    "a.pr-1--app.example.com",
                    "-app.example.com".substring(1),
                    "a-app.example.com",
                    "evilexample.com",
                    "app.example.com.evil.com",
                    "appxexample.com",
                    "localhost",
                    "localhost.",
                    "127.0.0.1",
                    "[::1]",
                    "10.0.0.1",
                    "com")) {
                for (String port : List.of("", ":8443", ":5173")) {
                    origins.add(scheme + host + port);
                }
            }
        }
        return origins;
    }

    private static OriginExplanation explain(String asked, RegisteredOrigin... registered) {
        return OriginExplanation.of(asked, Arrays.asList(registered), SUFFIXES, NOW);
    }

    private static List<String> codes(OriginExplanation explanation) {
        return explanation.differences().stream().map(p -> p.code().name()).toList();
    }

    private static RegisteredOrigin active(String pattern) {
        return registered(pattern, "ACTIVE", null);
    }

    private static RegisteredOrigin registered(String pattern, String status, @Nullable Instant expiresAt) {
        return of(OriginPattern.parse(pattern).orThrow(), status, expiresAt);
    }

    private static RegisteredOrigin of(OriginPattern pattern, String status, @Nullable Instant expiresAt) {
        return new RegisteredOrigin(
                ACME,
                pattern,
                RegisteredOrigin.Status.valueOf(status),
                CorsSettings.NONE,
                Optional.ofNullable(expiresAt),
                "");
    }
}
