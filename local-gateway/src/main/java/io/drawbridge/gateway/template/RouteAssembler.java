package io.drawbridge.gateway.template;

import io.drawbridge.gateway.api.Authorizer;
import io.drawbridge.gateway.api.Integration;
import io.drawbridge.gateway.api.Integration.LambdaProxy;
import io.drawbridge.gateway.api.Route;
import io.drawbridge.gateway.template.ApiReader.ApiDraft;
import io.drawbridge.gateway.template.MethodSecurity.KeyChoice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Combines events, {@code DefinitionBody} and the default authorizer into routes, as SAM's translator does.
 *
 * <p>Without a {@code DefinitionBody} events make the routes. With one, an event makes a permission only, unless
 * {@code MergeDefinitions} is true: then it replaces integration and authorizer of the method it names.
 */
final class RouteAssembler {

    private final Problems problems;

    RouteAssembler(Problems problems) {
        this.problems = problems;
    }

    List<Route> assemble(ApiDraft api, List<EventDraft> events) {
        Collection<MethodDraft> methods = methods(api, events).values();
        new ResourceRules(problems).check(methods);
        List<Route> routes = new ArrayList<>();
        for (MethodDraft method : methods) {
            Optional<Authorizer> authorizer = authorizer(method, api);
            boolean keyRequired = keyRequired(method, api);
            method.integration()
                    .ifPresent(integration -> routes.add(
                            new Route(method.resource(), method.method(), authorizer, keyRequired, integration)));
        }
        return routes;
    }

    private Map<String, MethodDraft> methods(ApiDraft api, List<EventDraft> events) {
        Map<String, MethodDraft> methods = new LinkedHashMap<>();
        api.body().orElse(List.of()).forEach(method -> methods.put(method.key(), method));
        Map<String, EventDraft> seen = new LinkedHashMap<>();
        for (EventDraft event : events) {
            MethodDraft method = draft(event);
            EventDraft before = seen.putIfAbsent(method.key(), event);
            if (before != null) {
                problems.invalid(
                        event.place(),
                        "declares " + method.key() + ", which the event in line "
                                + before.place().line() + " declares already. Keep one of them.");
            } else if (api.merges()) {
                merge(method, methods);
            } else if (api.body().isEmpty()) {
                methods.put(method.key(), method);
            } else {
                permissionOnly(event, method, Optional.ofNullable(methods.get(method.key())));
            }
        }
        return methods;
    }

    private static MethodDraft draft(EventDraft event) {
        Integration proxy =
                new LambdaProxy(event.function(), event.timeout().orElse(IntegrationReader.LONGEST_TIMEOUT));
        return new MethodDraft(
                event.place(),
                event.path(),
                event.method(),
                event.security().orElse(MethodSecurity.DEFAULT),
                Optional.of(proxy));
    }

    private void merge(MethodDraft event, Map<String, MethodDraft> methods) {
        if (event.method().equals(Route.ANY)) {
            // SAM's translator writes the key "any", which means nothing to API Gateway: measured.
            problems.invalid(
                    event.place(),
                    "uses the method any, which SAM cannot merge into a DefinitionBody."
                            + " Write x-amazon-apigateway-any-method there, and a Lambda permission.");
            return;
        }
        MethodSecurity security = event.security();
        MethodDraft below = methods.get(event.key());
        // The event's part wins key by key; it has no security unless its Auth says so.
        if (below != null && security.equals(MethodSecurity.DEFAULT)) {
            security = below.security();
        }
        methods.put(
                event.key(),
                new MethodDraft(event.place(), event.resource(), event.method(), security, event.integration()));
    }

    private void permissionOnly(EventDraft event, MethodDraft method, Optional<MethodDraft> inBody) {
        String rule = " The API has a DefinitionBody, so SAM makes a permission of this event and nothing else.";
        if (inBody.isEmpty()) {
            problems.invalid(
                    event.place(),
                    "declares " + method.key() + ", which DefinitionBody does not have." + rule
                            + " Add the method there, or set MergeDefinitions: true.");
            return;
        }
        Optional<String> target = inBody.get()
                .integration()
                .map(integration -> integration instanceof LambdaProxy proxy ? proxy.function() : "a mock");
        if (target.isPresent() && !target.get().equals(event.function())) {
            problems.invalid(
                    event.place(),
                    "gives " + method.key() + " to " + event.function() + ", but DefinitionBody gives it to "
                            + target.get() + "." + rule + " Correct one of them.");
        }
        if (event.security().isPresent()) {
            problems.invalid(
                    event.place().missing("Properties.Auth"),
                    "has no effect." + rule + " Write `security` at the method in DefinitionBody.");
        }
        if (event.timeout().isPresent()) {
            problems.invalid(
                    event.place().missing("Properties.TimeoutInMillis"),
                    "has no effect." + rule + " Write timeoutInMillis at the integration in DefinitionBody.");
        }
    }

    private Optional<Authorizer> authorizer(MethodDraft method, ApiDraft api) {
        return switch (method.security().choice()) {
            case DEFAULT ->
                method.method().equals("OPTIONS") && !api.auth().defaultOnPreflight()
                        ? Optional.empty()
                        : api.auth()
                                .defaultName()
                                .flatMap(name -> api.auth().declared().getOrDefault(name, Optional.empty()));
            case NONE -> {
                if (api.auth().defaultName().isEmpty()) {
                    problems.invalid(
                            method.place(),
                            "asks for the authorizer NONE, but the API has no DefaultAuthorizer to opt out of. Remove it.");
                }
                yield Optional.empty();
            }
            case NAMED -> named(method, method.security().authorizer().orElseThrow(), api);
        };
    }

    private Optional<Authorizer> named(MethodDraft method, String name, ApiDraft api) {
        Optional<Authorizer> authorizer = api.auth().declared().getOrDefault(name, Optional.empty());
        if (!api.auth().declared().containsKey(name)) {
            problems.invalid(
                    method.place(),
                    "asks for the authorizer " + name + ", which Auth.Authorizers of "
                            + api.resource().logicalId() + " does not declare. Declare it there, or correct the name.");
        }
        return authorizer;
    }

    private boolean keyRequired(MethodDraft method, ApiDraft api) {
        KeyChoice asked = method.security().key();
        return switch (api.auth().keys()) {
            case NONE -> {
                if (asked != KeyChoice.DEFAULT) {
                    problems.invalid(
                            method.place(),
                            "says something about api_key, which SAM defines only where Auth.ApiKeyRequired of "
                                    + api.resource().logicalId() + " is true. Set it there, or remove this.");
                }
                yield false;
            }
            case ALL_BUT_PREFLIGHTS ->
                asked != KeyChoice.EXEMPT && !method.method().equals("OPTIONS");
            case ALL -> asked != KeyChoice.EXEMPT;
        };
    }
}
