package io.drawbridge.gateway.api;

/**
 * The right-hand side of a parameter mapping, as API Gateway's "request and response data mapping reference" lists them.
 *
 * <p>Names are case-sensitive, as on API Gateway.
 */
public sealed interface MappingExpression {

    /** {@code 'text'}: the text between the quotes, never interpreted. */
    record Literal(String text) implements MappingExpression {}

    /** {@code method.request.header.name}. */
    record RequestHeader(String name) implements MappingExpression {}

    /** {@code method.request.querystring.name}. */
    record RequestQuery(String name) implements MappingExpression {}

    /** {@code method.request.path.name}: a path parameter. */
    record RequestPath(String name) implements MappingExpression {}

    /** {@code context.name}, dots included, such as {@code requestId} or {@code authorizer.tenantId}. */
    record Context(String name) implements MappingExpression {}

    /** {@code stageVariables.name}. */
    record StageVariable(String name) implements MappingExpression {}
}
