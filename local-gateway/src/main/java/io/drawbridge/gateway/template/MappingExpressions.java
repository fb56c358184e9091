package io.drawbridge.gateway.template;

import io.drawbridge.gateway.api.MappingExpression;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the right-hand sides of parameter mappings and the identity sources of authorizers.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html">Data mapping
 *     reference</a>
 */
final class MappingExpressions {

    private static final Pattern LITERAL = Pattern.compile("'([^']*)'");
    private static final Pattern HEADER = Pattern.compile("method\\.request\\.header\\.([!#$%&'*+.^_`|~0-9A-Za-z-]+)");
    private static final Pattern QUERY = Pattern.compile("method\\.request\\.querystring\\.([^\\s'\"]+)");
    private static final Pattern PATH = Pattern.compile("method\\.request\\.path\\.([A-Za-z0-9._-]+)");
    private static final Pattern CONTEXT = Pattern.compile("context\\.([A-Za-z0-9_]+(?:\\.[A-Za-z0-9_-]+)*)");
    private static final Pattern STAGE_VARIABLE = Pattern.compile("stageVariables\\.([A-Za-z0-9_]+)");

    private MappingExpressions() {}

    /** Empty where API Gateway knows no such expression. */
    static Optional<MappingExpression> parse(String text) {
        return first(LITERAL, text)
                .<MappingExpression>map(MappingExpression.Literal::new)
                .or(() -> first(HEADER, text).map(MappingExpression.RequestHeader::new))
                .or(() -> first(QUERY, text).map(MappingExpression.RequestQuery::new))
                .or(() -> first(PATH, text).map(MappingExpression.RequestPath::new))
                .or(() -> first(CONTEXT, text).map(MappingExpression.Context::new))
                .or(() -> first(STAGE_VARIABLE, text).map(MappingExpression.StageVariable::new));
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
