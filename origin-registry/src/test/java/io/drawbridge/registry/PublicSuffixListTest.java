package io.drawbridge.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.psl.PublicSuffixMatcher;
import org.junit.jupiter.api.Test;

class PublicSuffixListTest {

    private static final PublicSuffixList LIST = PublicSuffixList.bundled();
    private static final Pattern VECTOR =
            Pattern.compile("checkPublicSuffix\\('(?<host>[^']*)', (null|'(?<domain>[^']*)')\\);");

    @Test
    void theBundledListSaysWhenItWasPublished() {
        assertThat(LIST.version()).matches("20[0-9]{2}-[01][0-9]-[0-3][0-9]_.*_UTC");
    }

    /** The list's own test vectors (public domain, says their head), as far as they are lower-case names. */
    @Test
    void theOfficialVectorsHold() throws IOException {
        int vectors = 0;
        for (String line : lines("public-suffix-vectors.txt")) {
            Matcher vector = VECTOR.matcher(line);
            if (!vector.matches() || vector.group("host").startsWith(".")) {
                continue;
            }
            String host = ascii(vector.group("host"));
            Optional<String> domain =
                    Optional.ofNullable(vector.group("domain")).map(PublicSuffixListTest::ascii);
            assertThat(LIST.registrableDomain(host)).as(line).isEqualTo(domain);
            assertThat(LIST.isPublicSuffix(host)).as(line).isEqualTo(domain.isEmpty());
            vectors++;
        }
        assertThat(vectors).isGreaterThan(70);
    }

    @Test
    void anotherImplementationOverTheSameListAgrees() throws IOException {
        List<String> names = new ArrayList<>();
        Collection<String> rules = new ArrayList<>();
        Collection<String> exceptions = new ArrayList<>();
        for (String line : lines("public-suffix-list.txt")) {
            if (line.startsWith("#")) {
                continue;
            }
            String rule = line.replace(" private", "");
            String name = rule.replaceFirst("^(!|\\*\\.)", "");
            names.add(name);
            // The other one compares names in their Unicode form.
            if (rule.startsWith("!")) {
                exceptions.add(IDN.toUnicode(name));
            } else {
                rules.add(IDN.toUnicode(rule));
            }
        }
        PublicSuffixMatcher other = new PublicSuffixMatcher(rules, exceptions);
        int compared = 0;
        for (String name : names) {
            for (String host : List.of("a." + name, "b.a." + name, "c.b.a." + name)) {
                Optional<String> expected =
                        Optional.ofNullable(other.getDomainRoot(host)).map(PublicSuffixListTest::ascii);
                assertThat(LIST.registrableDomain(host)).as(host).isEqualTo(expected);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(25_000);
    }

    @Test
    void aWildcardIsOpenOverASuffixAndOverAHostWhoseNamesAllAreSuffixes() {
        assertThat(List.of(
                        "com", "co.uk", "github.io", "kawasaki.jp", "foo.kawasaki.jp", "ck", "unlisted", "vercel.app"))
                .allMatch(LIST::isOpenBelow);
        assertThat(List.of("example.com", "city.kawasaki.jp", "www.ck", "a.foo.kawasaki.jp", "example.unlisted"))
                .noneMatch(LIST::isOpenBelow);
        assertThat(LIST.isPublicSuffix("kawasaki.jp")).isFalse();
    }

    @Test
    void whatOnlyHasNoNameAboveItIsNotInTheList() {
        assertThat(List.of("com", "co.uk", "vercel.app", "foo.kawasaki.jp", "ck"))
                .allMatch(LIST::isListed);
        assertThat(List.of("localhost", "unlisted", "example.com", "www.ck", "10.1.2.3", "kawasaki.jp"))
                .noneMatch(LIST::isListed);
    }

    @Test
    void aSuffixOfThePrivateSectionIsToldApart() {
        assertThat(List.of(
                        "vercel.app",
                        "github.io",
                        "s3.amazonaws.com",
                        "001.test.code-builder-stg.platform.salesforce.com"))
                .allMatch(LIST::isPrivateSuffix);
        assertThat(LIST.isPrivateSuffix("a.001.test.code-builder-stg.platform.salesforce.com"))
                .isTrue();
        assertThat(List.of("com", "co.uk", "kawasaki.jp", "foo.kawasaki.jp", "example.com", "a.vercel.app", "unlisted"))
                .noneMatch(LIST::isPrivateSuffix);
    }

    private static String ascii(String name) {
        return IDN.toASCII(name).toLowerCase(Locale.ROOT);
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = PublicSuffixListTest.class.getResourceAsStream(resource);
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
