package io.drawbridge.registry;

import static io.drawbridge.registry.Sample.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerTest {

    private static final String ISS = "https://id.example.com";

    private static List<String> of(String id, String iss, String jwksUri, Optional<String> claim) {
        return codes(Issuer.of(
                Optional.of(ACME),
                id,
                iss,
                jwksUri,
                new TokenProfile(
                        claim.orElse("aud"),
                        List.of("a"),
                        SigningAlgorithm.DEFAULTS,
                        false,
                        false,
                        claim.map(c -> Map.of(c, "v")).orElse(Map.of()),
                        claim,
                        claim,
                        Duration.ZERO,
                        Duration.ofSeconds(1)),
                true));
    }

    private static List<String> codes(Checked<Issuer> issuer) {
        return issuer.problems().stream().map(p -> p.pointer() + " " + p.code()).toList();
    }

    private static List<String> iss(String iss) {
        return of("a", iss, ISS, Optional.empty());
    }

    private static List<String> jwksUri(String url) {
        return of("a", ISS, url, Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://id.example.com",
                "https://id.example.com/",
                "https://id.example.com/realms/a",
                "https://id.example.com:8443/a",
                "http://localhost:4000/platform",
                "http://127.0.0.1",
                "http://[::1]:4000"
            })
    void anIssuerIsAnHttpsUrlOrALoopbackOne(String iss) {
        assertThat(iss(iss)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "id.example.com",
                "http://id.example.com",
                "http://localhost.example.com",
                "http://127.0.0.2",
                "https://",
                "https:///a",
                "https:id",
                "https://user@id.example.com",
                "https://id.example.com?a=b",
                "https://id.example.com#a",
                "https://id.example.com/a b",
                "https://id.example.com/\"",
                "https://id.example.com/ü",
                "https://id.example.com/%",
                "ftp://id.example.com",
                "file:///etc/passwd"
            })
    void whatIsNoIssuerIsRefused(String iss) {
        assertThat(iss(iss)).containsExactly("/iss ISSUER_URL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://id.example.com/keys",
                "https://id.example.com:443/keys?v=1",
                "http://localhost:4000/jwks.json",
                "https://[::1]:4000/jwks.json"
            })
    void keysAreFetchedOverHttps(String url) {
        assertThat(jwksUri(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "%",
                "http://id.example.com/keys",
                "https://id.example.com:8443/keys",
                "https://id.example.com:80/keys",
                "https://user:password@id.example.com/keys",
                "https://id.example.com/keys#a",
                "jar:file:///x"
            })
    void anyOtherPlaceOfKeysIsRefused(String url) {
        assertThat(jwksUri(url)).containsExactly("/jwksUri ISSUER_JWKS");
    }

    @Test
    void lengthsAreBounded() {
        String longest = ISS + "/" + "a".repeat(1024 - ISS.length() - 1);

        assertThat(iss(longest)).isEmpty();
        assertThat(iss(longest + "a")).containsExactly("/iss ISSUER_URL");
        assertThat(jwksUri(longest + "a")).containsExactly("/jwksUri ISSUER_JWKS");
        assertThat(of("a".repeat(63), ISS, ISS, Optional.of("c".repeat(128)))).isEmpty();
        assertThat(of("a".repeat(64), ISS, ISS, Optional.of("c".repeat(129))))
                .containsExactly(
                        "/id ISSUER_ID",
                        "/audienceClaim ISSUER_CLAIM",
                        "/requiredClaims/" + "c".repeat(129) + " ISSUER_CLAIM",
                        "/tenantClaim ISSUER_CLAIM",
                        "/scopeClaim ISSUER_CLAIM");
        assertThat(of("a", ISS, ISS, Optional.of(""))).hasSize(4);
        assertThat(of("a", ISS, ISS, Optional.of("a\\b"))).hasSize(4);
        assertThat(of("a", ISS, ISS, Optional.of("https://claims.example/tenant")))
                .isEmpty();
    }

    @Test
    void everyProblemIsReportedAtOnceAndNothingDangerousHasADefault() {
        Checked<Issuer> issuer = Issuer.of(
                Optional.empty(),
                "A",
                "",
                "",
                new TokenProfile(
                        "",
                        List.of(),
                        Set.of(),
                        false,
                        false,
                        Map.of("a~/b", ""),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(61),
                        Duration.ofHours(25)),
                true);

        assertThat(issuer.value()).isEmpty();
        assertThat(codes(issuer))
                .containsExactly(
                        "/id ISSUER_ID",
                        "/iss ISSUER_URL",
                        "/jwksUri ISSUER_JWKS",
                        "/audienceClaim ISSUER_CLAIM",
                        "/audiences ISSUER_AUDIENCES",
                        "/algorithms ISSUER_ALGORITHMS",
                        "/requiredClaims/a~0~1b TEXT",
                        "/tenantClaim ISSUER_TENANT_CLAIM",
                        "/clockSkewSeconds ISSUER_CLOCK_SKEW",
                        "/longestLifetimeSeconds ISSUER_LIFETIME");
    }

    @Test
    void timesAreBoundedOnBothSides() {
        assertThat(times(Duration.ZERO, Duration.ofSeconds(1))).isEmpty();
        assertThat(times(Duration.ofSeconds(60), Duration.ofHours(24))).isEmpty();
        assertThat(times(Duration.ofNanos(-1), Duration.ZERO)).hasSize(2);
        assertThat(times(
                        Duration.ofSeconds(60).plusNanos(1),
                        Duration.ofHours(24).plusNanos(1)))
                .hasSize(2);
    }

    private static List<String> times(Duration skew, Duration lifetime) {
        return codes(Issuer.of(
                Optional.of(ACME),
                "a",
                ISS,
                ISS,
                new TokenProfile(
                        "aud",
                        List.of("a"),
                        SigningAlgorithm.DEFAULTS,
                        false,
                        false,
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        skew,
                        lifetime),
                true));
    }

    @Test
    void audiencesAreTexts() {
        assertThat(audiences(List.of("a", ""))).containsExactly("/audiences/1 TEXT");
        assertThat(audiences(List.of("a\n"))).containsExactly("/audiences/0 TEXT");
        assertThat(audiences(List.of("a".repeat(200)))).isEmpty();
        assertThat(audiences(List.of("a".repeat(201)))).containsExactly("/audiences/0 TEXT");
        assertThat(audiences(Collections.nCopies(20, "a"))).isEmpty();
        assertThat(audiences(Collections.nCopies(21, "a"))).containsExactly("/audiences TOO_MANY");
    }

    private static List<String> audiences(List<String> audiences) {
        return codes(Issuer.of(Optional.of(ACME), "a", ISS, ISS, TokenProfile.DEFAULT.withAudiences(audiences), true));
    }

    @Test
    void requiredClaimsAreTextsUnderClaimNames() {
        assertThat(required(Map.of("token_use", "access", "https://a.example/b", "\u00fc")))
                .isEmpty();
        assertThat(required(Map.of("a", "x".repeat(200)))).isEmpty();
        assertThat(required(Map.of("a", "x".repeat(201)))).containsExactly("/requiredClaims/a TEXT");
        assertThat(required(Map.of("a", "\n"))).containsExactly("/requiredClaims/a TEXT");
        Map<String, String> ten = new HashMap<>();
        for (int i = 0; i < 10; i++) {
            ten.put("c" + i, "v");
        }
        assertThat(required(ten)).isEmpty();
        ten.put("c10", "v");
        assertThat(required(ten)).containsExactly("/requiredClaims TOO_MANY");
    }

    private static List<String> required(Map<String, String> claims) {
        TokenProfile some = TokenProfile.DEFAULT;
        return codes(Issuer.of(
                Optional.of(ACME),
                "a",
                ISS,
                ISS,
                new TokenProfile(
                        "aud",
                        List.of("a"),
                        some.algorithms(),
                        false,
                        false,
                        claims,
                        Optional.empty(),
                        Optional.empty(),
                        some.clockSkew(),
                        some.longestLifetime()),
                true));
    }

    @Test
    void theConstructorHoldsTheSameRules() {
        assertThatThrownBy(() -> new Issuer(Optional.of(ACME), "a", ISS, URI.create(ISS), TokenProfile.DEFAULT, true))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("/audiences: \"a\" has no audience.");
    }

    @Test
    void onlyLoopbackUrlsAreLocal() {
        assertThat(Sample.issuer(ACME, "a", "http://localhost:4000").isLocal()).isTrue();
        assertThat(Sample.issuer(ACME, "a", "https://127.0.0.1").isLocal()).isTrue();
        assertThat(Sample.issuer(ACME, "a", ISS).isLocal()).isFalse();
    }

    @Test
    void algorithmsAreNamedAsTokensNameThem() {
        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            assertThat(SigningAlgorithm.ofHeader(algorithm.headerName())).contains(algorithm);
        }
        assertThat(List.of("none", "HS256", "RS384", "eddsa", "Ed25519", ""))
                .allMatch(a -> SigningAlgorithm.ofHeader(a).isEmpty());
        assertThat(SigningAlgorithm.DEFAULTS)
                .extracting(SigningAlgorithm::headerName)
                .containsExactlyInAnyOrder("RS256", "PS256", "ES256", "EdDSA");
    }
}
