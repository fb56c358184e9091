package io.drawbridge.authorizer.policy;

import static io.drawbridge.authorizer.policy.RoutePolicy.Verdict.ALLOWED;
import static io.drawbridge.authorizer.policy.RoutePolicy.Verdict.FORBIDDEN;
import static io.drawbridge.authorizer.policy.RoutePolicy.Verdict.INSUFFICIENT_SCOPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.registry.PathPattern;
import io.drawbridge.registry.RouteRule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RoutePolicyTest {

    private static final RouteRule READ = new RouteRule(List.of("GET"), "/orders", List.of("read"), List.of());
    private static final RouteRule WRITE =
            new RouteRule(List.of("POST", "PUT"), "/orders", List.of(), List.of("write", "admin"));

    @Test
    void without_any_rule_a_valid_token_will_do() {
        assertThat(new RoutePolicy(List.of(), List.of(), Set.of()).judge("GET", "/orders", "/any", Set.of()))
                .isEqualTo(ALLOWED);
    }

    @Test
    void with_rules_a_route_that_none_covers_is_forbidden() {
        RoutePolicy policy = new RoutePolicy(List.of(READ), List.of(), Set.of());

        assertThat(policy.judge("DELETE", "/orders", "/any", Set.of("read"))).isEqualTo(FORBIDDEN);
        assertThat(policy.judge("GET", "/orders/{id}", "/any", Set.of("read"))).isEqualTo(FORBIDDEN);
        assertThat(policy.judge("HEAD", "/orders", "/any", Set.of("read"))).isEqualTo(FORBIDDEN);
    }

    @Test
    void all_scopes_means_each_and_any_means_one() {
        RoutePolicy policy = new RoutePolicy(List.of(READ, WRITE), List.of(), Set.of());

        assertThat(policy.judge("GET", "/orders", "/any", Set.of("write"))).isEqualTo(INSUFFICIENT_SCOPE);
        assertThat(policy.judge("GET", "/orders", "/any", Set.of("read"))).isEqualTo(ALLOWED);
        assertThat(policy.judge("POST", "/orders", "/any", Set.of("admin"))).isEqualTo(ALLOWED);
        assertThat(policy.judge("POST", "/orders", "/any", Set.of("read"))).isEqualTo(INSUFFICIENT_SCOPE);
    }

    @Test
    void a_tenant_narrows_and_never_widens() {
        RouteRule narrower = new RouteRule(List.of("*"), "/orders", List.of("vip"), List.of());
        RouteRule wider = new RouteRule(List.of("*"), "/secret", List.of(), List.of());
        RoutePolicy policy = new RoutePolicy(List.of(READ), List.of(narrower, wider), Set.of());

        assertThat(policy.judge("GET", "/orders", "/any", Set.of("read"))).isEqualTo(INSUFFICIENT_SCOPE);
        assertThat(policy.judge("GET", "/orders", "/any", Set.of("read", "vip")))
                .isEqualTo(ALLOWED);
        assertThat(policy.judge("GET", "/secret", "/any", Set.of("read", "vip")))
                .isEqualTo(FORBIDDEN);
    }

    @Test
    void below_a_greedy_resource_every_rule_that_covers_the_path_counts() {
        RouteRule all = new RouteRule(List.of("GET"), "/{proxy+}", List.of("read"), List.of());
        RouteRule reports = rule("/reports/**", "reports");
        RouteRule year = rule("/reports/*", "vip");
        RoutePolicy policy = new RoutePolicy(List.of(all, reports), List.of(year), Set.of());

        assertThat(policy.judge("GET", "/{proxy+}", "/x", Set.of("read"))).isEqualTo(ALLOWED);
        assertThat(policy.judge("GET", "/{proxy+}", "/reports/1", Set.of("read")))
                .isEqualTo(INSUFFICIENT_SCOPE);
        assertThat(policy.judge("GET", "/{proxy+}", "/reports/1", Set.of("read", "reports")))
                .isEqualTo(INSUFFICIENT_SCOPE);
        assertThat(policy.judge("GET", "/{proxy+}", "/reports/1", Set.of("read", "reports", "vip")))
                .isEqualTo(ALLOWED);
        assertThat(policy.judge("GET", "/{proxy+}", "/reports/1/2", Set.of("read", "reports")))
                .isEqualTo(ALLOWED);
    }

    @Test
    void below_a_greedy_resource_a_path_that_no_platform_rule_covers_is_forbidden() {
        RoutePolicy policy = new RoutePolicy(List.of(rule("/reports/*", "a")), List.of(rule("/x", "a")), Set.of());

        assertThat(policy.judge("GET", "/{proxy+}", "/reports/1", Set.of("a"))).isEqualTo(ALLOWED);
        assertThat(policy.judge("GET", "/{proxy+}", "/x", Set.of("a"))).isEqualTo(FORBIDDEN);
        assertThat(policy.judge("GET", "/{proxy+}", "/reports/1/2", Set.of("a")))
                .isEqualTo(FORBIDDEN);
        assertThat(policy.judge("POST", "/{proxy+}", "/reports/1", Set.of("a"))).isEqualTo(FORBIDDEN);
    }

    @Test
    void an_encoded_character_is_the_character_that_the_rule_names() {
        RoutePolicy policy = new RoutePolicy(List.of(rule("/u/me@x", "a")), List.of(), Set.of());

        assertThat(policy.judge("GET", "/{proxy+}", "/u/me%40x", Set.of("a"))).isEqualTo(ALLOWED);
        assertThat(policy.judge("GET", "/{proxy+}", "/u/me@x", Set.of())).isEqualTo(INSUFFICIENT_SCOPE);
    }

    @Test
    void an_unsafe_path_below_a_greedy_resource_is_forbidden_whatever_the_rules() {
        RoutePolicy policy = new RoutePolicy(List.of(), List.of(), Set.of());

        assertThat(policy.judge("GET", "/{proxy+}", "/a/../b", Set.of())).isEqualTo(FORBIDDEN);
        assertThat(policy.judge("GET", "/{id}", "/a%2fb", Set.of())).isEqualTo(ALLOWED);
    }

    private static RouteRule rule(String path, String scope) {
        return new RouteRule(
                List.of("GET"), "/{proxy+}", PathPattern.parse(path).value(), List.of(scope), List.of());
    }

    @Test
    void a_resource_that_only_answers_404_needs_no_rule() {
        RoutePolicy policy = new RoutePolicy(List.of(READ), List.of(), Set.of("/{proxy+}"));

        assertThat(policy.judge("GET", "/{proxy+}", "/any", Set.of())).isEqualTo(ALLOWED);
        assertThat(policy.judge("GET", "/", "/any", Set.of())).isEqualTo(FORBIDDEN);
    }
}
