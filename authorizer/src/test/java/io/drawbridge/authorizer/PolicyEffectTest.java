package io.drawbridge.authorizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.gateway.api.MappingExpression;
import io.drawbridge.gateway.gate.GateResult;
import io.drawbridge.gateway.gate.Verdict;
import io.drawbridge.gateway.http.Header;
import io.drawbridge.gateway.routing.PathReading;
import io.drawbridge.gateway.routing.RouteMatch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What a returned policy does in API Gateway's hands, held against what the rules say, on random APIs, rules, tokens and paths
 * and under every reading of a path that the local gateway can switch to.
 */
final class PolicyEffectTest {

    private static final int WORLDS = 60;
    private static final int REQUESTS = 40;

    /** {@code Resource} of a policy and the method ARN, quotas of API Gateway. */
    private static final int MAX_RESOURCE = 512;

    private static final int MAX_ARN = 1600;
    private static final String STAGE_ARN = "arn:aws:execute-api:us-east-1:000000000000:api/prod/";

    private final Draws draws = Draws.fresh();

    @Test
    void a_request_is_let_through_exactly_if_the_rules_allow_it_however_its_path_is_read() {
        int allowed = 0;
        int refused = 0;
        for (int world = 0; world < WORLDS; world++) {
            List<String> routes = draws.routes();
            List<Draws.Rule> platform = draws.rules(routes);
            List<Draws.Rule> tenant = draws.narrowing(platform, routes);
            ApiInProcess api = new ApiInProcess(
                    new DrawnWorld(platform, Map.of("acme", tenant)).authorizer(Map.of()), routes, Duration.ZERO);
            RuleBook rules = new RuleBook(platform, tenant);
            for (int i = 0; i < REQUESTS; i++) {
                String method = draws.oneOf(List.of("GET", "GET", "POST", "DELETE"));
                String path = draws.path(Draws.near(routes, platform));
                Set<String> scopes = Set.copyOf(draws.some(Draws.SCOPES));
                for (PathReading reading : Draws.distinctReadings(path)) {
                    Optional<RouteMatch> match = api.routed(method, path, reading);
                    String arn = STAGE_ARN + method + reading.seen(path);
                    if (match.isEmpty() || bytes(arn) > MAX_ARN) {
                        continue;
                    }
                    String resource = match.get().route().resource();
                    boolean expected = rules.allows(method, resource, reading.seen(path), scopes)
                            && bytes(arn) <= MAX_RESOURCE
                            && isOnePath(resource, path, reading);
                    GateResult result =
                            api.send(method, path, reading, List.of(host(), DrawnWorld.token("acme", scopes)));
                    assertThat(result.verdict())
                            .as(
                                    "%s: %s %s read by %s as %s, scopes %s, platform %s, tenant %s",
                                    draws.seed(), method, path, reading, resource, scopes, platform, tenant)
                            .isEqualTo(expected ? Verdict.ALLOWED : Verdict.EXPLICIT_DENY);
                    allowed += expected ? 1 : 0;
                    refused += expected ? 0 : 1;
                }
            }
        }
        assertThat(allowed).as(draws.seed()).isGreaterThan(100);
        assertThat(refused).as(draws.seed()).isGreaterThan(100);
    }

    /** Below a greedy resource the backend reads the path again: it must find what the rules were held against. */
    @Test
    void whatever_a_backend_undoes_in_a_path_below_proxy_the_rules_saw_the_same() {
        ApiInProcess api = new ApiInProcess(
                new DrawnWorld(List.of(), Map.of()).authorizer(Map.of()), List.of("ANY /{proxy+}"), Duration.ZERO);
        int allowed = 0;
        for (int i = 0; i < 3000; i++) {
            String path = draws.path(List.of());
            for (PathReading reading : Draws.distinctReadings(path)) {
                String seen = reading.seen(path);
                if (bytes(STAGE_ARN + "GET" + seen) > MAX_ARN
                        || api.routed("GET", path, reading).isEmpty()) {
                    continue;
                }
                GateResult result = api.send("GET", path, reading, List.of(host(), DrawnWorld.token("acme", Set.of())));
                if (result.verdict() == Verdict.ALLOWED) {
                    allowed++;
                    assertThat(undone(seen)).as("%s: %s", draws.seed(), path).isEqualTo(RuleBook.decode(seen));
                }
            }
        }
        assertThat(allowed).as(draws.seed()).isGreaterThan(100);
    }

    /** API Gateway's cache stays off. Were it on, a policy for one path would still be no policy for another. */
    @Test
    void the_policy_for_one_path_allows_no_other_path() {
        int others = 0;
        for (int i = 0; i < 300; i++) {
            // A fresh cache each time, whose key is the token: the second request meets the first one's policy.
            ApiInProcess api = new ApiInProcess(
                    new DrawnWorld(List.of(), Map.of()).authorizer(Map.of()),
                    List.of("GET /{proxy+}", "GET /", "GET /a/{p}/b"),
                    Duration.ofMinutes(5),
                    new MappingExpression.RequestHeader("authorization"));
            List<Header> headers = List.of(host(), DrawnWorld.token("acme", Set.of()));
            String first = draws.path(List.of("/a/*/b", "/*", "/a/*/*"));
            if (bytes(STAGE_ARN + "GET" + first) > MAX_ARN
                    || api.routed("GET", first, PathReading.DEFAULT).isEmpty()) {
                continue;
            }
            GateResult filled = api.send("GET", first, PathReading.DEFAULT, headers);
            // A policy variable is malformed for the local gateway, and that would be a verdict of its own.
            assertThat(filled.verdict()).as("%s: %s", draws.seed(), first).isNotEqualTo(Verdict.BROKEN);
            for (int j = 0; j < 20; j++) {
                String second = draws.path(List.of(first, "/a/*/b", "/a"));
                if (api.routed("GET", second, PathReading.DEFAULT).isEmpty() || isAlike(first, second)) {
                    continue;
                }
                others++;
                assertThat(api.send("GET", second, PathReading.DEFAULT, headers).verdict())
                        .as("%s: %s after %s", draws.seed(), second, first)
                        .isNotEqualTo(Verdict.ALLOWED);
            }
            assertThat(api.invocations()).as(draws.seed()).isEqualTo(1);
        }
        assertThat(others).as(draws.seed()).isGreaterThan(300);
    }

    /** The same but for characters where the first has a wildcard, which the policy can only say as "any one". */
    private static boolean isAlike(String first, String second) {
        return first.length() == second.length()
                && java.util.stream.IntStream.range(0, first.length())
                        .allMatch(i -> "*?$".indexOf(first.charAt(i)) >= 0 || first.charAt(i) == second.charAt(i));
    }

    /** Whether the path below a greedy resource is the one that was routed: else nobody knows which one is meant. */
    private static boolean isOnePath(String resource, String path, PathReading reading) {
        return !resource.endsWith("+}") || reading.routed(path).equals(reading.seen(path));
    }

    /** What a careless backend makes of a path: decoded again, parameters cut, backslashes turned, dots and slashes resolved. */
    private static String undone(String path) {
        String text =
                RuleBook.decode(RuleBook.decode(path)).split("[;?#\\x00]", 2)[0].replace('\\', '/');
        List<String> kept = new ArrayList<>();
        for (String segment : text.split("/", -1)) {
            if (segment.equals("..")) {
                if (!kept.isEmpty()) {
                    kept.remove(kept.size() - 1);
                }
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.add(segment);
            }
        }
        return "/" + String.join("/", kept);
    }

    private static Header host() {
        return new Header("host", ApiInProcess.HOST);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
