package io.drawbridge.registry;

import static io.drawbridge.registry.Sample.ACME;
import static io.drawbridge.registry.Sample.GLOBEX;
import static io.drawbridge.registry.Sample.issuer;
import static io.drawbridge.registry.Sample.platformIssuer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "acme", "a-1", "0", "xn--a", "1a"})
    void aTenantIdIsADnsLabel(String text) {
        assertThat(TenantId.parse(text)).map(TenantId::toString).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a_b", "-a", "a-", "a.b", "a b", "ä", "a#b", "a/b", "..", "\"", "a\n"})
    void whatIsNoDnsLabelIsNoTenantId(String text) {
        assertThat(TenantId.parse(text)).isEmpty();
        assertThatThrownBy(() -> new TenantId(text)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void aTenantIdHasAtMostSixtyThreeCharacters() {
        assertThat(TenantId.parse("a".repeat(63))).isPresent();
        assertThat(TenantId.parse("a".repeat(64))).isEmpty();
    }

    @Test
    void aProfileIsNeverMadeOfValuesThatBreakARule() {
        CorsSettings broken = new CorsSettings(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(-1));
        Checked<Tenant> tenant = Tenant.of(
                ACME,
                "",
                Tenant.Status.ACTIVE,
                broken,
                List.of(
                        issuer(ACME, "a", "https://a.example"),
                        issuer(ACME, "a", "https://b.example"),
                        issuer(ACME, "b", "https://a.example")),
                List.of(),
                Optional.empty(),
                Optional.of("short secret"),
                false);

        assertThat(tenant.problems())
                .extracting(p -> p.pointer() + " " + p.code())
                .containsExactly(
                        "/displayName TEXT",
                        "/cors/maxAgeSeconds GRANT_MAX_AGE",
                        "/issuers/1/id DUPLICATE",
                        "/issuers/2/iss DUPLICATE",
                        "/usageIdentifierKey USAGE_KEY");
        assertThat(tenant.problems()).extracting(Problem::text).noneMatch(t -> t.contains("short secret"));
        assertThatThrownBy(() -> new Tenant(
                        ACME,
                        "",
                        Tenant.Status.ACTIVE,
                        CorsSettings.NONE,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        false))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void aTenantHasOnlyItsOwnIssuersAndThePlatformOnlyItsOwn() {
        assertThatThrownBy(() -> Sample.tenant(ACME, issuer(GLOBEX, "a", "https://a.example")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an issuer of another owner can never be this one's");
        assertThatThrownBy(() -> Sample.tenant(ACME, platformIssuer("a", "https://a.example")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sample.platform(issuer(ACME, "a", "https://a.example")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void listsAreBounded() {
        List<Issuer> issuers = IntStream.range(0, 21)
                .mapToObj(i -> platformIssuer("a" + i, "https://a" + i + ".example"))
                .toList();
        List<RouteRule> rules = Collections.nCopies(201, new RouteRule(List.of("GET"), "/", List.of(), List.of()));

        assertThat(new Platform(issuers.subList(0, 20), rules.subList(0, 200), Optional.empty(), false).issuers())
                .hasSize(20);
        assertThatThrownBy(() -> new Platform(issuers, rules, Optional.empty(), false))
                .hasMessageContaining("/issuers: \"21\" is more elements than this list may have.")
                .hasMessageContaining("/routeRules: \"201\" is more elements than this list may have.");
    }

    @Test
    void aUsageKeyIsOneOfApiGateway() {
        assertThat(key("a".repeat(20))).isTrue();
        assertThat(key("aZ09-" + "a".repeat(123))).isTrue();
        assertThat(key("a".repeat(19))).isFalse();
        assertThat(key("a".repeat(129))).isFalse();
        assertThat(key("a".repeat(20) + "_")).isFalse();
        assertThat(key("a".repeat(20) + "\"")).isFalse();
    }

    @Test
    void aUsageKeyIsInNoText() {
        Tenant tenant = new Tenant(
                ACME,
                "Acme",
                Tenant.Status.ACTIVE,
                CorsSettings.NONE,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.of("a".repeat(20)),
                false);

        assertThat(tenant.toString())
                .startsWith("Tenant[id=")
                .endsWith(", usageIdentifierKey=Optional[…], delegateIssuers=false]")
                .doesNotContain("aaaa");
    }

    private static boolean key(String key) {
        return Tenant.of(
                        ACME,
                        "Acme",
                        Tenant.Status.ACTIVE,
                        CorsSettings.NONE,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.of(key),
                        false)
                .value()
                .isPresent();
    }

    @Test
    void onlyAnActiveTenantIsServed() {
        assertThat(Sample.tenant(ACME).isActive()).isTrue();
        assertThat(Sample.fullTenant(ACME).isActive()).isFalse();
    }

    @Test
    void aDescriptionMayBeEmptyButNotLongOrOdd() {
        assertThat(RegisteredOrigin.descriptionProblems("")).isEmpty();
        assertThat(RegisteredOrigin.descriptionProblems("ü \"x\"")).isEmpty();
        assertThat(RegisteredOrigin.descriptionProblems("a".repeat(200))).isEmpty();
        assertThat(RegisteredOrigin.descriptionProblems("a".repeat(201))).hasSize(1);
        assertThat(RegisteredOrigin.descriptionProblems("a\u0085")).hasSize(1);
        assertThatThrownBy(() -> new RegisteredOrigin(
                        ACME,
                        Sample.pattern("https://a.example"),
                        RegisteredOrigin.Status.ACTIVE,
                        CorsSettings.NONE,
                        Optional.empty(),
                        "\n"))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void aRuleCoversItsResourceAndMethodsOnly() {
        RouteRule rule = new RouteRule(List.of("GET", "HEAD"), "/orders/{id}", List.of(), List.of());
        RouteRule any = new RouteRule(List.of("*"), "/orders", List.of(), List.of());

        assertThat(rule.covers("GET", "/orders/{id}", List.of())).isTrue();
        assertThat(rule.covers("get", "/orders/{id}", List.of())).isFalse();
        assertThat(rule.covers("POST", "/orders/{id}", List.of())).isFalse();
        assertThat(rule.covers("GET", "/orders/{ID}", List.of())).isFalse();
        assertThat(rule.covers("GET", "/orders/1", List.of())).isFalse();
        assertThat(rule.covers("GET", "/orders", List.of())).isFalse();
        assertThat(any.covers("DELETE", "/orders", List.of())).isTrue();
        assertThat(any.covers("DELETE", "/orders/", List.of())).isFalse();
    }

    @Test
    void aRuleAsksForAllOfOneListAndOneOfTheOther() {
        RouteRule rule = new RouteRule(List.of("GET"), "/", List.of("a", "b"), List.of("c", "d"));

        assertThat(rule.isSatisfiedBy(Set.of("a", "b", "c"))).isTrue();
        assertThat(rule.isSatisfiedBy(Set.of("a", "b", "d", "e"))).isTrue();
        assertThat(rule.isSatisfiedBy(Set.of("a", "c"))).isFalse();
        assertThat(rule.isSatisfiedBy(Set.of("a", "b"))).isFalse();
        assertThat(new RouteRule(List.of("GET"), "/", List.of(), List.of()).isSatisfiedBy(Set.of()))
                .isTrue();
    }

    @Test
    void aNarrowerRuleIsCoveredMethodByMethod() {
        RouteRule get = new RouteRule(List.of("GET"), "/", List.of(), List.of());
        RouteRule put = new RouteRule(List.of("PUT"), "/", List.of(), List.of());
        RouteRule both = new RouteRule(List.of("GET", "PUT"), "/", List.of(), List.of());
        RouteRule any = new RouteRule(List.of("*"), "/", List.of(), List.of());

        assertThat(RouteRule.coverAll(List.of(get, put), both)).isTrue();
        assertThat(RouteRule.coverAll(List.of(get), both)).isFalse();
        assertThat(RouteRule.coverAll(List.of(any), both)).isTrue();
        assertThat(RouteRule.coverAll(List.of(any), any)).isTrue();
        assertThat(RouteRule.coverAll(List.of(both), any)).isFalse();
        assertThat(RouteRule.coverAll(List.of(), both)).isFalse();
    }

    @Test
    void scopesAndResourcesAreBoundedAndPlain() {
        assertThat(rule("/" + "a".repeat(199), "s".repeat(200), 30)).isEmpty();
        assertThat(rule("/" + "a".repeat(200), "s".repeat(201), 1))
                .containsExactly("/resource ROUTE_RESOURCE", "/scopes/all/0 ROUTE_SCOPE", "/scopes/any/0 ROUTE_SCOPE");
        assertThat(rule("/a b", "a\"b", 1)).hasSize(3);
        assertThat(rule("", "", 1)).hasSize(3);
        assertThat(rule("/", "a", 31)).containsExactly("/scopes/all TOO_MANY", "/scopes/any TOO_MANY");
    }

    private static List<String> rule(String resource, String scope, int scopes) {
        List<String> list = Collections.nCopies(scopes, scope);
        return RouteRule.of(List.of("GET"), resource, Optional.empty(), list, list).problems().stream()
                .map(p -> p.pointer() + " " + p.code())
                .toList();
    }
}
