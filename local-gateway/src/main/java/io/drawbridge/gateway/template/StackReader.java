package io.drawbridge.gateway.template;

import io.drawbridge.gateway.api.ApiKeys;
import io.drawbridge.gateway.api.Authorizer;
import io.drawbridge.gateway.api.FunctionDefinition;
import io.drawbridge.gateway.api.Integration.LambdaProxy;
import io.drawbridge.gateway.api.LocalAccount;
import io.drawbridge.gateway.api.LogSubscription;
import io.drawbridge.gateway.api.RestApi;
import io.drawbridge.gateway.api.Route;
import io.drawbridge.gateway.template.ApiReader.ApiDraft;
import io.drawbridge.gateway.template.FunctionReader.FunctionDraft;
import io.drawbridge.gateway.template.TemplateNode.Mapping;
import io.drawbridge.gateway.template.TemplateNode.Scalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Puts the resources that exist together: one API, its functions, and who may invoke them. */
final class StackReader {

    /** The stage that SAM gives to the API it makes itself. */
    private static final String IMPLICIT_STAGE = "Prod";

    private final List<TemplateResource> resources = new ArrayList<>();
    private final Resolver resolver;
    private final References references;
    private final Problems problems;

    StackReader(List<TemplateResource> resources, Resolver resolver, References references, Problems problems) {
        resources.forEach(resource -> {
            references.add(resource, resolver);
            if (resource.active()) {
                this.resources.add(resource);
            }
        });
        this.resolver = resolver;
        this.references = references;
        this.problems = problems;
    }

    /**
     * The API; empty where there is none to serve.
     *
     * @param folder what {@code CodeUri} is relative to
     * @param section where {@code Resources} stands
     */
    Optional<RestApi> read(Path folder, Globals globals, Place section) {
        if (hasImplicitEvents()) {
            addImplicitApi(globals, section);
        }
        EventReader events = new EventReader(resolver, new ApiNames(resources, problems), problems);
        FunctionReader functionReader = new FunctionReader(
                folder, resolver, events, new LayerReader(folder, resolver, references, problems), problems);
        List<FunctionDraft> functions = ofType(TemplateResource.FUNCTION).stream()
                .map(functionReader::read)
                .toList();
        PermissionReader permissionReader = new PermissionReader(resolver, references, problems);
        List<PermissionReader.Permission> permissions = ofType(TemplateResource.PERMISSION).stream()
                .flatMap(resource -> permissionReader.read(resource).stream())
                .toList();
        ApiReader apiReader = new ApiReader(resolver, references, problems);
        List<ApiDraft> apis =
                ofType(TemplateResource.API).stream().map(apiReader::read).toList();
        if (apis.isEmpty()) {
            problems.invalid(
                    section,
                    "declares no REST API. Add an AWS::Serverless::Api, or a function with an event of type Api.");
            return Optional.empty();
        }
        apis.stream()
                .skip(1)
                .forEach(
                        api -> problems.unsupported(
                                api.resource().place(),
                                "is another API beside "
                                        + apis.get(0).resource().logicalId()
                                        + ", which is not supported by the local gateway. It serves one: keep each in a template of its own."));
        return Optional.of(restApi(apis.get(0), functions, permissions));
    }

    private RestApi restApi(
            ApiDraft api, List<FunctionDraft> functions, List<PermissionReader.Permission> permissions) {
        String apiId = api.resource().logicalId();
        List<EventDraft> events = functions.stream()
                .flatMap(function -> function.events().api().stream())
                .filter(event -> event.api().orElse(References.IMPLICIT_API).equals(apiId))
                .toList();
        List<Route> routes = new RouteAssembler(problems).assemble(api, events);
        List<LogSubscription> subscriptions = new SubscriptionReader(problems).read(functions);
        Set<String> used = used(routes, api);
        subscriptions.stream()
                .filter(subscription -> subscription.sources().stream().anyMatch(used::contains))
                .map(LogSubscription::function)
                .forEach(used::add);
        List<FunctionDefinition> definitions = new ArrayList<>();
        CodeCheck codeCheck = new CodeCheck(problems);
        for (FunctionDraft function : functions) {
            String logicalId = function.resource().logicalId();
            if (!used.contains(logicalId)) {
                continue;
            }
            function.definition().ifPresent(definition -> {
                codeCheck.check(definition, function.code(), function.handler());
                definitions.add(definition.withPermissions(sources(logicalId, api, events, permissions)));
            });
        }
        ApiKeys keys = new ApiKeys(
                api.keySource(),
                new UsagePlanReader(resolver, problems).read(resources, LocalAccount.apiId(apiId), api.stage()));
        return new RestApi(
                apiId,
                api.stage(),
                api.variables(),
                routes,
                api.responses(),
                definitions,
                keys,
                subscriptions.stream()
                        .filter(subscription -> used.contains(subscription.function()))
                        .toList());
    }

    private static Set<String> used(List<Route> routes, ApiDraft api) {
        Set<String> used = new TreeSet<>();
        for (Route route : routes) {
            if (route.integration() instanceof LambdaProxy proxy) {
                used.add(proxy.function());
            }
        }
        api.auth()
                .declared()
                .values()
                .forEach(authorizer -> authorizer.map(Authorizer::function).ifPresent(used::add));
        return used;
    }

    /** The sources from which API Gateway may invoke a function, as SAM's translator and the template grant them. */
    private static List<String> sources(
            String function, ApiDraft api, List<EventDraft> events, List<PermissionReader.Permission> permissions) {
        Set<String> sources = new TreeSet<>();
        events.stream()
                .filter(event -> event.function().equals(function))
                .forEach(event -> sources.add(executeApiArn(api, event.permissionSuffix())));
        if (api.auth().invokers().stream()
                .anyMatch(invoker -> invoker.function().equals(function))) {
            sources.add(executeApiArn(api, "authorizers/*"));
        }
        permissions.stream()
                .filter(permission -> permission.function().equals(function))
                .forEach(permission -> sources.add(permission.source()));
        return List.copyOf(sources);
    }

    private static String executeApiArn(ApiDraft api, String suffix) {
        return LocalAccount.executeApiArn(LocalAccount.apiId(api.resource().logicalId())) + "/" + suffix;
    }

    private List<TemplateResource> ofType(String type) {
        return resources.stream().filter(resource -> resource.is(type)).toList();
    }

    /** Whether a function has an {@code Api} event that names no API: then SAM makes one. */
    private boolean hasImplicitEvents() {
        return ofType(TemplateResource.FUNCTION).stream()
                .map(function -> function.properties().entries().get("Events"))
                .filter(Mapping.class::isInstance)
                .flatMap(events -> ((Mapping) events).entries().values().stream())
                .anyMatch(StackReader::isImplicit);
    }

    private static boolean isImplicit(TemplateNode event) {
        return event instanceof Mapping mapping
                && mapping.entries().get("Type") instanceof Scalar type
                && type.text().equals("Api")
                && mapping.entries().get("Properties") instanceof Mapping properties
                && !properties.entries().containsKey("RestApiId");
    }

    private void addImplicitApi(Globals globals, Place section) {
        Mapping own = new Mapping(section, Map.of("StageName", Scalar.text(section, IMPLICIT_STAGE)));
        TemplateResource api = new TemplateResource(
                References.IMPLICIT_API,
                TemplateResource.API,
                section,
                globals.mergedInto(own, TemplateResource.API),
                true);
        references.add(api, resolver);
        resources.add(api);
    }
}
