package io.drawbridge.gateway.template;

import io.drawbridge.gateway.api.GatewayResponse;
import io.drawbridge.gateway.api.GatewayResponseType;
import io.drawbridge.gateway.api.MappingExpression;
import io.drawbridge.gateway.template.TemplateNode.Mapping;
import io.drawbridge.gateway.template.TemplateNode.Origin;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the {@code GatewayResponses} of an API.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html">
 *     Gateway responses</a>
 */
final class GatewayResponsesReader {

    private static final PropertyList RESPONSE =
            new PropertyList().served("StatusCode", "ResponseTemplates").servedAsWritten("ResponseParameters");

    private static final PropertyList PARAMETERS = new PropertyList()
            .servedAsWritten("Headers")
            .refused("A response has headers only: remove it.", "Paths", "QueryStrings");

    private final Resolver resolver;
    private final Problems problems;

    GatewayResponsesReader(Resolver resolver, Problems problems) {
        this.resolver = resolver;
        this.problems = problems;
    }

    Map<GatewayResponseType, GatewayResponse> read(Mapping raw) {
        Map<GatewayResponseType, GatewayResponse> responses = new EnumMap<>(GatewayResponseType.class);
        List<String> names =
                Arrays.stream(GatewayResponseType.values()).map(Enum::name).toList();
        raw.entries().forEach((name, node) -> {
            if (!names.contains(name)) {
                problems.invalid(
                        node.place(),
                        "is not a gateway response type. "
                                + Spelling.nearest(name, names)
                                        .map(known -> "Did you mean " + known + "?")
                                        .orElse("The types are: " + String.join(", ", names) + "."));
                return;
            }
            Fields.asMapping(node, problems)
                    .ifPresent(mapping -> responses.put(GatewayResponseType.valueOf(name), response(mapping)));
        });
        return responses;
    }

    private GatewayResponse response(Mapping raw) {
        Fields fields = new Fields(RESPONSE.read(raw, resolver, problems), problems);
        OptionalInt status = fields.integer("StatusCode", Origin.WRITTEN, 100, 599)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
        Map<String, MappingExpression> headers = fields.mapping("ResponseParameters")
                .map(mapping -> new Fields(PARAMETERS.read(mapping, resolver, problems), problems))
                .flatMap(parameters -> parameters.mapping("Headers"))
                .map(this::headers)
                .orElse(Map.of());
        Map<String, String> templates = fields.mapping("ResponseTemplates")
                .map(mapping -> texts(mapping, problems))
                .orElse(Map.of());
        if (templates.size() > 1) {
            problems.unsupported(
                    fields.place("ResponseTemplates"),
                    "holds several media types, which is not supported by the local gateway. Keep application/json.");
        }
        return new GatewayResponse(status, headers, templates);
    }

    private Map<String, MappingExpression> headers(Mapping raw) {
        Map<String, MappingExpression> headers = new LinkedHashMap<>();
        Mapping mapping = resolver.entries(raw);
        texts(mapping, problems).forEach((name, text) -> {
            Place place = new Fields(mapping, problems).place(name);
            Optional<MappingExpression> expression = MappingExpressions.parse(text);
            if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
                problems.invalid(place, "is not a header name. Correct it.");
            } else if (expression.isEmpty()) {
                problems.invalid(
                        place,
                        "is " + text
                                + ", which is not a mapping expression. Write a literal in single quotes inside double"
                                + " quotes, or method.request.header|querystring|path.name, context.name or"
                                + " stageVariables.name without quotes.");
            } else {
                headers.put(name, expression.get());
            }
        });
        return headers;
    }

    static Map<String, String> texts(Mapping mapping, Problems problems) {
        Map<String, String> texts = new LinkedHashMap<>();
        Fields fields = new Fields(mapping, problems);
        mapping.entries().keySet().forEach(key -> fields.text(key).ifPresent(text -> texts.put(key, text)));
        return texts;
    }
}
