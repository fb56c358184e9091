package io.drawbridge.authorizer.policy;

import static io.drawbridge.authorizer.policy.RoutePolicy.Verdict.ALLOWED;
import static io.drawbridge.authorizer.policy.RoutePolicy.Verdict.FORBIDDEN;
import static io.drawbridge.authorizer.policy.RoutePolicy.Verdict.INSUFFICIENT_SCOPE;
import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(new RoutePolicy(List.of(), List.of(), Set.of()).judge("GET", "/orders", Set.of()))
                .isEqualTo(ALLOWED);
    }

    @Test
    void with_rules_a_route_that_none_covers_is_forbidden() {
        RoutePolicy policy = new RoutePolicy(List.of(READ), List.of(), Set.of());

        assertThat(policy.judge("DELETE", "/orders", Set.of("read"))).isEqualTo(FORBIDDEN);
        assertThat(policy.judge("GET", "/orders/{id}", Set.of("read"))).isEqualTo(FORBIDDEN);
        assertThat(policy.judge("HEAD", "/orders", Set.of("read"))).isEqualTo(FORBIDDEN);
    }

    @Test
    void all_scopes_means_each_and_any_means_one() {
        RoutePolicy policy = new RoutePolicy(List.of(READ, WRITE), List.of(), Set.of());

        assertThat(policy.judge("GET", "/orders", Set.of("write"))).isEqualTo(INSUFFICIENT_SCOPE);
        assertThat(policy.judge("GET", "/orders", Set.of("read"))).isEqualTo(ALLOWED);
        assertThat(policy.judge("POST", "/orders", Set.of("admin"))).isEqualTo(ALLOWED);
        assertThat(policy.judge("POST", "/orders", Set.of("read"))).isEqualTo(INSUFFICIENT_SCOPE);
    }

    @Test
    void a_tenant_narrows_and_never_widens() {
        RouteRule narrower = new RouteRule(List.of("*"), "/orders", List.of("vip"), List.of());
        RouteRule wider = new RouteRule(List.of("*"), "/secret", List.of(), List.of());
        RoutePolicy policy = new RoutePolicy(List.of(READ), List.of(narrower, wider), Set.of());

        assertThat(policy.judge("GET", "/orders", Set.of("read"))).isEqualTo(INSUFFICIENT_SCOPE);
        assertThat(policy.judge("GET", "/orders", Set.of("read", "vip"))).isEqualTo(ALLOWED);
        assertThat(policy.judge("GET", "/secret", Set.of("read", "vip"))).isEqualTo(FORBIDDEN);
    }

    @Test
    void a_resource_that_only_answers_404_needs_no_rule() {
        RoutePolicy policy = new RoutePolicy(List.of(READ), List.of(), Set.of("/{proxy+}"));

        assertThat(policy.judge("GET", "/{proxy+}", Set.of())).isEqualTo(ALLOWED);
        assertThat(policy.judge("GET", "/", Set.of())).isEqualTo(FORBIDDEN);
    }
}
