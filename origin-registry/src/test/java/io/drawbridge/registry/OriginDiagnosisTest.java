package io.drawbridge.registry;

import static io.drawbridge.registry.ProblemCode.ORIGIN_CHARACTER;
import static io.drawbridge.registry.ProblemCode.ORIGIN_DEFAULT_PORT;
import static io.drawbridge.registry.ProblemCode.ORIGIN_EMPTY;
import static io.drawbridge.registry.ProblemCode.ORIGIN_FRAGMENT;
import static io.drawbridge.registry.ProblemCode.ORIGIN_HOST;
import static io.drawbridge.registry.ProblemCode.ORIGIN_IPV4;
import static io.drawbridge.registry.ProblemCode.ORIGIN_IPV6;
import static io.drawbridge.registry.ProblemCode.ORIGIN_LIST;
import static io.drawbridge.registry.ProblemCode.ORIGIN_NOT_ASCII;
import static io.drawbridge.registry.ProblemCode.ORIGIN_NULL;
import static io.drawbridge.registry.ProblemCode.ORIGIN_PATH;
import static io.drawbridge.registry.ProblemCode.ORIGIN_PERCENT;
import static io.drawbridge.registry.ProblemCode.ORIGIN_PORT;
import static io.drawbridge.registry.ProblemCode.ORIGIN_QUERY;
import static io.drawbridge.registry.ProblemCode.ORIGIN_SCHEME;
import static io.drawbridge.registry.ProblemCode.ORIGIN_SCHEME_MISSING;
import static io.drawbridge.registry.ProblemCode.ORIGIN_UPPER_CASE;
import static io.drawbridge.registry.ProblemCode.ORIGIN_USERINFO;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OriginDiagnosisTest {

    static Stream<Arguments> mistakes() {
        return Stream.of(
                of("", ORIGIN_EMPTY),
                of("null", ORIGIN_NULL),
                of("NULL", ORIGIN_NULL),
                of("a.example", ORIGIN_SCHEME_MISSING),
                of("localhost:3000", ORIGIN_SCHEME_MISSING),
                of(":", ORIGIN_SCHEME_MISSING),
                of("mailto:a", ORIGIN_SCHEME),
                of("ftp://a.example", ORIGIN_SCHEME),
                of("https://a.example,https://b.example", ORIGIN_LIST),
                of("https://a.example https://b.example", ORIGIN_LIST),
                of("https://a.example, b", ORIGIN_LIST),
                of("https://a.example/", ORIGIN_PATH),
                of("https://a.example\\x", ORIGIN_PATH),
                of("https://a.example?x#y", ORIGIN_QUERY, ORIGIN_FRAGMENT),
                of("https://a.example#?", ORIGIN_FRAGMENT),
                of("https://a.example/?#", ORIGIN_PATH, ORIGIN_QUERY, ORIGIN_FRAGMENT),
                of("https://u@a.example", ORIGIN_USERINFO),
                of("https://u:p@a.example:443", ORIGIN_USERINFO, ORIGIN_DEFAULT_PORT),
                of("http://a.example:80", ORIGIN_DEFAULT_PORT),
                of("http://a.example:0", ORIGIN_PORT),
                of("https://[::1]:0", ORIGIN_PORT),
                of("https://[::1]:443", ORIGIN_DEFAULT_PORT),
                of("https://A.example", ORIGIN_UPPER_CASE),
                of("HTTPS://a.example", ORIGIN_UPPER_CASE),
                of("https://a .example", ORIGIN_CHARACTER),
                of("https://a\u007f.example", ORIGIN_CHARACTER),
                of("https://a!.example:443", ORIGIN_DEFAULT_PORT, ORIGIN_CHARACTER),
                of("https://ü.example", ORIGIN_NOT_ASCII),
                of("https://u:p@ü.example", ORIGIN_USERINFO, ORIGIN_NOT_ASCII),
                of("https://ü:p@a", ORIGIN_USERINFO, ORIGIN_NOT_ASCII),
                of("https://a%2e.example", ORIGIN_PERCENT),
                of("https://a..example", ORIGIN_HOST),
                of("https://a*.example", ORIGIN_HOST),
                of("https://", ORIGIN_HOST),
                of("https://:8443", ORIGIN_HOST),
                of("https://1.2.3", ORIGIN_IPV4),
                of("https://0X7F.1", ORIGIN_UPPER_CASE, ORIGIN_IPV4),
                of("https://[1:2]", ORIGIN_IPV6),
                of("https://::1", ORIGIN_IPV6),
                of(
                        "FTP://U@Ü.example:99999/p?q#f",
                        ORIGIN_SCHEME,
                        ORIGIN_USERINFO,
                        ORIGIN_NOT_ASCII,
                        ORIGIN_UPPER_CASE,
                        ORIGIN_PORT,
                        ORIGIN_PATH,
                        ORIGIN_QUERY,
                        ORIGIN_FRAGMENT));
    }

    private static Arguments of(String text, ProblemCode... codes) {
        return Arguments.of(text, codes);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void everyReasonIsGivenAtOnce(String text, ProblemCode[] codes) {
        assertThat(OriginDiagnosis.of(text)).extracting(Problem::code).containsExactlyInAnyOrder(codes);
        assertThat(OriginDiagnosis.of(text)).extracting(Problem::pointer).containsOnly("");
    }

    @Test
    void theHintIsTheVeryFix() {
        assertThat(OriginDiagnosis.of("https://Bücher.example:8443/"))
                .extracting(Problem::text)
                .contains(
                        "\"https://Bücher.example:8443/\" has letters outside ASCII. Browsers send international names in their punycode form. Write the punycode form: xn--bcher-kva.example. See docs/problems.md#origin-not-ascii");
        assertThat(OriginDiagnosis.of("HTTPS://A.example/B"))
                .extracting(Problem::hint)
                .contains("Write it in lower case: https://a.example.");
        assertThat(OriginDiagnosis.of("https://" + "ü".repeat(100) + ".example"))
                .extracting(Problem::hint)
                .contains("Write the punycode form (xn--…).");
    }
}
