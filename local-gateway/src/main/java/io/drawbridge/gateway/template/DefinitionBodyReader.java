package io.drawbridge.gateway.template;

import io.drawbridge.gateway.api.Integration;
import io.drawbridge.gateway.template.TemplateNode.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the {@code DefinitionBody} of an API: OpenAPI 3.0 or Swagger 2.0 with API Gateway's extensions.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html">OpenAPI
 *     extensions</a>
 */
final class DefinitionBodyReader {

    private static final String PROSE = "documentation only";

    private static final PropertyList DOCUMENT = new PropertyList()
            .served("openapi", "swagger")
            .servedAsWritten("paths")
            .withoutLocalEffect(PROSE, "info", "tags", "externalDocs", "x-amazon-apigateway-documentation")
            .withoutLocalEffect(
                    "API Gateway ignores them on import unless told otherwise",
                    "servers",
                    "host",
                    "basePath",
                    "schemes",
                    "consumes",
                    "produces")
            .withoutLocalEffect(
                    "models check nothing without a request validator, which is refused",
                    "definitions",
                    "parameters",
                    "responses")
            .withoutLocalEffect("where AWS serves it from", "x-amazon-apigateway-endpoint-configuration")
            .served("components")
            .refused(
                    "Declare authorizers under Auth.Authorizers and `security` at each method.",
                    "security",
                    "securityDefinitions")
            .refused("Declare them under GatewayResponses.", "x-amazon-apigateway-gateway-responses")
            .refused(
                    "Request validators are not served: check the request in the function.",
                    "x-amazon-apigateway-request-validators",
                    "x-amazon-apigateway-request-validator")
            .refused("Binary bodies are not served: remove it.", "x-amazon-apigateway-binary-media-types")
            .refused("Resource policies are not served: remove it.", "x-amazon-apigateway-policy")
            .refused("Compression is not served: remove it.", "x-amazon-apigateway-minimum-compression-size")
            .refused("Write ApiKeySourceType at the API.", "x-amazon-apigateway-api-key-source")
            .refused("It belongs to HTTP APIs: remove it.", "x-amazon-apigateway-cors");

    private static final PropertyList COMPONENTS = new PropertyList()
            .withoutLocalEffect(
                    "models check nothing without a request validator, which is refused",
                    "schemas",
                    "responses",
                    "parameters",
                    "examples",
                    "requestBodies",
                    "headers",
                    "links",
                    "callbacks")
            .refused("Declare authorizers under Auth.Authorizers of the API.", "securitySchemes")
            .refused("Write the integration at each method.", "x-amazon-apigateway-integrations");

    private static final PropertyList PATH_ITEM = new PropertyList()
            .servedAsWritten(MethodDraft.VERBS.keySet().stream().sorted().toArray(String[]::new))
            .withoutLocalEffect(PROSE, "summary", "description", "servers")
            .withoutLocalEffect("parameters are checked only by a request validator, which is refused", "parameters")
            .refused("API Gateway has no such method: remove it.", "trace")
            .refused("Write the methods out.", "$ref");

    private static final PropertyList METHOD = new PropertyList()
            .served("responses", IntegrationReader.KEY)
            .servedAsWritten("security")
            .withoutLocalEffect(
                    PROSE,
                    "operationId",
                    "summary",
                    "description",
                    "tags",
                    "externalDocs",
                    "deprecated",
                    "servers",
                    "callbacks")
            .withoutLocalEffect("API Gateway ignores them on import", "consumes", "produces", "schemes")
            .withoutLocalEffect("checked only by a request validator, which is refused", "parameters", "requestBody")
            .refused(
                    "Request validators are not served: check the request in the function.",
                    "x-amazon-apigateway-request-validator")
            .refused("Write `security` with an authorizer of Auth.Authorizers.", "x-amazon-apigateway-auth");

    private final Resolver resolver;
    private final IntegrationReader integrations;
    private final SecurityReader security;
    private final Problems problems;

    DefinitionBodyReader(Resolver resolver, References references, Problems problems) {
        this.resolver = resolver;
        this.integrations = new IntegrationReader(resolver, references, problems);
        this.security = new SecurityReader(problems);
        this.problems = problems;
    }

    List<MethodDraft> read(Mapping raw) {
        Fields document = new Fields(DOCUMENT.read(raw, resolver, problems), problems);
        version(document);
        document.mapping("components").ifPresent(components -> COMPONENTS.read(components, resolver, problems));
        List<MethodDraft> methods = new ArrayList<>();
        if (!document.has("paths")) {
            problems.invalid(document.place("paths"), "is missing. Add it, if only as an empty mapping.");
        }
        document.mapping("paths")
                .ifPresent(paths -> paths.entries().forEach((path, node) -> {
                    // OpenAPI lets extensions stand among the paths; API Gateway defines none for this place.
                    if (!path.startsWith("x-")) {
                        resolver.chosen(node)
                                .flatMap(chosen -> Fields.asMapping(chosen, problems))
                                .ifPresent(item -> pathItem(path, item, methods));
                    }
                }));
        return methods;
    }

    private void version(Fields document) {
        Optional<String> openapi = document.text("openapi");
        Optional<String> swagger = document.text("swagger");
        boolean known = openapi.map(text -> text.matches("3\\.0\\.\\d")).orElse(false)
                || swagger.map(text -> text.equals("2.0")).orElse(false);
        if (!known && (openapi.isPresent() || swagger.isPresent() || !hasVersion(document))) {
            problems.invalid(
                    document.place(swagger.isPresent() ? "swagger" : "openapi"),
                    "is " + openapi.or(() -> swagger).orElse("missing")
                            + ". API Gateway imports OpenAPI 3.0 and Swagger 2.0: write openapi: 3.0.1.");
        }
    }

    private static boolean hasVersion(Fields document) {
        return document.has("openapi") || document.has("swagger");
    }

    private void pathItem(String path, Mapping raw, List<MethodDraft> methods) {
        for (Map.Entry<String, TemplateNode> entry : raw.entries().entrySet()) {
            String lower = entry.getKey().toLowerCase(Locale.ROOT);
            if (!lower.equals(entry.getKey()) && MethodDraft.VERBS.containsKey(lower)) {
                problems.invalid(
                        entry.getValue().place(),
                        "is not an OpenAPI method. OpenAPI's methods are lower case: write " + lower + ".");
                return;
            }
        }
        PATH_ITEM.read(raw, resolver, problems).entries().forEach((key, node) -> {
            Optional<Mapping> method = resolver.chosen(node).flatMap(chosen -> Fields.asMapping(chosen, problems));
            Optional<String> verb = Optional.ofNullable(MethodDraft.VERBS.get(key));
            if (method.isPresent() && verb.isPresent()) {
                methods.add(method(path, verb.get(), method.get()));
            }
        });
    }

    private MethodDraft method(String path, String verb, Mapping raw) {
        Fields fields = new Fields(METHOD.read(raw, resolver, problems), problems);
        Optional<Integration> integration = Optional.empty();
        if (fields.has(IntegrationReader.KEY)) {
            Optional<Mapping> responses = fields.mapping("responses");
            integration =
                    fields.mapping(IntegrationReader.KEY).flatMap(mapping -> integrations.read(mapping, responses));
        } else {
            problems.invalid(
                    fields.place(IntegrationReader.KEY),
                    "is missing. API Gateway refuses a method without an integration: add one of type aws_proxy or mock.");
        }
        MethodSecurity asked = fields.list("security").map(security::read).orElse(MethodSecurity.DEFAULT);
        return new MethodDraft(raw.place(), path, verb, asked, integration);
    }
}
