package io.drawbridge.gateway.response;

import io.drawbridge.gateway.api.MappingExpression;
import io.drawbridge.gateway.call.Call;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The templates of gateway responses: plain substitution, no Velocity, no escaping.
 *
 * <p>{@code $context.name}, {@code $stageVariables.name} and {@code $method.request.header|querystring|path.name}, with or
 * without braces. What is missing leaves nothing behind.
 */
final class Substitution {

    private static final String NAME = "[A-Za-z0-9_-]+";
    private static final String VARIABLE = "context((?:\\.\\w+)+)|stageVariables\\.(" + NAME
            + ")|method\\.request\\.(header|querystring|path)\\.(" + NAME + ")";
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(?:" + VARIABLE + ")\\}|\\$(?:" + VARIABLE + ")");

    private static final int GROUPS = 4;

    private Substitution() {}

    static String fill(String template, Call call, Map<String, Object> context) {
        Matcher matcher = REFERENCE.matcher(template);
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            String value = call.resolve(expression(matcher), context).orElse("");
            matcher.appendReplacement(result, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(result).toString();
    }

    private static MappingExpression expression(Matcher matcher) {
        Optional<String> context = group(matcher, 1);
        if (context.isPresent()) {
            return new MappingExpression.Context(context.get().substring(1));
        }
        Optional<String> stageVariable = group(matcher, 2);
        if (stageVariable.isPresent()) {
            return new MappingExpression.StageVariable(stageVariable.get());
        }
        String name = group(matcher, 4).orElse("");
        return switch (group(matcher, 3).orElse("")) {
            case "header" -> new MappingExpression.RequestHeader(name);
            case "querystring" -> new MappingExpression.RequestQuery(name);
            default -> new MappingExpression.RequestPath(name);
        };
    }

    /** The group of the form with braces or of the one without. */
    private static Optional<String> group(Matcher matcher, int number) {
        return Optional.ofNullable(matcher.group(number)).or(() -> Optional.ofNullable(matcher.group(number + GROUPS)));
    }
}
