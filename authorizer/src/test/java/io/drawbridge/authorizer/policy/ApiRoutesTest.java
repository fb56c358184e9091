package io.drawbridge.authorizer.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.authorizer.policy.ApiRoutes.Listing;
import io.drawbridge.registry.PathPattern;
import io.drawbridge.registry.RouteRule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiRoutesTest {

    private static final String STAGE = "arn:aws:execute-api:us-east-1:123456789012:abc/prod/";

    @Test
    void any_stands_for_every_verb_that_the_resource_does_not_name() {
        ApiRoutes routes = ApiRoutes.parse(" GET  /a ,\nANY /a");

        assertThat(routes.routes())
                .extracting(ApiRoute::method)
                .containsExactlyInAnyOrder("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
        assertThat(routes.contain("PUT", "/a")).isTrue();
        assertThat(routes.contain("OPTIONS", "/a")).isFalse();
        assertThat(routes.areRemembered()).isTrue();
        assertThat(ApiRoutes.parse("").areRemembered()).isFalse();
        assertThat(ApiRoutes.problems("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /", "ANY /{proxy+}", "GET /a/{id}/b.c-d_e:f~1", "GET /{a}/x/{rest+}", "GET /admin"})
    void a_route_is_a_verb_and_a_resource(String route) {
        assertThat(ApiRoutes.problems(route)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET",
                "GET /a /b",
                "get /a",
                "OPTIONS /a",
                "TRACE /a",
                "GET a",
                "GET /a/",
                "GET //a",
                "GET /a*",
                "GET /a?",
                "GET /$a",
                "GET /{a+}/b",
                "GET /{}",
                "GET /a{b}",
                "GET /admin/tenants",
                "GET /a,,GET /b",
                "GET /a, GET /a"
            })
    void what_is_none_is_a_problem(String route) {
        assertThat(ApiRoutes.problems(route)).hasSize(1);
    }

    @Test
    void a_route_that_meets_one_the_token_must_not_use_is_left_out() {
        ApiRoutes routes = ApiRoutes.parse("GET /orders, GET /orders/{id}, GET /orders/slow, GET /orders/{id}/notes");
        RoutePolicy policy =
                policy(rule("/orders"), rule("/orders/{id}"), rule("/orders/slow", "slow"), rule("/orders/{id}/notes"));

        assertThat(routes.list(STAGE, "/orders/{id}", policy, Set.of())).isInstanceOf(Listing.Nothing.class);
        assertThat(allowed(routes.list(STAGE, "/orders/{id}", policy, Set.of("slow"))))
                .containsExactly("GET/orders/?*");
        assertThat(allowed(routes.list(STAGE, "/orders/{id}/notes", policy, Set.of())))
                .containsExactly("GET/orders/?*/notes");
    }

    /** The resource is in the key: what is listed for one must not serve a path that was routed to another. */
    @Test
    void the_verbs_of_the_one_resource_are_listed_and_no_other_route() {
        ApiRoutes routes = ApiRoutes.parse("ANY /a, GET /b, GET /{proxy+}");

        assertThat(allowed(routes.list(STAGE, "/a", policy(), Set.of())))
                .containsExactlyInAnyOrder("GET/a", "HEAD/a", "POST/a", "PUT/a", "PATCH/a", "DELETE/a");
        assertThat(allowed(routes.list(STAGE, "/b", policy(), Set.of()))).containsExactly("GET/b");
        assertThat(routes.list(STAGE, "/c", policy(), Set.of())).isInstanceOf(Listing.Nothing.class);
    }

    @Test
    void routes_of_another_verb_do_not_matter() {
        ApiRoutes routes = ApiRoutes.parse("GET /{proxy+}, DELETE /orders/{id}");

        assertThat(allowed(routes.list(STAGE, "/{proxy+}", policy(rule("/{proxy+}")), Set.of())))
                .containsExactly("GET/?*");
    }

    @Test
    void a_route_of_which_a_rule_asks_more_for_some_paths_is_left_out() {
        ApiRoutes routes = ApiRoutes.parse("GET /a, GET /{proxy+}");
        RouteRule some = new RouteRule(
                List.of("GET"), "/{proxy+}", PathPattern.parse("/b").value(), List.of("s"), List.of());

        assertThat(routes.list(STAGE, "/{proxy+}", policy(rule("/a"), rule("/{proxy+}"), some), Set.of()))
                .isInstanceOf(Listing.Nothing.class);
        assertThat(allowed(routes.list(STAGE, "/{proxy+}", policy(rule("/a"), rule("/{proxy+}"), some), Set.of("s"))))
                .containsExactly("GET/?*");
        assertThat(routes.list(STAGE, "/{proxy+}", policy(rule("/a"), some), Set.of("s")))
                .isInstanceOf(Listing.Nothing.class);
    }

    @Test
    void paths_with_two_readings_are_denied_and_all_others_are_not() {
        ApiRoutes routes = ApiRoutes.parse("ANY /, ANY /{proxy+}");
        IamPolicy policy = ((Listing.Listed) routes.list(STAGE, "/{proxy+}", policy(), Set.of())).policy();

        for (String path : List.of(
                "//", "/a//b", "/a/", "/./a", "/a/.", "/..", "/a/../b", "/a%2fb", "/a%2Fb", "/a%5c", "/a%5C", "/%2e",
                "/%2E", "/%252e", "/a;b", "/a%3bc", "/a%3Bc", "/a\\b")) {
            assertThat(policy.allows(STAGE + "GET" + path)).as(path).isFalse();
        }
        for (String path : List.of("/a", "/a/b", "/a.b", "/..a", "/a..", "/a%20b", "/%40", "/*", "/a%2Cb")) {
            assertThat(policy.allows(STAGE + "GET" + path)).as(path).isTrue();
        }
    }

    @Test
    void nothing_to_list_and_too_much_to_list_are_told_apart() {
        String tooLong = "/" + "a".repeat(512);

        assertThat(ApiRoutes.parse("GET /a").list(STAGE, "/a", policy(rule("/a", "s")), Set.of()))
                .isInstanceOf(Listing.Nothing.class);
        assertThat(ApiRoutes.parse("GET " + tooLong).list(STAGE, tooLong, policy(), Set.of()))
                .isInstanceOf(Listing.TooLong.class);
    }

    @ParameterizedTest
    @CsvSource({
        "GET/a/?*, /a/b, true",
        "GET/a/?*, /a, false",
        "GET/a/?*, /{x}, false",
        "GET/a/?*, /{x}/b, true",
        "GET/a/?*, /{x}/{y}/z, true",
        "GET/a/?*/c, /a/{x}, false",
        "GET/a/?*/c, /a/{x+}, true",
        "GET/a/?*/c, /a/b/{x}/c, true",
        "GET/?*/c, /a/b, false",
        "GET/?*/notes, /{x}/{y}, true",
        "GET/?*/notes, /{x}/{y}/z, false",
        "GET/?*/c, /{x}/b/c, true",
        "GET/?*, /{proxy+}, true",
        "GET/?*, /, false",
        "GET/?*/a, /{proxy+}, true",
        "GET/a/?*/b/?*, /{x}/{y}/{z}, false",
        "GET/a/?*/b/?*, /{x}/{y}/{z}/{w}, true",
        "POST/?*, /{proxy+}, false",
    })
    void a_pattern_meets_a_route_if_one_path_is_both(String pattern, String resource, boolean meets) {
        assertThat(new ApiRoute("GET", resource).isMetBy(pattern)).isEqualTo(meets);
    }

    private static List<String> allowed(Listing listing) {
        return ((Listing.Listed) listing)
                .policy().allowed().stream()
                        .map(r -> r.substring(STAGE.length()))
                        .toList();
    }

    private static RoutePolicy policy(RouteRule... rules) {
        return new RoutePolicy(List.of(rules), List.of(), Set.of());
    }

    private static RouteRule rule(String resource, String... scopes) {
        return new RouteRule(List.of("GET"), resource, List.of(scopes), List.of());
    }
}
