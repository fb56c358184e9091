package io.drawbridge.authorizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.gateway.gate.GateResult;
import io.drawbridge.gateway.gate.Verdict;
import io.drawbridge.gateway.http.Header;
import io.drawbridge.gateway.routing.PathReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing that is remembered for one token, tenant, origin or route answers for another: in random order an authorizer with a
 * past answers each request as one that was just started does.
 */
final class NothingAnswersForAnotherTest {

    private static final int REQUESTS = 400;

    private static final List<String> ROUTES = List.of(
            "GET /a", "POST /a", "GET /a/{id}", "DELETE /a/{id}", "GET /f/{proxy+}", "POST /f/{proxy+}", "GET /");

    private static final List<Draws.Rule> PLATFORM = List.of(
            rule("GET", "/a", "", "s1"),
            rule("POST", "/a", "", "s2"),
            rule("GET", "/a/{id}", "", "s1"),
            rule("DELETE", "/a/{id}", "", "s2"),
            rule("GET", "/f/{proxy+}", ""),
            rule("GET", "/f/{proxy+}", "/f/a/**", "s3"),
            rule("POST", "/f/{proxy+}", "", "s3"));

    private static final Map<String, List<Draws.Rule>> TENANTS =
            Map.of("globex", List.of(rule("GET", "/a", "", "s3"), rule("POST", "/f/{proxy+}", "", "s1")));

    private final Draws draws = Draws.fresh();
    private final DrawnWorld world = new DrawnWorld(PLATFORM, TENANTS);

    private record Request(String method, String path, List<Header> headers) {}

    @ParameterizedTest
    @ValueSource(strings = {"origin", "host"})
    void an_authorizer_with_a_past_answers_as_a_fresh_one(String source) {
        Map<String, String> settings =
                Map.of("TENANT_SOURCE", source, "UNAUTHENTICATED_STATUS", draws.chance(50) ? "401" : "403");
        ApiInProcess old = new ApiInProcess(world.authorizer(settings), ROUTES, Duration.ZERO);
        int allowed = 0;
        for (int i = 0; i < REQUESTS; i++) {
            Request request = draw(draws.chance(90));
            ApiInProcess fresh = new ApiInProcess(world.authorizer(settings), ROUTES, Duration.ZERO);
            allowed += holdsAlike(request, old, fresh);
        }
        assertThat(allowed).as(draws.seed()).isGreaterThan(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"origin", "host"})
    void a_gateway_that_remembers_answers_as_one_that_asks_each_time(String source) {
        ApiInProcess old = remembering(source);
        int allowed = 0;
        int answered = 0;
        for (int i = 0; i < REQUESTS; i++) {
            if (draws.chance(25)) {
                // Somebody with the same token and origin sends what is never to be remembered.
                Request odd = twisted(draw(true));
                old.send(odd.method(), odd.path(), PathReading.DEFAULT, odd.headers());
                continue;
            }
            answered++;
            allowed += holdsAlike(draw(true), old, remembering(source));
        }
        assertThat(allowed).as(draws.seed()).isGreaterThan(3);
        assertThat(old.invocations()).as(draws.seed()).isLessThan(answered);
    }

    /** Asked first, so that nothing is remembered yet. */
    @Test
    void a_form_that_the_key_does_not_show_is_refused_and_not_remembered() {
        for (int i = 0; i < 60; i++) {
            ApiInProcess api = remembering("origin");
            Request odd = twisted(draw(true));
            GateResult first = api.send(odd.method(), odd.path(), PathReading.DEFAULT, odd.headers());
            GateResult second = api.send(odd.method(), odd.path(), PathReading.DEFAULT, odd.headers());

            assertThat(first.verdict()).as(draws.seed() + odd).isEqualTo(Verdict.UNAUTHORIZED);
            assertThat(second.verdict()).as(draws.seed() + odd).isEqualTo(Verdict.UNAUTHORIZED);
            assertThat(api.invocations()).isEqualTo(2);
        }
    }

    private ApiInProcess remembering(String source) {
        Map<String, String> settings = Map.of(
                "TENANT_SOURCE", source, "UNAUTHENTICATED_STATUS", "403", "POLICY_ROUTES", String.join(", ", ROUTES));
        return new ApiInProcess(world.authorizer(settings), ROUTES, Duration.ofMinutes(5), RememberedPolicyTest.KEY);
    }

    private int holdsAlike(Request request, ApiInProcess old, ApiInProcess fresh) {
        GateResult remembered = old.send(request.method(), request.path(), PathReading.DEFAULT, request.headers());
        GateResult asked = fresh.send(request.method(), request.path(), PathReading.DEFAULT, request.headers());
        String as = draws.seed() + ": " + request;
        assertThat(remembered.verdict()).as(as).isEqualTo(asked.verdict());
        assertThat(remembered.context()).as(as).isEqualTo(asked.context());
        assertThat(remembered.answer()).as(as).isEqualTo(asked.answer());
        return asked.verdict() == Verdict.ALLOWED ? 1 : 0;
    }

    private Request draw(boolean withOrigin) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("host", draws.oneOf(List.of("acme", "acme", "globex", "nobody")) + ".example.com"));
        if (withOrigin) {
            headers.add(new Header(
                    "origin",
                    draws.chance(90)
                            ? draws.oneOf(List.copyOf(DrawnWorld.ORIGINS.values()))
                            : draws.oneOf(List.of("https://evil.example", "null", "http://acme.example.com"))));
        }
        headers.add(
                draws.chance(90)
                        ? DrawnWorld.token(
                                draws.oneOf(List.of("acme", "acme", "globex")), Set.copyOf(draws.some(Draws.SCOPES)))
                        : new Header("authorization", draws.oneOf(List.of("Bearer x", "Bearer a.b.c", "Basic x"))));
        String path = draws.oneOf(List.of("/a", "/a", "/a/1", "/a/b", "/f/a/b", "/f/b", "/f/b//c", "/f/%2e", "/"));
        String method = path.equals("/")
                ? "GET"
                : draws.oneOf(path.startsWith("/a/") ? List.of("GET", "DELETE") : List.of("GET", "POST"));
        return new Request(method, path, headers);
    }

    /** The same with one of the forms that the key does not show. */
    private Request twisted(Request request) {
        List<Header> headers = new ArrayList<>(request.headers());
        switch (draws.below(3)) {
            case 0 -> headers.add(1, new Header("origin", "https://evil.example"));
            case 1 -> headers.add(1, new Header("authorization", "Bearer evil"));
            default -> headers.add(new Header("x-http-method-override", "PATCH"));
        }
        return new Request(request.method(), request.path(), headers);
    }

    private static Draws.Rule rule(String method, String resource, String path, String... scopes) {
        return new Draws.Rule(List.of(method), resource, path, List.of(scopes), List.of());
    }
}
