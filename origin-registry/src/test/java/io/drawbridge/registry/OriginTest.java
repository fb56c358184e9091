package io.drawbridge.registry;

import static io.drawbridge.registry.Sample.origin;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

    private static final int ROUNDS = Generator.rounds(50_000);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "http://example.com",
                "https://example.com:8443",
                "https://example.com:80",
                "http://example.com:443",
                "https://example.com:1",
                "https://example.com:65535",
                "https://a",
                "http://localhost",
                "http://localhost:3000",
                "https://xn--bcher-kva.example",
                "https://a-b.example",
                "https://under_score.example",
                "https://_a.example",
                "https://example.com.",
                "https://example.com.:8443",
                "https://1a.example",
                "https://1.2.3.4a",
                "https://0x.a",
                "https://a.0xg",
                "https://a.0x1g",
                "https://127.0.0.1",
                "https://0.0.0.0",
                "https://255.255.255.255:8443",
                "http://[::1]",
                "http://[::1]:3000",
                "http://[::]",
                "http://[1::]",
                "http://[2001:db8::1]",
                "http://[2001:db8:0:1:1:1:1:1]",
                "http://[1:0:0:2::3]",
                "http://[1::2:0:0:3:4]",
                "http://[ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]",
                "http://[::ffff:102:304]"
            })
    void whatABrowserSendsIsAnOrigin(String text) {
        assertThat(Origin.parse(text)).map(Origin::toString).contains(text);
        assertThat(OriginDiagnosis.of(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "Null",
                "*",
                "https://",
                "https:example.com",
                "https:/example.com",
                "//example.com",
                "example.com",
                "HTTPS://example.com",
                "Https://example.com",
                "https://Example.com",
                "https://example.com/",
                "https://example.com/a",
                "https://example.com?",
                "https://example.com?a=b",
                "https://example.com#",
                "https://example.com\\",
                "https://user@example.com",
                "https://user:password@example.com",
                "https://app.example.com@evil.example",
                "https://example.com:",
                "https://example.com:443",
                "http://example.com:80",
                "https://example.com:0",
                "https://example.com:00",
                "https://example.com:0443",
                "https://example.com:08443",
                "https://example.com:99999",
                "https://example.com:65536",
                "https://example.com:655350",
                "https://example.com:8443:8443",
                "https://example.com:84a3",
                "https://example.com:-1",
                "https://example.com:+1",
                "https://example.com:٣",
                "https://example..com",
                "https://.example.com",
                "https://example.com..",
                "https://.",
                "https://-a.example",
                "https://a-.example",
                "https://a b.example",
                " https://example.com",
                "https://example.com ",
                "https://example.com\r\n",
                "https://example.com\n",
                "https://exam\tple.com",
                "https://exam\u0000ple.com",
                "https://a.example,https://b.example",
                "https://a.example, https://b.example",
                "https://a.example https://b.example",
                "https://a.example\u000bhttps://b.example",
                "https://bücher.example",
                "https://ex\u00adample.com",
                "https://example。com",
                "https://%65xample.com",
                "https://example.com%60",
                "https://example.com%0b",
                "https://example.com%0d%0a",
                "https://*.example.com",
                "https://127.1",
                "https://127.0.1",
                "https://127.0.0.1.",
                "https://127.0.0.01",
                "https://127.0.0.256",
                "https://127.0.0.1.1",
                "https://0177.0.0.1",
                "https://0x7f.0.0.1",
                "https://0x7f000001",
                "https://2130706433",
                "https://example.1",
                "https://example.0x1f",
                "https://example.0x",
                "https://::1",
                "https://[::1",
                "https://::1]",
                "https://[]",
                "https://[:]",
                "https://[:::]",
                "https://[::1]a",
                "https://[0::1]",
                "https://[::01]",
                "https://[::A]",
                "https://[::g]",
                "https://[0:0:0:0:0:0:0:1]",
                "https://[1:2:3:4:5:6:7]",
                "https://[1:2:3:4:5:6:7:8:9]",
                "https://[1:2:3:4::5:6:7:8]",
                "https://[::1:2:3:4:5:6:7:8]",
                "https://[1::2::3]",
                "https://[1:0:2:3:4:5::7]",
                "https://[2001:db8::1:1:1:1:1]",
                "https://[1:0:0:2:0:0:0:3]",
                "https://[1:0:0:2:3:0:0:4]",
                "https://[::ffff:1.2.3.4]",
                "https://[::1%25eth0]",
                "https://[12345::]",
                "ftp://example.com",
                "file://",
                "file:///",
                "data:text/html",
                "capacitor://localhost",
                "chrome-extension://abcdef",
                "ws://example.com",
                "httpss://example.com",
                "https ://example.com"
            })
    void whatNoBrowserSendsAsAWebPagesOriginIsNone(String text) {
        assertThat(Origin.parse(text)).isEmpty();
        assertThat(OriginDiagnosis.of(text)).isNotEmpty();
    }

    @Test
    void everyOtherCharacterInAHostMakesItNone() {
        for (char c = 0; c < 0x100; c++) {
            boolean allowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
            assertThat(Origin.parse("https://a" + c + "b.example").isPresent())
                    .as("character %d", (int) c)
                    .isEqualTo(allowed);
        }
    }

    @Test
    void lengthsEndWhereDnsEndsThem() {
        String label = "a".repeat(63);
        String longest = String.join(".", label, label, label, "a".repeat(61));

        assertThat(longest).hasSize(253);
        assertThat(Origin.parse("https://" + label + ".example")).isPresent();
        assertThat(Origin.parse("https://a" + label + ".example")).isEmpty();
        assertThat(Origin.parse("https://" + longest)).isPresent();
        assertThat(Origin.parse("https://" + longest + ".:65535")).isPresent();
        assertThat(Origin.parse("https://" + longest + "a")).isEmpty();
        assertThat(Origin.parse("https://" + "a.".repeat(4096) + "example")).isEmpty();
    }

    @Test
    void itsPartsAreThoseThatWereWritten() {
        assertThat(origin("https://app.example.com")).satisfies(o -> {
            assertThat(o.scheme()).isEqualTo("https");
            assertThat(o.host()).isEqualTo("app.example.com");
            assertThat(o.port()).isEqualTo(443);
        });
        assertThat(origin("http://[::1]:3000")).satisfies(o -> {
            assertThat(o.scheme()).isEqualTo("http");
            assertThat(o.host()).isEqualTo("[::1]");
            assertThat(o.port()).isEqualTo(3000);
        });
        assertThat(origin("http://a").port()).isEqualTo(80);
    }

    @Test
    void onlyThisMachineIsLoopback() {
        assertThat(List.of("http://localhost", "http://127.0.0.1:1", "https://[::1]:3000"))
                .allMatch(t -> origin(t).isLoopback());
        assertThat(List.of(
                        "http://localhost.",
                        "http://localhost.example",
                        "http://a.localhost",
                        "http://127.0.0.2",
                        "http://[::2]",
                        "http://[::]"))
                .noneMatch(t -> origin(t).isLoopback());
    }

    @Test
    void originsAreEqualWhenTheirBytesAre() {
        Origin one = origin("https://example.com");

        assertThat(one).isEqualTo(origin("https://example.com")).hasSameHashCodeAs(origin("https://example.com"));
        assertThat(List.of(
                        "http://example.com",
                        "https://example.com.",
                        "https://example.com:8443",
                        "https://b.example.com"))
                .noneMatch(t -> origin(t).equals(one));
        assertThat(one.equals((Object) "https://example.com")).isFalse();
    }

    /** The grammar once more, as a regular expression, without IPv6. */
    private static final Pattern REFERENCE = Pattern.compile(
            "(?<scheme>https?)://(?<host>([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*\\.?)(:(?<port>[1-9][0-9]{0,4}))?");

    private static final Pattern NUMBER_AT_END = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)\\.?");
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}");

    private static boolean isOrigin(String text) {
        var match = REFERENCE.matcher(text);
        if (!match.matches()) {
            return false;
        }
        String host = match.group("host");
        String port = match.group("port");
        boolean portFits = port == null
                || (Integer.parseInt(port) <= 65535
                        && Integer.parseInt(port) != (match.group("scheme").equals("https") ? 443 : 80));
        boolean hostFits = NUMBER_AT_END.matcher(host).matches()
                ? IPV4.matcher(host).matches()
                : host.replaceAll("\\.$", "").length() <= 253;
        return portFits && hostFits;
    }

    @Test
    void generatedTextsAreOriginsWhereTheReferenceSaysSo() {
        Generator generator = Generator.create();
        int origins = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String text = generator.nearlyOrigin();
            if (text.indexOf('[') >= 0) {
                continue;
            }
            Optional<Origin> origin = Origin.parse(text);
            assertThat(origin.isPresent()).as("%s %s", generator.seed(), text).isEqualTo(isOrigin(text));
            origins += origin.isPresent() ? 1 : 0;
        }
        assertThat(origins).as(generator.seed()).isBetween(ROUNDS / 20, ROUNDS * 19 / 20);
    }

    @Test
    void whatIsNoOriginHasAReasonAndWhatIsOneHasNone() {
        Generator generator = Generator.create();
        for (int i = 0; i < ROUNDS; i++) {
            String text = i % 2 == 0 ? generator.nearlyOrigin() : generator.anything();
            Optional<Origin> origin = Origin.parse(text);
            assertThat(OriginDiagnosis.of(text).isEmpty())
                    .as("%s %s", generator.seed(), text)
                    .isEqualTo(origin.isPresent());
            origin.ifPresent(o -> assertThat(o.toString()).isEqualTo(text));
            assertThat(OriginPattern.parse(text).problems().isEmpty())
                    .as("%s %s", generator.seed(), text)
                    .isEqualTo(OriginPattern.parse(text).value().isPresent());
        }
    }
}
