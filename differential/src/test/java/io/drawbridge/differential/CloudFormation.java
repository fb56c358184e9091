package io.drawbridge.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drawbridge.gateway.api.LocalAccount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * A CloudFormation template with its functions evaluated, as the account of the local gateway would. Written apart from the
 * local gateway's own reader on purpose: a mistake that both shared could not be seen.
 */
final class CloudFormation {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");

    private static final Map<String, String> PSEUDO = Map.of(
            "AWS::Region", LocalAccount.REGION,
            "AWS::AccountId", LocalAccount.ACCOUNT_ID,
            "AWS::Partition", LocalAccount.PARTITION,
            "AWS::StackName", "local",
            "AWS::URLSuffix", "amazonaws.com");

    private final JsonNode template;
    private final Map<String, JsonNode> parameters = new HashMap<>();

    CloudFormation(JsonNode template, Map<String, String> given) {
        this.template = template;
        PSEUDO.forEach((name, value) -> parameters.put(name, TextNode.valueOf(value)));
        template.path("Parameters")
                .properties()
                .forEach(parameter ->
                        parameters.put(parameter.getKey(), parameter.getValue().path("Default")));
        given.forEach((name, value) -> parameters.put(name, TextNode.valueOf(value)));
    }

    /** The properties of every resource of a type that would be created, by logical id; functions not yet evaluated. */
    Map<String, JsonNode> ofType(String type) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        template.path("Resources").properties().forEach(resource -> {
            JsonNode condition = resource.getValue().path("Condition");
            if (resource.getValue().path("Type").asText().equals(type)
                    && (condition.isMissingNode() || condition(condition.asText()))) {
                found.put(resource.getKey(), resource.getValue().path("Properties"));
            }
        });
        return found;
    }

    /** The logical id of the function that a name or an ARN stands for. */
    String functionOf(String nameOrArn) {
        return ofType("AWS::Lambda::Function").keySet().stream()
                .filter(id -> nameOrArn.equals(physicalName(id)) || nameOrArn.equals(functionArn(id)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(nameOrArn + " is no function of the template"));
    }

    /** The value with every function in it evaluated; missing for {@code AWS::NoValue}. */
    JsonNode evaluate(JsonNode value) {
        if (value instanceof ArrayNode list) {
            ArrayNode evaluated = JSON.arrayNode();
            for (JsonNode item : list) {
                JsonNode one = evaluate(item);
                if (!one.isMissingNode()) {
                    evaluated.add(one);
                }
            }
            return evaluated;
        }
        if (!(value instanceof ObjectNode mapping)) {
            return value;
        }
        if (mapping.size() == 1) {
            Map.Entry<String, JsonNode> only = mapping.properties().iterator().next();
            if (only.getKey().equals("Ref") || only.getKey().startsWith("Fn::")) {
                return call(only.getKey(), only.getValue());
            }
        }
        ObjectNode evaluated = JSON.objectNode();
        mapping.properties().forEach(entry -> {
            JsonNode one = evaluate(entry.getValue());
            if (!one.isMissingNode()) {
                evaluated.set(entry.getKey(), one);
            }
        });
        return evaluated;
    }

    private JsonNode call(String function, JsonNode argument) {
        return switch (function) {
            case "Ref" -> ref(argument.asText());
            case "Fn::GetAtt" -> attribute(argument);
            case "Fn::Sub" -> sub(argument);
            case "Fn::If" -> evaluate(argument.get(condition(argument.get(0).asText()) ? 1 : 2));
            case "Fn::Join" ->
                TextNode.valueOf(String.join(argument.get(0).asText(), texts(evaluate(argument.get(1)))));
            case "Fn::Select" ->
                evaluate(argument.get(1)).get(evaluate(argument.get(0)).asInt());
            case "Fn::Split" -> {
                ArrayNode parts = JSON.arrayNode();
                String text = evaluate(argument.get(1)).asText();
                for (String part : text.split(Pattern.quote(argument.get(0).asText()), -1)) {
                    parts.add(part);
                }
                yield parts;
            }
            case "Fn::FindInMap" -> {
                List<String> path = texts(evaluate(argument));
                yield template.path("Mappings")
                        .path(path.get(0))
                        .path(path.get(1))
                        .path(path.get(2));
            }
            default -> throw new IllegalArgumentException("No template here calls " + function);
        };
    }

    private JsonNode ref(String name) {
        if (name.equals("AWS::NoValue")) {
            return JSON.missingNode();
        }
        JsonNode parameter = parameters.get(name);
        return parameter != null ? parameter : TextNode.valueOf(physicalName(name));
    }

    private String physicalName(String logicalId) {
        JsonNode resource = template.path("Resources").path(logicalId);
        JsonNode properties = resource.path("Properties");
        return switch (resource.path("Type").asText()) {
            case "AWS::ApiGateway::RestApi" -> LocalAccount.apiId(logicalId);
            case "AWS::ApiGateway::Stage" ->
                evaluate(properties.path("StageName")).asText();
            case "AWS::Lambda::Function" -> named(properties.path("FunctionName"), logicalId);
            case "" -> throw new IllegalArgumentException("No resource is called " + logicalId);
            default -> logicalId;
        };
    }

    private String named(JsonNode name, String logicalId) {
        return name.isMissingNode() ? logicalId : evaluate(name).asText();
    }

    private JsonNode attribute(JsonNode argument) {
        List<String> path = argument.isTextual() ? List.of(argument.asText().split("\\.", 2)) : texts(argument);
        return TextNode.valueOf(attribute(path.get(0), path.get(1)));
    }

    private String attribute(String logicalId, String attribute) {
        boolean known =
                attribute.equals("Arn") && ofType("AWS::Lambda::Function").containsKey(logicalId);
        if (!known) {
            throw new IllegalArgumentException("Nothing compared here needs " + logicalId + "." + attribute);
        }
        return functionArn(logicalId);
    }

    private String functionArn(String logicalId) {
        return LocalAccount.functionArn(physicalName(logicalId));
    }

    private JsonNode sub(JsonNode argument) {
        JsonNode own = argument.isArray() ? argument.get(1) : JSON.objectNode();
        Matcher matcher =
                PLACEHOLDER.matcher(argument.isArray() ? argument.get(0).asText() : argument.asText());
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(text, Matcher.quoteReplacement(placeholder(matcher.group(1), own)));
        }
        return TextNode.valueOf(matcher.appendTail(text).toString());
    }

    private String placeholder(String name, JsonNode own) {
        if (name.startsWith("!")) {
            return "${" + name.substring(1) + "}";
        }
        if (own.has(name)) {
            return evaluate(own.get(name)).asText();
        }
        int dot = name.indexOf('.');
        return dot < 0 ? ref(name).asText() : attribute(name.substring(0, dot), name.substring(dot + 1));
    }

    private boolean condition(String name) {
        return holds(template.path("Conditions").path(name));
    }

    private boolean holds(JsonNode condition) {
        Map.Entry<String, JsonNode> call = Optional.ofNullable(condition.properties())
                .orElseThrow()
                .iterator()
                .next();
        JsonNode argument = call.getValue();
        return switch (call.getKey()) {
            case "Condition" -> condition(argument.asText());
            case "Fn::Equals" ->
                evaluate(argument.get(0))
                        .asText()
                        .equals(evaluate(argument.get(1)).asText());
            case "Fn::Not" -> !holds(argument.get(0));
            case "Fn::And" ->
                StreamSupport.stream(argument.spliterator(), false).allMatch(this::holds);
            case "Fn::Or" -> StreamSupport.stream(argument.spliterator(), false).anyMatch(this::holds);
            default -> throw new IllegalArgumentException("No template here has the condition " + call.getKey());
        };
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
