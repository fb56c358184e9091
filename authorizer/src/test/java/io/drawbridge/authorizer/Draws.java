package io.drawbridge.authorizer;

import io.drawbridge.gateway.routing.PathReading;
import io.drawbridge.gateway.routing.Reading;
import io.drawbridge.registry.PathPattern;
import io.drawbridge.registry.RouteRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Random APIs, route rules and paths. Each run draws another seed and names it in every failure; {@code -Dseed=N} repeats one. */
final class Draws {

    static final List<String> SCOPES = List.of("s1", "s2", "s3");

    private static final List<String> STATIC = List.of("a", "b", "f");

    /** Segments that mean trouble for somebody, and a few that mean none. */
    private static final List<String> SEGMENTS = List.of(
            "a",
            "a",
            "a",
            "b",
            "b",
            "f",
            "f",
            "x",
            "c",
            "*",
            "**",
            "?",
            "$",
            "${aws:username}",
            "${*}",
            "..",
            ".",
            "...",
            "",
            "%2f",
            "a%2fb",
            "a%2Fb",
            "..%2fb",
            "%2e%2e",
            "%2E",
            "a%2eb",
            "a;b",
            ";",
            "a\\b",
            "%5c",
            "%25",
            "%252e%252e",
            "%61",
            "%41",
            "%zz",
            "%",
            "%4",
            "%00",
            "%3F",
            "a%3f",
            "%23",
            "%3b",
            "%7E",
            "%2d",
            "%5f",
            "é",
            "%C3%A9",
            "%c3%a9",
            "%80",
            "a%20b",
            "a b",
            "@",
            "%40",
            "a+b",
            "A",
            "z".repeat(60),
            "z".repeat(450),
            "é".repeat(250),
            "z".repeat(2000));

    private static final List<PathReading> READINGS = Stream.of(Reading.values())
            .flatMap(slash -> Stream.of(Reading.values())
                    .flatMap(empty -> Stream.of(Reading.values())
                            .flatMap(encoded -> Stream.of(Reading.values())
                                    .map(dots -> new PathReading(slash, empty, encoded, dots)))))
            .toList();

    private final Random random;
    private final long seed;

    Draws(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** From a fresh seed, or the one that was asked for. */
    static Draws fresh() {
        return new Draws(Long.getLong("seed", new Random().nextLong()));
    }

    /** To be named in every failure. */
    String seed() {
        return "-Dseed=" + seed;
    }

    /** A rule in the test's own words. {@code path} is empty for every path of the resource. */
    record Rule(List<String> methods, String resource, String path, List<String> all, List<String> any) {}

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T oneOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    List<String> some(List<String> of) {
        List<String> some = new ArrayList<>(of);
        Collections.shuffle(some, random);
        return List.copyOf(some.subList(0, random.nextInt(some.size() + 1)));
    }

    /** Verb and resource of each method of an API that API Gateway would take: one variable at most below each parent. */
    List<String> routes() {
        Set<String> routes = new LinkedHashSet<>();
        while (routes.isEmpty()) {
            grow("", 0, routes);
        }
        return List.copyOf(routes);
    }

    private void grow(String path, int depth, Set<String> routes) {
        if (chance(70)) {
            List<String> verbs = chance(25) ? List.of("ANY") : some(List.of("GET", "POST", "DELETE", "ANY"));
            verbs.forEach(verb -> routes.add(verb + " " + (path.isEmpty() ? "/" : path)));
        }
        if (depth == 3) {
            return;
        }
        STATIC.stream().filter(s -> chance(40)).forEach(s -> grow(path + "/" + s, depth + 1, routes));
        if (chance(50)) {
            routes.add(oneOf(List.of("ANY", "GET")) + " " + path + (chance(80) ? "/{proxy+}" : "/{rest+}"));
        } else if (chance(60)) {
            grow(path + "/{p" + depth + "}", depth + 1, routes);
        }
    }

    /** Rules for these routes, and now and then for none of them. */
    List<Rule> rules(List<String> routes) {
        if (chance(15)) {
            return List.of();
        }
        List<Rule> rules = new ArrayList<>();
        for (String route : routes) {
            for (int i = chance(85) ? 1 + below(2) : 0; i > 0; i--) {
                rules.add(rule(route.split(" ", -1)[1]));
            }
        }
        return rules;
    }

    private Rule rule(String resource) {
        List<String> methods = chance(40) ? List.of("*") : List.of(oneOf(List.of("GET", "POST", "DELETE")), "GET");
        return new Rule(
                methods.stream().distinct().toList(),
                resource,
                resource.endsWith("+}") && chance(60) ? pathBelow(resource) : "",
                chance(50) ? some(SCOPES) : List.of(),
                chance(30) ? some(SCOPES) : List.of());
    }

    private String pathBelow(String resource) {
        StringBuilder path = new StringBuilder();
        String[] parts = resource.split("/", -1);
        for (int i = 1; i < parts.length - 1; i++) {
            path.append('/').append(!parts[i].startsWith("{") ? parts[i] : oneOf(List.of("*", "a", "b")));
        }
        path.append('/').append(oneOf(List.of("a", "b", "@", "*", "a@b")));
        while (chance(35)) {
            path.append('/').append(oneOf(List.of("a", "b", "*")));
        }
        return chance(35) ? path.append("/**").toString() : path.toString();
    }

    /** A path, more often than not near one of the routes or rules. */
    String path(List<String> near) {
        StringBuilder path = new StringBuilder();
        if (!near.isEmpty() && chance(75)) {
            for (String part : oneOf(near).split("/", -1)) {
                if (part.startsWith("{") || part.contains("*") || (!part.isEmpty() && chance(8))) {
                    path.append('/').append(chance(50) ? oneOf(STATIC) : oneOf(SEGMENTS));
                } else if (!part.isEmpty()) {
                    path.append('/').append(part);
                }
            }
        }
        while (path.length() == 0 || chance(35)) {
            path.append('/').append(oneOf(SEGMENTS));
        }
        return chance(8) ? path.append('/').toString() : path.toString();
    }

    /** A tenant's rules that the registry would take: each covered by the platform's. */
    List<Rule> narrowing(List<Rule> platform, List<String> routes) {
        List<RouteRule> rules = platform.stream().map(Draws::asRouteRule).toList();
        return rules(routes).stream()
                .filter(r -> rules.isEmpty() || RouteRule.coverAll(rules, asRouteRule(r)))
                .toList();
    }

    private static RouteRule asRouteRule(Rule rule) {
        return new RouteRule(
                rule.methods(), rule.resource(), PathPattern.parse(rule.path()).value(), rule.all(), rule.any());
    }

    static List<String> near(List<String> routes, List<Rule> rules) {
        List<String> near = new ArrayList<>();
        routes.forEach(r -> near.add(r.split(" ", -1)[1]));
        rules.stream().map(Rule::path).filter(p -> !p.isEmpty()).forEach(near::add);
        return near;
    }

    /** One reading for each way in which this path can be routed and seen. */
    static List<PathReading> distinctReadings(String path) {
        Map<String, PathReading> byEffect = new LinkedHashMap<>();
        READINGS.forEach(r -> byEffect.putIfAbsent(r.routed(path) + "\n" + r.seen(path), r));
        return List.copyOf(byEffect.values());
    }
}
