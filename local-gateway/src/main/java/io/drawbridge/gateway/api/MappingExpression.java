package io.drawbridge.gateway.api;

/**
 * The right-hand side of a parameter mapping, as API Gateway's "request and response data mapping reference" lists them.
 *
 * <p>Names are case-sensitive, as on API Gateway.
 */
public sealed interface MappingExpression {

    /** The expression as a template writes it, such as {@code method.request.header.origin}. */
    String written();

    /** {@code 'text'}: the text between the quotes, never interpreted. */
    record Literal(String text) implements MappingExpression {
        @Override
        public String written() {
            return "'" + text + "'";
        }
    }

    /** {@code method.request.header.name}. */
    record RequestHeader(String name) implements MappingExpression {
        @Override
        public String written() {
            return "method.request.header." + name;
        }
    }

    /** {@code method.request.querystring.name}. */
    record RequestQuery(String name) implements MappingExpression {
        @Override
        public String written() {
            return "method.request.querystring." + name;
        }
    }

    /** {@code method.request.path.name}: a path parameter. */
    record RequestPath(String name) implements MappingExpression {
        @Override
        public String written() {
            return "method.request.path." + name;
        }
    }

    /** {@code context.name}, dots included, such as {@code requestId} or {@code authorizer.tenantId}. */
    record Context(String name) implements MappingExpression {
        @Override
        public String written() {
            return "context." + name;
        }
    }

    /** {@code stageVariables.name}. */
    record StageVariable(String name) implements MappingExpression {
        @Override
        public String written() {
            return "stageVariables." + name;
        }
    }
}
