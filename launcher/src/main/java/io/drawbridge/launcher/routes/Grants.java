package io.drawbridge.launcher.routes;

import io.drawbridge.gateway.api.Authorizer;
import io.drawbridge.gateway.api.Integration.LambdaProxy;
import io.drawbridge.gateway.api.LocalAccount;
import io.drawbridge.gateway.api.RestApi;
import io.drawbridge.gateway.api.Route;
import io.drawbridge.gateway.function.Wildcards;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** For which of an API's calls of a function a permission is good. */
final class Grants {

    private static final List<String> VERBS = List.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

    private final RestApi api;

    Grants(RestApi api) {
        this.api = api;
    }

    /** The routes to the function that the source covers, each as {@code VERB /resource}, in alphabetical order. */
    List<String> routes(String function, String source) {
        return api.routes().stream()
                .filter(route -> target(route).equals(Optional.of(function)))
                .flatMap(route -> covered(route, source).stream())
                .sorted()
                .toList();
    }

    /** The names of the authorizers with the function that the source covers. */
    List<String> authorizers(String function, String source) {
        return api.routes().stream()
                .flatMap(route -> route.authorizer().stream())
                .filter(authorizer -> authorizer.function().equals(function))
                .map(Authorizer::name)
                .distinct()
                .filter(name -> Wildcards.matches(source, arn("authorizers/" + name)))
                .sorted()
                .toList();
    }

    /** Whether API Gateway may invoke the route's function for each of the route's verbs; true for a mock. */
    boolean complete(Route route) {
        List<String> granted = new ArrayList<>();
        target(route).ifPresent(function -> sources(function).forEach(source -> granted.addAll(verbs(route, source))));
        return target(route).isEmpty() || granted.containsAll(verbs(route));
    }

    private List<String> sources(String function) {
        return api.functions().stream()
                .filter(definition -> definition.logicalId().equals(function))
                .flatMap(definition -> definition.permissions().stream())
                .toList();
    }

    private List<String> covered(Route route, String source) {
        List<String> verbs = verbs(route, source);
        List<String> shown = verbs.equals(verbs(route)) ? List.of(route.method()) : verbs;
        return shown.stream().map(verb -> verb + " " + route.resource()).toList();
    }

    private List<String> verbs(Route route, String source) {
        return verbs(route).stream()
                .filter(verb -> Wildcards.matches(source, arn(api.stage() + "/" + verb + route.resource())))
                .toList();
    }

    private static List<String> verbs(Route route) {
        return route.method().equals(Route.ANY) ? VERBS : List.of(route.method());
    }

    private static Optional<String> target(Route route) {
        return route.integration() instanceof LambdaProxy proxy ? Optional.of(proxy.function()) : Optional.empty();
    }

    private String arn(String suffix) {
        return LocalAccount.executeApiArn(api.apiId()) + "/" + suffix;
    }
}
