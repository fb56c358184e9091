package io.drawbridge.authorizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.drawbridge.gateway.api.MappingExpression;
import io.drawbridge.gateway.gate.Verdict;
import io.drawbridge.gateway.http.Header;
import io.drawbridge.gateway.routing.PathReading;
import io.drawbridge.gateway.routing.RouteMatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a policy that API Gateway remembers does for every request that meets it, held against what the rules say. */
final class RememberedPolicyTest {

    /** The identity sources of examples/cached/template.yaml. */
    static final MappingExpression[] KEY = {
        new MappingExpression.RequestHeader("authorization"),
        new MappingExpression.RequestHeader("origin"),
        new MappingExpression.Context("domainName"),
        new MappingExpression.Context("resourcePath")
    };

    private static final int WORLDS = 60;
    private static final int REQUESTS = 40;
    private static final int MAX_ARN = 1500;
    private static final String ORIGIN = "https://app.acme.example";
    private static final List<String> VERBS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    /** The forms that the decision table refuses below {@code {proxy+}}, here on every route. */
    private static final Pattern UNSAFE =
            Pattern.compile("(?is).*(//|/\\.{1,2}(/.*)?$|.+/$|;|\\\\|%2f|%5c|%2e|%25|%3b).*");

    private final Draws draws = Draws.fresh();

    @Test
    void a_remembered_policy_lets_nothing_through_that_the_rules_refuse_and_what_it_lists_it_allows() {
        int allowed = 0;
        int refused = 0;
        for (int world = 0; world < WORLDS; world++) {
            List<String> routes = draws.routes();
            List<Draws.Rule> platform = draws.rules(routes);
            List<Draws.Rule> tenant = draws.narrowing(platform, routes);
            RuleBook rules = new RuleBook(platform, tenant);
            ApiInProcess api = remembering(new DrawnWorld(platform, Map.of("acme", tenant)), routes);
            Set<String> keys = new HashSet<>();
            for (int i = 0; i < REQUESTS; i++) {
                String method = draws.oneOf(List.of("GET", "GET", "POST", "DELETE"));
                String path = draws.path(Draws.near(routes, platform));
                Set<String> scopes = Set.copyOf(draws.some(Draws.SCOPES));
                List<Header> headers = List.of(
                        new Header("host", ApiInProcess.HOST),
                        new Header("origin", ORIGIN),
                        DrawnWorld.token("acme", scopes));
                for (PathReading reading : Draws.distinctReadings(path)) {
                    String seen = reading.seen(path);
                    Optional<RouteMatch> match = api.routed(method, path, reading);
                    if (match.isEmpty() || seen.length() > MAX_ARN) {
                        continue;
                    }
                    String resource = match.get().route().resource();
                    keys.add(resource + " " + scopes);
                    Verdict verdict = api.send(method, path, reading, headers).verdict();
                    String as = String.format(
                            "%s: %s %s read by %s as %s, scopes %s, routes %s, platform %s, tenant %s",
                            draws.seed(), method, path, reading, resource, scopes, routes, platform, tenant);
                    if (verdict == Verdict.ALLOWED) {
                        allowed++;
                        String decoded = resource.endsWith("+}") ? RuleBook.decode(seen) : "";
                        assertThat(rules.allowsDecoded(method, resource, decoded, scopes))
                                .as(as)
                                .isTrue();
                        assertThat(seen).as(as).doesNotMatch(UNSAFE);
                    } else {
                        refused++;
                        assertThat(verdict).as(as).isIn(Verdict.EXPLICIT_DENY, Verdict.IMPLICIT_DENY);
                        assertThat(isListed(method, resource, routes, rules, scopes)
                                        && !UNSAFE.matcher(seen).matches()
                                        && !isHidden(path, reading))
                                .as(as)
                                .isFalse();
                    }
                }
            }
            // Everything else was answered from memory.
            assertThat(api.invocations()).as(draws.seed()).isEqualTo(keys.size());
        }
        assertThat(allowed).as(draws.seed()).isGreaterThan(50);
        assertThat(refused).as(draws.seed()).isGreaterThan(50);
    }

    /** A harmless path that was routed as another one: its resource's list may well not hold it. */
    private static boolean isHidden(String path, PathReading reading) {
        return !UNSAFE.matcher(reading.seen(path)).matches()
                && !reading.routed(path).equals(reading.seen(path));
    }

    /** Whether the list must hold a route: the token may use it whatever its path, and its pattern meets no other one. */
    private static boolean isListed(
            String method, String resource, List<String> routes, RuleBook rules, Set<String> scopes) {
        if (!rules.allowsAllPaths(method, resource, scopes)) {
            return false;
        }
        if (!resource.contains("{")) {
            return true;
        }
        Pattern reach = Pattern.compile("(?s)" + resource.replaceAll("\\{[^}]*\\}", ".+"));
        return expanded(routes).stream()
                .map(r -> r.split(" ", -1))
                .filter(r -> r[0].equals(method) && !rules.allowsAllPaths(method, r[1], scopes))
                .flatMap(r -> examples(r[1]).stream())
                .noneMatch(example -> reach.matcher(example).matches());
    }

    private static Set<String> expanded(List<String> routes) {
        Set<String> all = new LinkedHashSet<>(routes);
        routes.stream()
                .filter(r -> r.startsWith("ANY "))
                .forEach(r -> VERBS.forEach(verb -> all.add(verb + r.substring("ANY".length()))));
        return all;
    }

    /** Paths of a route with every segment that could matter in the place of its variables. */
    private static List<String> examples(String resource) {
        List<String> examples = new ArrayList<>(List.of(""));
        for (String part : resource.substring(1).split("/", -1)) {
            List<String> longer = new ArrayList<>();
            for (String start : examples) {
                for (String segment : part.startsWith("{") ? List.of("a", "b", "f", "x") : List.of(part)) {
                    longer.add(start + "/" + segment);
                }
                if (part.endsWith("+}")) {
                    for (String one : List.of("a", "b", "f", "x")) {
                        for (String two : List.of("a", "b", "f", "x")) {
                            longer.add(start + "/" + one + "/" + two);
                            for (String three : List.of("a", "b", "f", "x")) {
                                longer.add(start + "/" + one + "/" + two + "/" + three);
                            }
                        }
                    }
                }
            }
            examples = longer;
        }
        return examples;
    }

    private static ApiInProcess remembering(DrawnWorld world, List<String> routes) {
        return new ApiInProcess(
                world.authorizer(Map.of("UNAUTHENTICATED_STATUS", "403", "POLICY_ROUTES", String.join(", ", routes))),
                routes,
                Duration.ofMinutes(5),
                KEY);
    }
}
