package io.drawbridge.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The facts in what SAM's translator would have CloudFormation deploy, in the words of {@code ./drawbridge routes --json}.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html">API Gateway's
 *     extensions of OpenAPI</a>
 */
final class Deployed {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final String ANY = "x-amazon-apigateway-any-method";

    private static final Set<String> VERBS = Set.of("get", "put", "post", "delete", "options", "head", "patch", ANY);

    private static final String FUNCTION_PATH = ":lambda:path/2015-03-31/functions/";

    private final CloudFormation stack;
    private final Facts facts = new Facts();
    private final Set<String> reached = new TreeSet<>();
    private final Set<String> asked = new HashSet<>();

    private Deployed(CloudFormation stack) {
        this.stack = stack;
    }

    static Facts facts(CloudFormation stack) {
        Deployed deployed = new Deployed(stack);
        stack.ofType("AWS::ApiGateway::RestApi").forEach(deployed::api);
        deployed.stages();
        deployed.functions();
        deployed.permissions();
        deployed.plans();
        return deployed.facts;
    }

    private void api(String logicalId, JsonNode properties) {
        facts.add("api", logicalId);
        JsonNode source = stack.evaluate(properties.path("ApiKeySourceType"));
        facts.add("api key source", source.isMissingNode() ? "HEADER" : source.asText());
        JsonNode body = stack.evaluate(properties.path("Body"));
        JsonNode schemes = body.has("openapi")
                ? body.path("components").path("securitySchemes")
                : body.path("securityDefinitions");
        body.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (VERBS.contains(method.getKey())) {
                        method(path.getKey(), method.getKey(), method.getValue(), schemes);
                    }
                }));
        schemes.properties().forEach(scheme -> authorizer(scheme.getKey(), scheme.getValue()));
        body.path("x-amazon-apigateway-gateway-responses")
                .properties()
                .forEach(response -> gatewayResponse(response.getKey(), response.getValue()));
    }

    private void method(String resource, String key, JsonNode method, JsonNode schemes) {
        String verb = key.equals(ANY) ? "ANY" : key.toUpperCase(Locale.ROOT);
        ObjectNode route = JSON.objectNode();
        route.put("method", verb);
        route.put("resource", resource);
        route.putNull("authorizer");
        route.put("apiKeyRequired", false);
        for (JsonNode requirement : method.path("security")) {
            requirement.properties().forEach(entry -> {
                if (entry.getKey().equals("api_key")) {
                    route.put("apiKeyRequired", true);
                } else if (schemes.path(entry.getKey()).has("x-amazon-apigateway-authorizer")) {
                    // What names no authorizer, NONE that is, leaves the method open.
                    route.put("authorizer", entry.getKey());
                    asked.add(entry.getKey());
                }
            });
        }
        route.set("integration", integration(method.path("x-amazon-apigateway-integration")));
        facts.add("route " + verb + " " + resource, route);
    }

    private ObjectNode integration(JsonNode written) {
        ObjectNode json = JSON.objectNode();
        String type = written.path("type").asText().toLowerCase(Locale.ROOT);
        json.put("type", type);
        if (type.equals("aws_proxy")) {
            String function = function(written.path("uri").asText());
            json.put("function", function);
            json.put("timeoutMillis", written.path("timeoutInMillis").asInt(29_000));
            reached.add(function);
        } else if (type.equals("mock")) {
            json.put(
                    "passthrough",
                    written.path("passthroughBehavior").asText("when_no_match").toUpperCase(Locale.ROOT));
            json.set("requestTemplates", sorted(written.path("requestTemplates"), ""));
            ArrayNode responses = json.putArray("responses");
            written.path("responses").properties().forEach(response -> {
                ObjectNode one = responses.addObject();
                one.put("selectionPattern", response.getKey());
                one.put("status", response.getValue().path("statusCode").asInt());
                one.set("headers", sorted(response.getValue().path("responseParameters"), "method.response.header."));
                one.set("templates", sorted(response.getValue().path("responseTemplates"), ""));
            });
        }
        return json;
    }

    private String function(String uri) {
        int start = uri.indexOf(FUNCTION_PATH) + FUNCTION_PATH.length();
        return stack.functionOf(uri.substring(start, uri.length() - "/invocations".length()));
    }

    private void authorizer(String name, JsonNode scheme) {
        JsonNode written = scheme.path("x-amazon-apigateway-authorizer");
        if (written.isMissingNode()) {
            return;
        }
        ObjectNode json = JSON.objectNode();
        json.put("name", name);
        json.put("type", written.path("type").asText().toUpperCase(Locale.ROOT));
        String function = function(written.path("authorizerUri").asText());
        reached.add(function);
        json.put("function", function);
        ArrayNode sources = json.putArray("identitySources");
        for (String source : written.path("identitySource").asText("").split(",", -1)) {
            if (!source.isBlank()) {
                sources.add(source.strip());
            }
        }
        json.put("ttlSeconds", written.path("authorizerResultTtlInSeconds").asInt(300));
        facts.add("authorizer " + name + (asked.contains(name) ? "" : ", which no method asks"), json);
    }

    private void gatewayResponse(String type, JsonNode written) {
        ObjectNode json = JSON.objectNode();
        json.put("type", type);
        JsonNode status = written.path("statusCode");
        json.set("status", status.isMissingNode() ? JSON.nullNode() : JSON.numberNode(status.asInt()));
        json.set("headers", sorted(written.path("responseParameters"), "gatewayresponse.header."));
        json.set("templates", sorted(written.path("responseTemplates"), ""));
        facts.add("gateway response " + type, json);
    }

    private void stages() {
        stack.ofType("AWS::ApiGateway::Stage").values().forEach(stage -> {
            String name = stack.evaluate(stage.path("StageName")).asText();
            facts.add("stage " + name, sorted(stack.evaluate(stage.path("Variables")), ""));
        });
        stack.ofType("AWS::ApiGateway::Deployment").values().forEach(deployment -> {
            JsonNode name = stack.evaluate(deployment.path("StageName"));
            if (!name.isMissingNode()) {
                facts.add("stage " + name.asText(), JSON.objectNode());
            }
        });
    }

    private void functions() {
        stack.ofType("AWS::Logs::SubscriptionFilter")
                .values()
                .forEach(filter -> reached.add(stack.functionOf(
                        stack.evaluate(filter.path("DestinationArn")).asText())));
        Map<String, JsonNode> all = stack.ofType("AWS::Lambda::Function");
        reached.forEach(logicalId -> {
            JsonNode properties = all.getOrDefault(logicalId, JSON.missingNode());
            ObjectNode json = JSON.objectNode();
            json.put("logicalId", logicalId);
            json.put("handler", stack.evaluate(properties.path("Handler")).asText());
            // Lambda's defaults for what is left out.
            json.put(
                    "timeoutSeconds", stack.evaluate(properties.path("Timeout")).asInt(3));
            json.put(
                    "memoryMegabytes",
                    stack.evaluate(properties.path("MemorySize")).asInt(128));
            ArrayNode environment = json.putArray("environment");
            Set<String> names = new TreeSet<>();
            properties.path("Environment").path("Variables").fieldNames().forEachRemaining(names::add);
            names.forEach(environment::add);
            facts.add("function " + logicalId, json);
        });
    }

    /** Those for API Gateway, of functions that the API invokes. */
    private void permissions() {
        stack.ofType("AWS::Lambda::Permission").values().forEach(permission -> {
            if (stack.evaluate(permission.path("Principal")).asText().equals("apigateway.amazonaws.com")) {
                String function = stack.functionOf(
                        stack.evaluate(permission.path("FunctionName")).asText());
                JsonNode source = stack.evaluate(permission.path("SourceArn"));
                if (reached.contains(function)) {
                    facts.add(
                            "permission " + function + " " + (source.isMissingNode() ? "*" : source.asText()),
                            "granted");
                }
            }
        });
    }

    private void plans() {
        Map<String, JsonNode> keys = stack.ofType("AWS::ApiGateway::ApiKey");
        Map<String, Set<String>> members = new TreeMap<>();
        stack.ofType("AWS::ApiGateway::UsagePlanKey")
                .values()
                .forEach(link -> members.computeIfAbsent(
                                stack.evaluate(link.path("UsagePlanId")).asText(), none -> new TreeSet<>())
                        .add(stack.evaluate(link.path("KeyId")).asText()));
        stack.ofType("AWS::ApiGateway::UsagePlan").forEach((logicalId, written) -> {
            JsonNode plan = stack.evaluate(written);
            ObjectNode json = JSON.objectNode();
            json.put("logicalId", logicalId);
            json.putNull("throttle");
            if (plan.has("Throttle")) {
                json.putObject("throttle")
                        .put("rate", plan.path("Throttle").path("RateLimit").asDouble())
                        .put("burst", plan.path("Throttle").path("BurstLimit").asInt());
            }
            json.putNull("quota");
            if (plan.has("Quota")) {
                json.putObject("quota")
                        .put("limit", plan.path("Quota").path("Limit").asInt())
                        .put("period", plan.path("Quota").path("Period").asText());
            }
            ArrayNode list = json.putArray("keys");
            members.getOrDefault(logicalId, Set.of())
                    .forEach(key -> list.addObject()
                            .put("logicalId", key)
                            .put(
                                    "enabled",
                                    stack.evaluate(keys.getOrDefault(key, JSON.missingNode())
                                                    .path("Enabled"))
                                            .asBoolean()));
            facts.add("usage plan " + logicalId, json);
        });
    }

    private static ObjectNode sorted(JsonNode texts, String prefix) {
        Map<String, String> byName = new TreeMap<>();
        texts.properties()
                .forEach(entry -> byName.put(
                        entry.getKey().substring(entry.getKey().startsWith(prefix) ? prefix.length() : 0),
                        entry.getValue().asText()));
        ObjectNode json = JSON.objectNode();
        byName.forEach(json::put);
        return json;
    }
}
