package io.drawbridge.admin.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drawbridge.admin.AdminHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code openapi.json}, and whether a request and its answer are as it says. */
public final class ApiDocument {

    /** Headers that an answer may have only where the document says so. */
    private static final Set<String> MEANT =
            Set.of("ETag", "Location", "Link", "Retry-After", "Idempotency-Replayed", "WWW-Authenticate");

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ApiDocument BUNDLED = new ApiDocument(read());

    private final JsonNode json;
    private final Schemas schemas;

    private ApiDocument(JsonNode json) {
        this.json = json;
        this.schemas = new Schemas(json);
    }

    /** The one that the admin API serves. */
    public static ApiDocument bundled() {
        return BUNDLED;
    }

    private static JsonNode read() {
        try (InputStream in = AdminHandler.class.getResourceAsStream("openapi.json")) {
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode json() {
        return json;
    }

    /** Whether an operation needs no token. */
    public boolean isPublic(String operation) {
        JsonNode security = json.at(operation + "/security");
        return security.isArray() && security.isEmpty();
    }

    /** The methods of a resource, in upper case. */
    public Set<String> methods(String resource) {
        Set<String> methods = new TreeSet<>();
        json.path("paths").path(resource).fieldNames().forEachRemaining(name -> {
            if (METHODS.contains(name)) {
                methods.add(name.toUpperCase(Locale.ROOT));
            }
        });
        return methods;
    }

    /** Where in the document an operation is; empty where it has none. */
    public Optional<String> operation(String method, String resource) {
        return methods(resource).contains(method)
                ? Optional.of(item(resource) + "/" + method.toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    private static String item(String resource) {
        return "/paths/" + resource.replace("~", "~0").replace("/", "~1");
    }

    /** What is not as the document says; of a request that was refused only the answer. */
    public List<String> violations(Call call, Reply reply) {
        boolean isHead = call.method().equals("HEAD");
        Optional<String> operation = operation(isHead ? "GET" : call.method(), call.resource());
        if (operation.isEmpty()) {
            return ofNoOperation(call, reply);
        }
        List<String> violations = new ArrayList<>(ofReply(operation.get(), reply, isHead));
        if (reply.status() < 400) {
            violations.addAll(ofCall(operation.get(), call));
        }
        return violations;
    }

    private List<String> ofNoOperation(Call call, Reply reply) {
        if (json.at(item(call.resource())).isMissingNode()) {
            return List.of();
        }
        Set<String> allowed = methods(call.resource());
        allowed.add("OPTIONS");
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        String expected = String.join(", ", allowed);
        return reply.status() == 405 && reply.header("Allow").equals(Optional.of(expected))
                ? List.of()
                : List.of(call.method() + " is not documented, and not answered 405 with Allow: " + expected);
    }

    private List<String> ofReply(String operation, Reply reply, boolean isHead) {
        String response = resolved(operation + "/responses/" + reply.status());
        if (json.at(response).isMissingNode()) {
            return List.of("status " + reply.status() + " is not documented");
        }
        List<String> violations = new ArrayList<>();
        MEANT.stream()
                .filter(name -> reply.header(name).isPresent())
                .filter(name -> json.at(response + "/headers").path(name).isMissingNode())
                .forEach(name -> violations.add("header " + name + " is not documented"));
        json.at(response + "/headers").fieldNames().forEachRemaining(name -> {
            String header = resolved(response + "/headers/" + name);
            boolean required = json.at(header).path("required").booleanValue();
            reply.header(name)
                    .ifPresentOrElse(
                            value -> add(violations, name, schemas.problemsOfText(header + "/schema", value)),
                            () -> add(violations, name, required ? List.of("is missing") : List.of()));
        });
        violations.addAll(ofBody(response, reply.header("Content-Type").orElse(""), reply.body(), isHead));
        return violations;
    }

    private List<String> ofBody(String holder, String contentType, String body, boolean isHead) {
        String type = contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        // API Gateway says application/json of an answer that says nothing of itself, even where it has no body.
        if (body.isEmpty() && json.at(holder + "/content").isMissingNode()) {
            return List.of();
        }
        String content = holder + "/content/" + type.replace("/", "~1");
        if (json.at(content).isMissingNode()) {
            return List.of("media type \"" + type + "\" is not documented");
        }
        if (isHead) {
            return body.isEmpty() ? List.of() : List.of("HEAD has a body");
        }
        if (!type.endsWith("json")) {
            return schemas.problemsOfText(content + "/schema", body);
        }
        try {
            return schemas.problems(content + "/schema", MAPPER.readTree(body));
        } catch (JsonProcessingException e) {
            return List.of("body is not JSON: " + body);
        }
    }

    private List<String> ofCall(String operation, Call call) {
        List<String> violations = new ArrayList<>();
        Set<String> queries = new TreeSet<>(call.query().keySet());
        for (String list : List.of(item(call.resource()), operation)) {
            for (int i = 0; i < json.at(list + "/parameters").size(); i++) {
                String parameter = resolved(list + "/parameters/" + i);
                queries.remove(json.at(parameter).path("name").asText());
                ofParameter(parameter, call, violations);
            }
        }
        queries.forEach(name -> violations.add("query parameter " + name + " is not documented"));
        if (json.at(operation).has("requestBody")) {
            String body = resolved(operation + "/requestBody");
            violations.addAll(ofBody(body, call.header("Content-Type").orElse(""), call.body(), false));
        } else if (!call.body().isEmpty()) {
            violations.add("a body is not documented");
        }
        return violations;
    }

    private void ofParameter(String pointer, Call call, List<String> violations) {
        JsonNode parameter = json.at(pointer);
        String name = parameter.path("name").asText();
        List<String> values = switch (parameter.path("in").asText()) {
            case "path" ->
                Optional.ofNullable(call.pathParameters().get(name)).stream().toList();
            case "query" -> call.query().getOrDefault(name, List.of());
            default -> call.header(name).stream().toList();
        };
        if (values.isEmpty() && parameter.path("required").booleanValue()) {
            violations.add("parameter " + name + " is missing");
        }
        values.forEach(value -> add(violations, name, schemas.problemsOfText(pointer + "/schema", value)));
    }

    private static void add(List<String> violations, String name, List<String> problems) {
        problems.forEach(problem -> violations.add(name + ": " + problem));
    }

    /** What is wrong with a value where the document has a schema. */
    public List<String> problems(String pointer, JsonNode value) {
        return schemas.problems(pointer, value);
    }

    /** The place that a place refers to, or itself. */
    String resolved(String pointer) {
        JsonNode target = json.at(pointer).path("$ref");
        return target.isTextual() ? target.textValue().substring(1) : pointer;
    }

    /** A request over HTTP as the template that it is routed to; a fixed segment wins over a parameter. */
    public Call call(String method, String pathAndQuery, Map<String, String> headers, String body) {
        return Paths.call(json.path("paths"), method, pathAndQuery, headers, body);
    }

    static String decoded(String text) {
        return java.net.URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
