package io.drawbridge.launcher.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.gateway.api.ApiKey;
import io.drawbridge.gateway.api.Authorizer;
import io.drawbridge.gateway.api.FunctionDefinition;
import io.drawbridge.gateway.api.GatewayResponse;
import io.drawbridge.gateway.api.Integration;
import io.drawbridge.gateway.api.Integration.LambdaProxy;
import io.drawbridge.gateway.api.Integration.Mock;
import io.drawbridge.gateway.api.Integration.MockResponse;
import io.drawbridge.gateway.api.LogSubscription;
import io.drawbridge.gateway.api.MappingExpression;
import io.drawbridge.gateway.api.RestApi;
import io.drawbridge.gateway.api.Route;
import io.drawbridge.gateway.api.UsagePlan;
import java.io.File;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the local gateway serves, as one JSON document. The same API makes the same text: what has no order of its own is in
 * that of its names.
 *
 * <p>It holds no secret: of API keys their logical ids, of environments the names.
 */
public final class RoutesJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private RoutesJson() {}

    /**
     * The document of an API.
     *
     * @param folder what paths are written relative to, so that the text is the same on every machine
     */
    public static ObjectNode of(RestApi api, Path folder) {
        ObjectNode document = JSON.objectNode();
        ObjectNode head = document.putObject("api");
        head.put("logicalId", api.logicalId());
        head.put("id", api.apiId());
        head.put("stage", api.stage());
        head.set("stageVariables", texts(api.stageVariables()));
        head.put("apiKeySource", api.apiKeys().source().name());
        routes(api, document.putArray("routes"));
        authorizers(api, document.putArray("authorizers"));
        gatewayResponses(api, document.putArray("gatewayResponses"));
        functions(api, folder, document.putArray("functions"));
        permissions(api, document.putArray("permissions"));
        usagePlans(api, document.putArray("usagePlans"));
        subscriptions(api, document.putArray("logSubscriptions"));
        return document;
    }

    private static void routes(RestApi api, ArrayNode all) {
        api.routes().stream()
                .sorted(Comparator.comparing(Route::resource).thenComparing(Route::method))
                .forEach(route -> {
                    ObjectNode json = all.addObject();
                    json.put("method", route.method());
                    json.put("resource", route.resource());
                    json.put(
                            "authorizer",
                            route.authorizer().map(Authorizer::name).orElse(null));
                    json.put("apiKeyRequired", route.keyRequired());
                    json.set("integration", integration(route.integration()));
                });
    }

    private static ObjectNode integration(Integration integration) {
        ObjectNode json = JSON.objectNode();
        if (integration instanceof LambdaProxy proxy) {
            json.put("type", "aws_proxy");
            json.put("function", proxy.function());
            json.put("timeoutMillis", proxy.timeout().toMillis());
        } else if (integration instanceof Mock mock) {
            json.put("type", "mock");
            json.put("passthrough", mock.passthrough().name());
            json.set("requestTemplates", texts(mock.requestTemplates()));
            ArrayNode responses = json.putArray("responses");
            mock.responses().forEach(response -> mockResponse(response, responses.addObject()));
        }
        return json;
    }

    private static void mockResponse(MockResponse response, ObjectNode json) {
        json.put("selectionPattern", response.selectionPattern());
        json.put("status", response.status());
        json.set("headers", expressions(response.headers()));
        json.set("templates", texts(response.templates()));
    }

    private static void authorizers(RestApi api, ArrayNode all) {
        Map<String, Authorizer> byName = new TreeMap<>();
        api.routes().forEach(route -> route.authorizer().ifPresent(one -> byName.put(one.name(), one)));
        byName.values().forEach(authorizer -> {
            ObjectNode json = all.addObject();
            json.put("name", authorizer.name());
            json.put("type", "REQUEST");
            json.put("function", authorizer.function());
            ArrayNode sources = json.putArray("identitySources");
            // In their order, which is that of the cache key.
            authorizer.identitySources().forEach(source -> sources.add(source.written()));
            json.put("ttlSeconds", authorizer.resultTtl().toSeconds());
        });
    }

    private static void gatewayResponses(RestApi api, ArrayNode all) {
        new TreeMap<>(api.gatewayResponses()).forEach((type, response) -> {
            ObjectNode json = all.addObject();
            json.put("type", type.name());
            json.set("status", status(response));
            json.set("headers", expressions(response.headers()));
            json.set("templates", texts(response.templates()));
        });
    }

    /** Null where the type's own status, or its default response's, stays. */
    private static JsonNode status(GatewayResponse response) {
        return response.status().isPresent() ? JSON.numberNode(response.status().getAsInt()) : JSON.nullNode();
    }

    private static void functions(RestApi api, Path folder, ArrayNode all) {
        sorted(api.functions()).forEach(function -> {
            ObjectNode json = all.addObject();
            json.put("logicalId", function.logicalId());
            json.put("handler", function.handler());
            json.put("code", relative(folder, function.code()));
            json.put("timeoutSeconds", function.timeout().toSeconds());
            json.put("memoryMegabytes", function.memoryMegabytes());
            ArrayNode environment = json.putArray("environment");
            function.environment().keySet().stream().sorted().forEach(environment::add);
            ArrayNode layers = json.putArray("layers");
            function.layers().forEach(layer -> layers.add(relative(folder, layer)));
        });
    }

    private static void permissions(RestApi api, ArrayNode all) {
        Grants grants = new Grants(api);
        sorted(api.functions())
                .forEach(function -> function.permissions().stream().sorted().forEach(source -> {
                    ObjectNode json = all.addObject();
                    json.put("function", function.logicalId());
                    json.put("source", source);
                    add(grants.routes(function.logicalId(), source), json.putArray("routes"));
                    add(grants.authorizers(function.logicalId(), source), json.putArray("authorizers"));
                }));
    }

    private static void usagePlans(RestApi api, ArrayNode all) {
        api.apiKeys().plans().stream()
                .sorted(Comparator.comparing(UsagePlan::logicalId))
                .forEach(plan -> {
                    ObjectNode json = all.addObject();
                    json.put("logicalId", plan.logicalId());
                    json.putNull("throttle");
                    plan.throttle()
                            .ifPresent(throttle -> json.putObject("throttle")
                                    .put("rate", throttle.rate())
                                    .put("burst", throttle.burst()));
                    json.putNull("quota");
                    plan.quota()
                            .ifPresent(quota -> json.putObject("quota")
                                    .put("limit", quota.limit())
                                    .put("period", quota.period().name()));
                    ArrayNode keys = json.putArray("keys");
                    plan.keys().stream()
                            .sorted(Comparator.comparing(ApiKey::logicalId))
                            .forEach(key -> keys.addObject()
                                    .put("logicalId", key.logicalId())
                                    .put("enabled", key.enabled()));
                });
    }

    private static void subscriptions(RestApi api, ArrayNode all) {
        api.subscriptions().stream()
                .sorted(Comparator.comparing(LogSubscription::function).thenComparing(LogSubscription::logGroup))
                .forEach(subscription -> {
                    ObjectNode json = all.addObject();
                    json.put("function", subscription.function());
                    json.put("logGroup", subscription.logGroup());
                    add(subscription.sources().stream().sorted().toList(), json.putArray("sources"));
                    json.put(
                            "filter",
                            "{ $." + subscription.filter().name() + " = \""
                                    + subscription.filter().value() + "\" }");
                });
    }

    private static String relative(Path folder, Path file) {
        return folder.relativize(file).toString().replace(File.separatorChar, '/');
    }

    private static Collection<FunctionDefinition> sorted(Collection<FunctionDefinition> functions) {
        return functions.stream()
                .sorted(Comparator.comparing(FunctionDefinition::logicalId))
                .toList();
    }

    private static void add(Collection<String> texts, ArrayNode array) {
        texts.forEach(array::add);
    }

    private static ObjectNode texts(Map<String, String> texts) {
        ObjectNode json = JSON.objectNode();
        new TreeMap<>(texts).forEach(json::put);
        return json;
    }

    private static ObjectNode expressions(Map<String, MappingExpression> expressions) {
        ObjectNode json = JSON.objectNode();
        new TreeMap<>(expressions).forEach((name, expression) -> json.put(name, expression.written()));
        return json;
    }
}
