package io.drawbridge.gateway.call;

import io.drawbridge.gateway.api.ApiKey;
import io.drawbridge.gateway.api.LocalAccount;
import io.drawbridge.gateway.api.MappingExpression;
import io.drawbridge.gateway.api.RestApi;
import io.drawbridge.gateway.routing.RouteMatch;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request that the API works on, and what {@code $context} says about it.
 *
 * @param api the API
 * @param delivery the request
 * @param match the route; empty where there is none
 * @param requestId a UUID, {@code x-amzn-RequestId}
 * @param extendedRequestId {@code x-amz-apigw-id}
 * @param receivedAt when the request was complete
 * @param authorizer what {@code $context.authorizer} holds; empty until an authorizer has returned a policy
 * @param apiKey the key that it counts for; empty until a usage plan has admitted it
 */
public record Call(
        RestApi api,
        Delivery delivery,
        Optional<RouteMatch> match,
        String requestId,
        String extendedRequestId,
        Instant receivedAt,
        Map<String, String> authorizer,
        Optional<ApiKey> apiKey) {

    private static final DateTimeFormatter REQUEST_TIME = DateTimeFormatter.ofPattern(
                    "dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** A call of which nothing more is known than what came in. */
    public Call(
            RestApi api,
            Delivery delivery,
            Optional<RouteMatch> match,
            String requestId,
            String extendedRequestId,
            Instant receivedAt) {
        this(api, delivery, match, requestId, extendedRequestId, receivedAt, Map.of(), Optional.empty());
    }

    /** The same call once an authorizer has returned a policy. */
    public Call authorized(Map<String, String> context) {
        return new Call(api, delivery, match, requestId, extendedRequestId, receivedAt, context, apiKey);
    }

    /** The same call once a usage plan has admitted it. */
    public Call metered(ApiKey key) {
        return new Call(api, delivery, match, requestId, extendedRequestId, receivedAt, authorizer, Optional.of(key));
    }

    /** {@code arn:aws:execute-api:REGION:ACCOUNT:APIID/STAGE/VERB/path} with the actual path. */
    public String methodArn() {
        return arn(delivery.path());
    }

    /** The same with the resource's path template, which is what a function's permission is checked against. */
    public String permissionArn() {
        return arn(resourcePath());
    }

    private String arn(String path) {
        return LocalAccount.executeApiArn(api.apiId()) + "/" + api.stage() + "/" + delivery.method() + path;
    }

    /** The path template of the resource; empty where no route matched. */
    public String resourcePath() {
        return match.map(found -> found.route().resource()).orElse("");
    }

    /** The path parameters; none where no route matched. */
    public Map<String, String> pathParameters() {
        return match.map(RouteMatch::parameters).orElse(Map.of());
    }

    /** {@code 09/Apr/2015:12:34:56 +0000}. */
    public String requestTime() {
        return REQUEST_TIME.format(receivedAt);
    }

    /** Six letters and digits that stay the same for a resource. */
    public String resourceId() {
        String hash = Integer.toString(resourcePath().hashCode() & Integer.MAX_VALUE, 36);
        return ("000000" + hash).substring(hash.length());
    }

    /** The domain name up to its first dot. */
    public String domainPrefix() {
        String host = delivery.host();
        int end = host.indexOf('.');
        return end < 0 ? host : host.substring(0, end);
    }

    /**
     * {@code $context} as far as it is supported: texts, and maps of them under {@code authorizer} and {@code identity}.
     *
     * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html">$context
     *     variables</a>
     */
    public Map<String, Object> context() {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("accountId", LocalAccount.ACCOUNT_ID);
        context.put("apiId", api.apiId());
        context.put("authorizer", new LinkedHashMap<String, Object>(authorizer));
        context.put("deploymentId", "local");
        context.put("domainName", delivery.host());
        context.put("domainPrefix", domainPrefix());
        context.put("extendedRequestId", extendedRequestId);
        context.put("httpMethod", delivery.method());
        Map<String, Object> identity = new LinkedHashMap<>();
        identity.put("sourceIp", delivery.sourceIp());
        delivery.header("User-Agent").ifPresent(agent -> identity.put("userAgent", agent));
        apiKey.ifPresent(key -> {
            identity.put("apiKey", key.value());
            identity.put("apiKeyId", key.logicalId());
        });
        context.put("identity", identity);
        context.put("path", "/" + api.stage() + delivery.path());
        context.put("protocol", delivery.protocol());
        context.put("requestId", requestId);
        context.put("requestTime", requestTime());
        context.put("requestTimeEpoch", Long.toString(receivedAt.toEpochMilli()));
        if (match.isPresent()) {
            context.put("resourceId", resourceId());
            context.put("resourcePath", resourcePath());
        }
        context.put("stage", api.stage());
        return context;
    }

    /** The value of a mapping expression; empty where it is missing, which differs from present but empty. */
    public Optional<String> resolve(MappingExpression expression) {
        return resolve(expression, context());
    }

    /**
     * The same with a context that says more.
     *
     * @param context as {@link #context()} yields it
     */
    public Optional<String> resolve(MappingExpression expression, Map<String, Object> context) {
        if (expression instanceof MappingExpression.Literal literal) {
            return Optional.of(literal.text());
        }
        if (expression instanceof MappingExpression.RequestHeader header) {
            return delivery.header(header.name());
        }
        if (expression instanceof MappingExpression.RequestQuery query) {
            return delivery.queryParameter(query.name());
        }
        if (expression instanceof MappingExpression.RequestPath path) {
            return Optional.ofNullable(pathParameters().get(path.name()));
        }
        if (expression instanceof MappingExpression.StageVariable variable) {
            return Optional.ofNullable(api.stageVariables().get(variable.name()));
        }
        return lookUp(context, ((MappingExpression.Context) expression).name());
    }

    /** Follows a dotted name through the context's maps; names are case-sensitive. */
    public static Optional<String> lookUp(Map<String, Object> context, String name) {
        Object value = context;
        for (String part : name.split("\\.", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(part) : null;
            if (value == null) {
                return Optional.empty();
            }
        }
        return value instanceof Map ? Optional.empty() : Optional.of(value.toString());
    }
}
