package io.drawbridge.gateway.template;

import io.drawbridge.gateway.api.Integration.MockResponse;
import io.drawbridge.gateway.api.MappingExpression;
import io.drawbridge.gateway.template.TemplateNode.Mapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the {@code responses} of a mock integration and holds them against the method's own {@code responses}. */
final class MockResponseReader {

    private static final String HEADER_PREFIX = "method.response.header.";

    private static final PropertyList RESPONSE = new PropertyList()
            .served("statusCode", "responseParameters", "responseTemplates")
            .refused("Binary conversion is not served: remove it.", "contentHandling");

    private final Resolver resolver;
    private final Problems problems;

    MockResponseReader(Resolver resolver, Problems problems) {
        this.resolver = resolver;
        this.problems = problems;
    }

    List<MockResponse> read(Mapping responses, Optional<Mapping> methodResponses) {
        List<MockResponse> read = new ArrayList<>();
        responses.entries().forEach((pattern, node) -> {
            if (!pattern.equals("default")) {
                compiles(pattern, node.place());
            }
            Fields.asMapping(node, problems)
                    .flatMap(mapping -> response(pattern, mapping, methodResponses))
                    .ifPresent(read::add);
        });
        return read;
    }

    private void compiles(String pattern, Place place) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            problems.invalid(place, "is not a regular expression: " + e.getDescription() + ". Correct it.");
        }
    }

    private Optional<MockResponse> response(String pattern, Mapping raw, Optional<Mapping> methodResponses) {
        Fields fields = new Fields(RESPONSE.read(raw, resolver, problems), problems);
        fields.requiredText("statusCode");
        Optional<Integer> status = fields.integer("statusCode", 100, 599);
        Map<String, String> templates = fields.mapping("responseTemplates")
                .map(mapping -> GatewayResponsesReader.texts(mapping, problems))
                .orElse(Map.of());
        if (status.isEmpty()) {
            return Optional.empty();
        }
        Optional<TemplateNode> declared =
                methodResponses.map(mapping -> mapping.entries().get(String.valueOf(status.get())));
        if (declared.isEmpty()) {
            problems.invalid(
                    fields.place("statusCode"),
                    "is " + status.get()
                            + ", which the method's responses do not declare. API Gateway refuses that: add \""
                            + status.get() + "\" with a description there.");
        }
        Map<String, MappingExpression> headers = fields.mapping("responseParameters")
                .map(mapping -> headers(mapping, declared.map(this::declaredHeaders)))
                .orElse(Map.of());
        return Optional.of(new MockResponse(pattern, status.get(), headers, templates));
    }

    /** Lower-case names of the headers that a method response declares. */
    private Set<String> declaredHeaders(TemplateNode response) {
        Set<String> names = new HashSet<>();
        Fields.asMapping(response, problems)
                .flatMap(mapping -> new Fields(mapping, problems).mapping("headers"))
                .ifPresent(headers ->
                        headers.entries().keySet().forEach(name -> names.add(name.toLowerCase(Locale.ROOT))));
        return names;
    }

    /** A response knows no request: {@code method.request.*} is not among its sources. */
    private Map<String, MappingExpression> headers(Mapping mapping, Optional<Set<String>> declared) {
        Map<String, MappingExpression> headers = new LinkedHashMap<>();
        GatewayResponsesReader.texts(mapping, problems).forEach((key, text) -> {
            Place place = new Fields(mapping, problems).place(key);
            Optional<MappingExpression> expression =
                    text.startsWith("method.request.") ? Optional.empty() : MappingExpressions.parse(text);
            String name = key.startsWith(HEADER_PREFIX) ? key.substring(HEADER_PREFIX.length()) : "";
            if (name.isEmpty()) {
                problems.invalid(place, "is not a response header. Write method.response.header.Name.");
            } else if (expression.isEmpty()) {
                problems.invalid(
                        place,
                        "is " + text
                                + ", which is not a mapping expression of a mock's response. Write a literal in single"
                                + " quotes inside double quotes, or context.name or stageVariables.name without quotes.");
            } else if (declared.isPresent() && !declared.get().contains(name.toLowerCase(Locale.ROOT))) {
                problems.invalid(
                        place,
                        "sets the header " + name
                                + ", which the method's responses do not declare. API Gateway refuses that:"
                                + " add it to the headers there.");
            } else {
                headers.put(name, expression.get());
            }
        });
        return headers;
    }
}
