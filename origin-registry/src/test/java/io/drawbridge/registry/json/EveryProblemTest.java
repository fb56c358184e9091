package io.drawbridge.registry.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.PatternRules;
import io.drawbridge.registry.Problem;
import io.drawbridge.registry.ProblemCode;
import io.drawbridge.registry.PublicSuffixList;
import io.drawbridge.registry.TenantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each problem code can be met, at one place and by itself. */
class EveryProblemTest {

    private static final PatternRules RULES = new PatternRules(PublicSuffixList.bundled(), TenantSource.ORIGIN, false);

    /**
     * A mistake.
     *
     * @param pointer where it is reported
     * @param document the document, sound but for this
     */
    record Mistake(ProblemCode code, String pointer, String document) {}

    static Stream<Mistake> mistakes() {
        return Stream.of(documents(), origins(), patterns(), grants(), tenants(), issuers(), revocations(), rules())
                .flatMap(s -> s);
    }

    private static Stream<Mistake> documents() {
        return Stream.of(
                new Mistake(ProblemCode.JSON_SYNTAX, "", "{\"tenants\": ["),
                new Mistake(ProblemCode.JSON_SYNTAX, "", ""),
                new Mistake(ProblemCode.JSON_SYNTAX, "", "{\"tenants\": []} x"),
                new Mistake(ProblemCode.JSON_SYNTAX, "", "{\"tenants\": []} {}"),
                new Mistake(ProblemCode.JSON_SYNTAX, "", "{\"tenants\": [], }"),
                new Mistake(ProblemCode.JSON_SYNTAX, "", "{'tenants': []}"),
                new Mistake(ProblemCode.JSON_SYNTAX, "", "[".repeat(100) + "]".repeat(100)),
                new Mistake(ProblemCode.JSON_UNKNOWN_FIELD, "/a~1~0b", "{\"tenants\": [], \"a/~b\": 1}"),
                new Mistake(ProblemCode.JSON_DUPLICATE_KEY, "/tenants", "{\"tenants\": [], \"tenants\": []}"),
                new Mistake(ProblemCode.JSON_UNKNOWN_FIELD, "/origins", "{\"tenants\": [], \"origins\": []}"),
                new Mistake(ProblemCode.JSON_WRONG_TYPE, "", "[]"),
                new Mistake(ProblemCode.JSON_WRONG_TYPE, "/tenants", "{\"tenants\": {}}"),
                new Mistake(ProblemCode.JSON_WRONG_TYPE, "/tenants/0", "{\"tenants\": [null]}"),
                new Mistake(ProblemCode.JSON_WRONG_TYPE, "/platform", "{\"tenants\": [], \"platform\": null}"),
                new Mistake(ProblemCode.JSON_WRONG_TYPE, "/$schema", "{\"tenants\": [], \"$schema\": 1}"),
                new Mistake(ProblemCode.JSON_MISSING_FIELD, "", "{}"),
                new Mistake(
                        ProblemCode.JSON_UNKNOWN_FIELD,
                        "/tenants/0/cors/headers",
                        tenant("\"cors\": {\"headers\": []}")),
                new Mistake(
                        ProblemCode.JSON_WRONG_TYPE,
                        "/tenants/0/cors/methods/1",
                        tenant("\"cors\": {\"methods\": [\"GET\", 1]}")),
                new Mistake(
                        ProblemCode.JSON_WRONG_TYPE,
                        "/tenants/0/cors/maxAgeSeconds",
                        tenant("\"cors\": {\"maxAgeSeconds\": 1.5}")),
                new Mistake(
                        ProblemCode.JSON_WRONG_TYPE,
                        "/tenants/0/cors/maxAgeSeconds",
                        tenant("\"cors\": {\"maxAgeSeconds\": 99999999999}")),
                new Mistake(
                        ProblemCode.JSON_WRONG_TYPE,
                        "/tenants/0/cors/credentials",
                        tenant("\"cors\": {\"credentials\": 1}")),
                new Mistake(
                        ProblemCode.TOO_MANY,
                        "/tenants/0/cors/requestHeaders",
                        tenant("\"cors\": {\"requestHeaders\": [" + many(31, "\"x-%d\"") + "]}")),
                new Mistake(
                        ProblemCode.TOO_MANY,
                        "/tenants/0/issuers",
                        tenant("\"issuers\": ["
                                + many(
                                        21,
                                        "{\"id\": \"i-%1$d\", \"iss\": \"https://i.example/%1$d\", \"jwksUri\": \"https://i.example/\", \"audiences\": [\"a\"]}")
                                + "]")),
                new Mistake(
                        ProblemCode.TOO_MANY,
                        "/platform/routeRules",
                        "{\"tenants\": [], \"platform\": {\"routeRules\": ["
                                + many(201, "{\"methods\": [\"GET\"], \"resource\": \"/%d\"}")
                                + "]}}"),
                new Mistake(
                        ProblemCode.DUPLICATE,
                        "/tenants/1/id",
                        "{\"tenants\": [{\"id\": \"acme\"}, {\"id\": \"acme\"}]}"),
                new Mistake(
                        ProblemCode.DUPLICATE,
                        "/tenants/0/origins/1/pattern",
                        tenant(
                                "\"origins\": [{\"pattern\": \"https://a.example\"}, {\"pattern\": \"https://a.example\"}]")),
                new Mistake(
                        ProblemCode.DUPLICATE,
                        "/tenants/1/usageIdentifierKey",
                        "{\"tenants\": [{\"id\": \"a\", \"usageIdentifierKey\": \"0123456789abcdefghij\"},"
                                + " {\"id\": \"b\", \"usageIdentifierKey\": \"0123456789abcdefghij\"}]}"),
                new Mistake(
                        ProblemCode.DUPLICATE,
                        "/tenants/0/cors/requestHeaders/1",
                        tenant("\"cors\": {\"requestHeaders\": [\"x-a\", \"X-A\"]}")));
    }

    private static Stream<Mistake> origins() {
        return Stream.of(
                pattern(ProblemCode.ORIGIN_EMPTY, ""),
                pattern(ProblemCode.ORIGIN_NULL, "null"),
                pattern(ProblemCode.ORIGIN_LIST, "https://a.example,https://b.example"),
                pattern(ProblemCode.ORIGIN_CHARACTER, "https://a b.example"),
                pattern(ProblemCode.ORIGIN_NOT_ASCII, "https://bücher.example"),
                pattern(ProblemCode.ORIGIN_UPPER_CASE, "https://A.example"),
                pattern(ProblemCode.ORIGIN_SCHEME_MISSING, "a.example"),
                pattern(ProblemCode.ORIGIN_SCHEME, "data:text/html"),
                pattern(ProblemCode.ORIGIN_SCHEME, "ftp://a.example"),
                pattern(ProblemCode.ORIGIN_USERINFO, "https://user@a.example"),
                pattern(ProblemCode.ORIGIN_PATH, "https://a.example/"),
                pattern(ProblemCode.ORIGIN_QUERY, "https://a.example?x"),
                pattern(ProblemCode.ORIGIN_FRAGMENT, "https://a.example#x"),
                pattern(ProblemCode.ORIGIN_PERCENT, "https://%61.example"),
                pattern(ProblemCode.ORIGIN_PORT, "https://a.example:0443"),
                pattern(ProblemCode.ORIGIN_DEFAULT_PORT, "https://a.example:443"),
                pattern(ProblemCode.ORIGIN_HOST, "https://-a.example"),
                pattern(ProblemCode.ORIGIN_IPV4, "https://127.1"),
                pattern(ProblemCode.ORIGIN_IPV6, "https://[0::1]"));
    }

    private static Stream<Mistake> patterns() {
        return Stream.of(
                pattern(ProblemCode.ORIGIN_STAR, "*"),
                pattern(ProblemCode.PATTERN_WILDCARD_PLACE, "https://app.*.example"),
                pattern(ProblemCode.PATTERN_WILDCARD_IP, "https://*.10.0.0.1"),
                pattern(ProblemCode.PATTERN_WILDCARD_HOST, "https://*.a_b.example"),
                pattern(ProblemCode.PATTERN_PUBLIC_SUFFIX, "https://*.github.io"),
                pattern(ProblemCode.PATTERN_SHARED_SUFFIX, "https://pr-*.vercel.app"),
                pattern(ProblemCode.PATTERN_ANY_PORT, "https://a.example:*"),
                pattern(ProblemCode.PATTERN_ANY_PORT_MODE, "http://localhost:*"),
                pattern(ProblemCode.PATTERN_TOO_DEEP, "https://*." + "a.".repeat(15) + "b.example"),
                new Mistake(
                        ProblemCode.PATTERN_CLAIMED,
                        "/tenants/1/origins/0/pattern",
                        "{\"tenants\": [{\"id\": \"a\", \"origins\": [{\"pattern\": \"https://a.example\"}]}, {\"id\": \"b\", \"origins\": [{\"pattern\": \"https://a.example\"}]}]}"),
                new Mistake(
                        ProblemCode.PATTERN_CROWDED,
                        "/tenants/0/origins/50/pattern",
                        tenant("\"origins\": [" + many(51, "{\"pattern\": \"https://p%d-*.a.example\"}") + "]")));
    }

    private static Stream<Mistake> grants() {
        return Stream.of(
                grant(ProblemCode.GRANT_METHOD, "/methods/0", "\"methods\": [\"G T\"]"),
                grant(ProblemCode.GRANT_METHOD_CASE, "/methods/0", "\"methods\": [\"patch\"]"),
                grant(ProblemCode.GRANT_METHOD_FORBIDDEN, "/methods/0", "\"methods\": [\"TRACE\"]"),
                grant(ProblemCode.GRANT_HEADER, "/requestHeaders/0", "\"requestHeaders\": [\"x:\"]"),
                grant(ProblemCode.GRANT_HEADER, "/exposedHeaders/0", "\"exposedHeaders\": [\"\"]"),
                grant(ProblemCode.GRANT_HEADER_FORBIDDEN, "/requestHeaders/0", "\"requestHeaders\": [\"Sec-X\"]"),
                grant(
                        ProblemCode.GRANT_EXPOSED_FORBIDDEN,
                        "/exposedHeaders/0",
                        "\"exposedHeaders\": [\"Set-Cookie2\"]"),
                grant(
                        ProblemCode.GRANT_HEADER_CORS,
                        "/requestHeaders/0",
                        "\"requestHeaders\": [\"Access-Control-Allow-Origin\"]"),
                grant(ProblemCode.GRANT_STAR_ALONE, "/exposedHeaders/0", "\"exposedHeaders\": [\"*\", \"x-a\"]"),
                grant(ProblemCode.GRANT_STAR_CREDENTIALS, "/methods/0", "\"methods\": [\"*\"], \"credentials\": true"),
                grant(ProblemCode.GRANT_MAX_AGE, "/maxAgeSeconds", "\"maxAgeSeconds\": -1"),
                new Mistake(
                        ProblemCode.GRANT_STAR_CREDENTIALS,
                        "/tenants/0/origins/0/cors/credentials",
                        tenant(
                                "\"cors\": {\"exposedHeaders\": [\"*\"]}, \"origins\": [{\"pattern\": \"https://a.example\", \"cors\": {\"credentials\": true}}]")),
                new Mistake(
                        ProblemCode.GRANT_METHOD_CASE,
                        "/tenants/0/origins/0/cors/methods/0",
                        tenant(
                                "\"origins\": [{\"pattern\": \"https://a.example\", \"cors\": {\"methods\": [\"get\"]}}]")),
                new Mistake(
                        ProblemCode.GRANT_HTTP_CREDENTIALS,
                        "/tenants/0/origins/0/pattern",
                        tenant(
                                "\"cors\": {\"credentials\": true}, \"origins\": [{\"pattern\": \"http://a.example\"}]")));
    }

    private static Stream<Mistake> tenants() {
        return Stream.of(
                new Mistake(ProblemCode.TENANT_ID, "/tenants/0/id", "{\"tenants\": [{\"id\": \"-acme\"}]}"),
                new Mistake(ProblemCode.TENANT_STATUS, "/tenants/0/status", tenant("\"status\": \"off\"")),
                new Mistake(
                        ProblemCode.TENANT_STATUS,
                        "/tenants/0/origins/0/status",
                        tenant("\"origins\": [{\"pattern\": \"https://a.example\", \"status\": \"suspended\"}]")),
                new Mistake(ProblemCode.TEXT, "/tenants/0/displayName", tenant("\"displayName\": \"\"")),
                new Mistake(
                        ProblemCode.TEXT,
                        "/tenants/0/origins/0/description",
                        tenant("\"origins\": [{\"pattern\": \"https://a.example\", \"description\": \"\\u0000\"}]")),
                new Mistake(
                        ProblemCode.INSTANT,
                        "/tenants/0/monitorUntil",
                        tenant("\"monitorUntil\": \"2027-01-31T12:00:00+01:00\"")),
                new Mistake(
                        ProblemCode.INSTANT,
                        "/tenants/0/monitorUntil",
                        tenant("\"monitorUntil\": \"2027-02-31T12:00:00Z\"")),
                new Mistake(
                        ProblemCode.USAGE_KEY,
                        "/tenants/0/usageIdentifierKey",
                        tenant("\"usageIdentifierKey\": \"0123456789abcdefghi\"")),
                new Mistake(
                        ProblemCode.USAGE_KEY_MISSING,
                        "/tenants/1",
                        "{\"platform\": {\"usagePlans\": true}, \"tenants\": [{\"id\": \"a\", \"usageIdentifierKey\": \"0123456789abcdefghij\"}, {\"id\": \"b\"}]}"));
    }

    private static Stream<Mistake> issuers() {
        return Stream.of(
                issuer(ProblemCode.ISSUER_ID, "/id", "id", "\"A\""),
                issuer(ProblemCode.ISSUER_URL, "/iss", "iss", "\"http://id.example\""),
                issuer(ProblemCode.ISSUER_URL, "/iss", "iss", "\"https://id.example?a\""),
                issuer(ProblemCode.ISSUER_JWKS, "/jwksUri", "jwksUri", "\"https://id.example:8443/jwks\""),
                issuer(ProblemCode.ISSUER_AUDIENCES, "/audiences", "audiences", "[]"),
                issuer(ProblemCode.TEXT, "/audiences/0", "audiences", "[\"\"]"),
                issuer(ProblemCode.ISSUER_ALGORITHMS, "/algorithms", "algorithms", "[]"),
                issuer(ProblemCode.ISSUER_ALGORITHM, "/algorithms/0", "algorithms", "[\"HS256\"]"),
                issuer(ProblemCode.ISSUER_ALGORITHM, "/algorithms/0", "algorithms", "[\"none\"]"),
                issuer(ProblemCode.DUPLICATE, "/algorithms/1", "algorithms", "[\"RS256\", \"RS256\"]"),
                issuer(ProblemCode.ISSUER_CLAIM, "/tenantClaim", "tenantClaim", "\"\""),
                issuer(ProblemCode.ISSUER_CLAIM, "/scopeClaim", "scopeClaim", "\"a b\""),
                issuer(ProblemCode.ISSUER_CLOCK_SKEW, "/clockSkewSeconds", "clockSkewSeconds", "61"),
                issuer(ProblemCode.ISSUER_LIFETIME, "/longestLifetimeSeconds", "longestLifetimeSeconds", "86401"),
                issuer(ProblemCode.ISSUER_LOCAL, "", "jwksUri", "\"http://localhost:4000/jwks\""),
                issuer(ProblemCode.JSON_UNKNOWN_FIELD, "/aud", "aud", "\"x\""),
                issuer(ProblemCode.ISSUER_PROVIDER, "/provider", "provider", "\"Cognito\""),
                issuer(ProblemCode.ISSUER_CLAIM, "/audienceClaim", "audienceClaim", "\"\""),
                issuer(ProblemCode.ISSUER_CLAIM, "/requiredClaims/a b", "requiredClaims", "{\"a b\": \"c\"}"),
                issuer(ProblemCode.TEXT, "/requiredClaims/a~1b", "requiredClaims", "{\"a/b\": \"\"}"),
                issuer(ProblemCode.JSON_WRONG_TYPE, "/requiredClaims/ver", "requiredClaims", "{\"ver\": 1}"),
                issuer(
                        ProblemCode.TOO_MANY,
                        "/requiredClaims",
                        "requiredClaims",
                        "{" + many(11, "\"c%d\": \"v\"") + "}"),
                new Mistake(
                        ProblemCode.ISSUER_TENANT_CLAIM,
                        "/platform/issuers/0/tenantClaim",
                        "{\"tenants\": [], \"platform\": {\"issuers\": [" + issuer("", "") + "]}}"),
                new Mistake(
                        ProblemCode.ISSUER_RESERVED,
                        "/tenants/0/issuers/0/iss",
                        "{\"platform\": {\"issuers\": [" + issuer("tenantClaim", "\"t\"")
                                + "]}, \"tenants\": [{\"id\": \"acme\", \"issuers\": [" + issuer("", "") + "]}]}"),
                new Mistake(
                        ProblemCode.ISSUER_CLAIMED,
                        "/tenants/0/issuers/0/iss",
                        "{\"tenants\": [{\"id\": \"a\", \"issuers\": [" + issuer("", "")
                                + "]}, {\"id\": \"b\", \"issuers\": [" + issuer("", "") + "]}]}"),
                new Mistake(
                        ProblemCode.DUPLICATE,
                        "/tenants/0/issuers/1/iss",
                        tenant("\"issuers\": [" + issuer("", "") + ", " + issuer("id", "\"other\"") + "]")),
                new Mistake(
                        ProblemCode.DUPLICATE,
                        "/tenants/0/issuers/1/id",
                        tenant("\"issuers\": [" + issuer("", "") + ", " + issuer("iss", "\"https://other.example\"")
                                + "]")),
                new Mistake(
                        ProblemCode.JSON_MISSING_FIELD,
                        "/tenants/0/issuers/0",
                        tenant(
                                "\"issuers\": [{\"id\": \"a\", \"iss\": \"https://a.example\", \"jwksUri\": \"https://a.example\"}]")));
    }

    private static Stream<Mistake> revocations() {
        String end = "\"expiresAt\": \"2027-01-31T12:00:00Z\"";
        return Stream.of(
                revocation(ProblemCode.REVOCATION_EMPTY, "", "\"issuer\": \"https://id.example\", " + end),
                revocation(ProblemCode.REVOCATION_ISSUER_MISSING, "/issuer", "\"subject\": \"alice\", " + end),
                revocation(ProblemCode.REVOCATION_ISSUER_MISSING, "/issuer", "\"tokenId\": \"t\", " + end),
                revocation(
                        ProblemCode.REVOCATION_ISSUER,
                        "/issuer",
                        "\"issuer\": \"https://id.example/\", \"subject\": \"a\", " + end),
                revocation(
                        ProblemCode.REVOCATION_NAME,
                        "/subject",
                        "\"issuer\": \"https://id.example\", \"subject\": \"\", " + end),
                revocation(
                        ProblemCode.REVOCATION_NAME,
                        "/tokenId",
                        "\"issuer\": \"https://id.example\", \"tokenId\": \"" + "t".repeat(256) + "\", " + end),
                revocation(
                        ProblemCode.REVOCATION_TOKEN_ID,
                        "/issuer",
                        "\"issuer\": \"https://id.example\", \"tokenId\": \"t\", " + end),
                revocation(
                        ProblemCode.REVOCATION_END_MISSING,
                        "",
                        "\"issuer\": \"https://id.example\", \"subject\": \"a\""),
                revocation(
                        ProblemCode.REVOCATION_END,
                        "/expiresAt",
                        "\"issuedBefore\": \"2027-01-30T11:59:00.5Z\", " + end),
                revocation(ProblemCode.REVOCATION_END, "/expiresAt", "\"issuedBefore\": \"9999-12-31T23:59:59Z\""),
                revocation(ProblemCode.INSTANT, "/issuedBefore", "\"issuedBefore\": \"yesterday\", " + end),
                revocation(ProblemCode.ISSUER_URL, "/issuer", "\"issuer\": \"id.example\", \"subject\": \"a\", " + end),
                revocation(
                        ProblemCode.JSON_UNKNOWN_FIELD,
                        "/sub",
                        "\"issuedBefore\": \"2027-01-30T11:59:00Z\", \"sub\": \"a\""),
                new Mistake(
                        ProblemCode.DUPLICATE,
                        "/tenants/0/revocations/1",
                        tenant("\"revocations\": [" + many(2, "{\"issuedBefore\": \"2027-01-30T11:59:00Z\"}") + "]")),
                new Mistake(
                        ProblemCode.TOO_MANY,
                        "/platform/revocations",
                        "{\"tenants\": [], \"platform\": {\"revocations\": ["
                                + many(10_001, "{\"issuedBefore\": \"2027-01-30T11:59:00.%06dZ\"}") + "]}}"),
                new Mistake(
                        ProblemCode.REVOCATION_ISSUER,
                        "/platform/revocations/0/issuer",
                        "{\"platform\": {\"revocations\": [{\"issuer\": \"https://id.example\", \"subject\": \"a\", "
                                + end + "}]}, \"tenants\": [{\"id\": \"acme\", \"issuers\": [" + issuer("", "")
                                + "]}]}"));
    }

    private static Mistake revocation(ProblemCode code, String pointer, String fields) {
        return new Mistake(
                code,
                "/tenants/0/revocations/0" + pointer,
                tenant("\"issuers\": [" + issuer("", "") + "], \"revocations\": [{" + fields + "}]"));
    }

    private static Stream<Mistake> rules() {
        return Stream.of(
                rule(ProblemCode.ROUTE_METHOD, "/methods/0", "{\"methods\": [\"get\"], \"resource\": \"/\"}"),
                rule(ProblemCode.ROUTE_METHOD, "/methods", "{\"methods\": [], \"resource\": \"/\"}"),
                rule(ProblemCode.JSON_MISSING_FIELD, "", "{\"resource\": \"/\"}"),
                rule(ProblemCode.ROUTE_RESOURCE, "/resource", "{\"methods\": [\"GET\"], \"resource\": \"orders\"}"),
                rule(
                        ProblemCode.ROUTE_PATH,
                        "/path",
                        "{\"methods\": [\"GET\"], \"resource\": \"/orders/{id}\", \"path\": \"/orders/*\"}"),
                rule(
                        ProblemCode.ROUTE_PATH,
                        "/path",
                        "{\"methods\": [\"GET\"], \"resource\": \"/files/{proxy+}\", \"path\": \"/reports/*\"}"),
                rule(
                        ProblemCode.ROUTE_PATH,
                        "/path",
                        "{\"methods\": [\"GET\"], \"resource\": \"/{proxy+}\", \"path\": \"/a%2fb\"}"),
                rule(
                        ProblemCode.JSON_WRONG_TYPE,
                        "/path",
                        "{\"methods\": [\"GET\"], \"resource\": \"/{proxy+}\", \"path\": [\"/a\"]}"),
                rule(
                        ProblemCode.ROUTE_SCOPE,
                        "/scopes/all/0",
                        "{\"methods\": [\"GET\"], \"resource\": \"/\", \"scopes\": {\"all\": [\"a b\"]}}"),
                rule(
                        ProblemCode.ROUTE_SCOPE,
                        "/scopes/any/0",
                        "{\"methods\": [\"GET\"], \"resource\": \"/\", \"scopes\": {\"any\": [\"\"]}}"),
                rule(
                        ProblemCode.JSON_UNKNOWN_FIELD,
                        "/scopes/none",
                        "{\"methods\": [\"GET\"], \"resource\": \"/\", \"scopes\": {\"none\": []}}"),
                new Mistake(
                        ProblemCode.ROUTE_WIDER,
                        "/tenants/0/routeRules/0",
                        "{\"platform\": {\"routeRules\": [{\"methods\": [\"GET\"], \"resource\": \"/a\"}]}, \"tenants\": [{\"id\": \"acme\", \"routeRules\": [{\"methods\": [\"GET\", \"POST\"], \"resource\": \"/a\"}]}]}"),
                new Mistake(
                        ProblemCode.ROUTE_WIDER,
                        "/tenants/0/routeRules/0",
                        "{\"platform\": {\"routeRules\": [{\"methods\": [\"*\"], \"resource\": \"/a\"}]}, \"tenants\": [{\"id\": \"acme\", \"routeRules\": [{\"methods\": [\"GET\"], \"resource\": \"/b\"}]}]}"),
                new Mistake(
                        ProblemCode.ROUTE_WIDER,
                        "/tenants/0/routeRules/0",
                        "{\"platform\": {\"routeRules\": [{\"methods\": [\"*\"], \"resource\": \"/{proxy+}\", \"path\": \"/a/*\"}]}, \"tenants\": [{\"id\": \"acme\", \"routeRules\": [{\"methods\": [\"GET\"], \"resource\": \"/{proxy+}\", \"path\": \"/a/**\"}]}]}"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsReportedWhereItIs(Mistake mistake) {
        List<Problem> problems = RegistryFile.read(mistake.document(), RULES).problems();

        assertThat(problems).extracting(Problem::code).containsOnly(mistake.code());
        assertThat(problems).extracting(Problem::pointer).contains(mistake.pointer());
    }

    /** What only a request can do wrong, or only asking an issuer can tell; the admin API's tests meet them. */
    private static final EnumSet<ProblemCode> OF_ADMIN_API = EnumSet.of(
            ProblemCode.ID_OF_PATH,
            ProblemCode.FIELD_RIGHT,
            ProblemCode.PARAMETER_UNKNOWN,
            ProblemCode.PARAMETER_REPEATED,
            ProblemCode.PARAMETER_VALUE,
            ProblemCode.APPROVAL_DOMAIN,
            ProblemCode.ISSUER_DISCOVERY,
            ProblemCode.ISSUER_DISCOVERY_OTHER,
            ProblemCode.ISSUER_KEYS_FETCH,
            ProblemCode.ISSUER_KEYS_NONE,
            ProblemCode.ISSUER_KEYS_IGNORED);

    @Test
    void everyCodeIsMet() {
        Map<ProblemCode, Long> met = mistakes()
                .collect(Collectors.groupingBy(
                        Mistake::code, () -> new EnumMap<>(ProblemCode.class), Collectors.counting()));

        EnumSet<ProblemCode> ofFile = EnumSet.complementOf(OF_ADMIN_API);
        ofFile.removeIf(EveryProblemTest::isOfDryRun);
        assertThat(met.keySet()).containsExactlyElementsOf(ofFile);
    }

    /** What only a question can do wrong, and what only its answer can say. */
    private static boolean isOfDryRun(ProblemCode code) {
        return code.name().startsWith("ASKED_") || code.name().startsWith("QUESTION_");
    }

    private static String tenant(String fields) {
        return "{\"tenants\": [{\"id\": \"acme\", " + fields + "}]}";
    }

    private static Mistake pattern(ProblemCode code, String pattern) {
        return new Mistake(
                code, "/tenants/0/origins/0/pattern", tenant("\"origins\": [{\"pattern\": \"" + pattern + "\"}]"));
    }

    private static Mistake grant(ProblemCode code, String pointer, String fields) {
        return new Mistake(code, "/tenants/0/cors" + pointer, tenant("\"cors\": {" + fields + "}"));
    }

    private static Mistake issuer(ProblemCode code, String pointer, String name, String value) {
        return new Mistake(
                code, "/tenants/0/issuers/0" + pointer, tenant("\"issuers\": [" + issuer(name, value) + "]"));
    }

    /** A sound issuer but for one field. */
    private static String issuer(String name, String value) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("id", "\"own\"");
        fields.put("iss", "\"https://id.example\"");
        fields.put("jwksUri", "\"https://id.example/jwks\"");
        fields.put("audiences", "[\"orders\"]");
        if (!name.isEmpty()) {
            fields.put(name, value);
        }
        return fields.entrySet().stream()
                .map(f -> "\"" + f.getKey() + "\": " + f.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static Mistake rule(ProblemCode code, String pointer, String rule) {
        return new Mistake(code, "/tenants/0/routeRules/0" + pointer, tenant("\"routeRules\": [" + rule + "]"));
    }

    private static String many(int count, String format) {
        return IntStream.range(0, count).mapToObj(i -> String.format(format, i)).collect(Collectors.joining(", "));
    }
}
