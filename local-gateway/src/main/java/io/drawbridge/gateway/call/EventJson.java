package io.drawbridge.gateway.call;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.gateway.api.LocalAccount;
import io.drawbridge.gateway.http.Body;
import java.util.List;
import java.util.Map;

/**
 * The events that functions receive.
 *
 * <p>The two kinds differ in small ways that handlers stumble over: the authorizer's has {@code {}} where the proxy's has
 * {@code null}, names its method ARN, and carries no body.
 */
public final class EventJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Every key of {@code requestContext.identity}, in AWS's order; most of them concern IAM and Cognito only. */
    private static final List<String> IDENTITY = List.of(
            "cognitoIdentityPoolId",
            "accountId",
            "cognitoIdentityId",
            "caller",
            "sourceIp",
            "principalOrgId",
            "accessKey",
            "cognitoAuthenticationType",
            "cognitoAuthenticationProvider",
            "userArn",
            "userAgent",
            "user");

    private EventJson() {}

    /** The event of a REQUEST authorizer. */
    public static Body forAuthorizer(Call call) {
        ObjectNode event = JSON.objectNode();
        event.put("type", "REQUEST");
        event.put("methodArn", call.methodArn());
        request(event, call, false);
        event.set("requestContext", requestContext(call));
        return Body.of(event.toString());
    }

    /**
     * The event of a Lambda proxy integration.
     *
     * @param authorizerLatencyMillis how long the authorizer took; used only where there was one
     */
    public static Body forIntegration(Call call, long authorizerLatencyMillis) {
        ObjectNode event = JSON.objectNode();
        request(event, call, true);
        ObjectNode context = requestContext(call);
        if (!call.authorizer().isEmpty()) {
            ObjectNode authorizer = context.putObject("authorizer");
            call.authorizer().forEach(authorizer::put);
            authorizer.put("integrationLatency", authorizerLatencyMillis);
        }
        event.set("requestContext", context);
        Body body = call.delivery().body();
        event.put("body", body.isEmpty() ? null : body.text());
        event.put("isBase64Encoded", false);
        return Body.of(event.toString());
    }

    private static void request(ObjectNode event, Call call, boolean nullWhenEmpty) {
        Delivery delivery = call.delivery();
        event.put("resource", call.resourcePath());
        event.put("path", delivery.path());
        event.put("httpMethod", delivery.method());
        single(event, "headers", delivery.headers(), nullWhenEmpty);
        multi(event, "multiValueHeaders", delivery.headers(), nullWhenEmpty);
        single(event, "queryStringParameters", delivery.query(), nullWhenEmpty);
        multi(event, "multiValueQueryStringParameters", delivery.query(), nullWhenEmpty);
        plain(event, "pathParameters", call.pathParameters(), nullWhenEmpty);
        plain(event, "stageVariables", call.api().stageVariables(), nullWhenEmpty);
    }

    private static void single(ObjectNode event, String key, Map<String, List<String>> values, boolean nullWhenEmpty) {
        ObjectNode object = objectOrNull(event, key, values, nullWhenEmpty);
        values.forEach((name, all) -> object.put(name, all.get(all.size() - 1)));
    }

    private static void multi(ObjectNode event, String key, Map<String, List<String>> values, boolean nullWhenEmpty) {
        ObjectNode object = objectOrNull(event, key, values, nullWhenEmpty);
        values.forEach((name, all) -> {
            var array = object.putArray(name);
            all.forEach(array::add);
        });
    }

    private static void plain(ObjectNode event, String key, Map<String, String> values, boolean nullWhenEmpty) {
        ObjectNode object = objectOrNull(event, key, values, nullWhenEmpty);
        values.forEach(object::put);
    }

    private static ObjectNode objectOrNull(ObjectNode event, String key, Map<String, ?> values, boolean nullWhenEmpty) {
        ObjectNode object = JSON.objectNode();
        if (values.isEmpty() && nullWhenEmpty) {
            event.putNull(key);
        } else {
            event.set(key, object);
        }
        return object;
    }

    private static ObjectNode requestContext(Call call) {
        Delivery delivery = call.delivery();
        ObjectNode context = JSON.objectNode();
        context.put("resourceId", call.resourceId());
        context.put("resourcePath", call.resourcePath());
        context.put("httpMethod", delivery.method());
        context.put("extendedRequestId", call.extendedRequestId());
        context.put("requestTime", call.requestTime());
        context.put("path", "/" + call.api().stage() + delivery.path());
        context.put("accountId", LocalAccount.ACCOUNT_ID);
        context.put("protocol", delivery.protocol());
        context.put("stage", call.api().stage());
        context.put("domainPrefix", call.domainPrefix());
        context.put("requestTimeEpoch", call.receivedAt().toEpochMilli());
        context.put("requestId", call.requestId());
        ObjectNode identity = context.putObject("identity");
        IDENTITY.forEach(identity::putNull);
        identity.put("sourceIp", delivery.sourceIp());
        delivery.header("User-Agent").ifPresent(agent -> identity.put("userAgent", agent));
        // Only methods that need a key have these two.
        call.apiKey().ifPresent(key -> {
            identity.put("apiKey", key.value());
            identity.put("apiKeyId", key.logicalId());
        });
        context.put("domainName", delivery.host());
        context.put("deploymentId", "local");
        context.put("apiId", call.api().apiId());
        return context;
    }
}
