package io.drawbridge.authorizer.golden;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.authorizer.golden.CaseRequest.HeaderLine;
import io.drawbridge.authorizer.golden.GoldenCase.HeaderNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The event that API Gateway makes of a request for a REQUEST authorizer, shaped as recorded ones are: {@code headers} with
 * the last line of each name beside {@code multiValueHeaders} with all, {@code {}} and never {@code null}, the actual path in
 * {@code methodArn} and the template in {@code resource}.
 *
 * @param methodArn the ARN that the policy must name
 * @param json the event
 */
public record GoldenEvent(String methodArn, String json) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String STAGE_ARN = "arn:aws:execute-api:us-east-1:000000000000:api/prod/";

    /**
     * Makes the event of a case.
     *
     * @param authorization the Authorization line, which comes last
     */
    public static GoldenEvent of(GoldenCase golden, Placeholders placeholders, Optional<String> authorization) {
        CaseRequest request = golden.request();
        String path = placeholders.fill(request.path()).split("\\?", 2)[0];
        GoldenRoute route = GoldenRoute.of(golden.world().tenantSource(), request.method(), path);
        String arn = STAGE_ARN + request.method() + path;
        ObjectNode event = JSON.objectNode().put("type", "REQUEST").put("methodArn", arn);
        event.put("resource", route.resource()).put("path", path).put("httpMethod", request.method());
        headers(event, lines(golden, placeholders, authorization));
        event.putObject("queryStringParameters");
        event.putObject("multiValueQueryStringParameters");
        ObjectNode parameters = event.putObject("pathParameters");
        route.parameters().forEach(parameters::put);
        event.putObject("stageVariables");
        event.set("requestContext", requestContext(request, route, path));
        return new GoldenEvent(arn, event.toString());
    }

    private static List<HeaderLine> lines(
            GoldenCase golden, Placeholders placeholders, Optional<String> authorization) {
        List<HeaderLine> sent = new ArrayList<>();
        golden.request().headers().forEach(l -> sent.add(new HeaderLine(l.name(), placeholders.fill(l.value()))));
        authorization.ifPresent(value -> sent.add(new HeaderLine("authorization", value)));
        List<HeaderLine> lines = new ArrayList<>();
        sent.forEach(
                line -> lines.add(golden.world().headerNames() == HeaderNames.LOWER_CASE ? line.inLowerCase() : line));
        // The front end's own.
        lines.add(new HeaderLine("Host", golden.request().host()));
        lines.add(new HeaderLine("X-Forwarded-For", "192.0.2.7"));
        lines.add(new HeaderLine("X-Forwarded-Port", "443"));
        lines.add(new HeaderLine("X-Forwarded-Proto", "https"));
        return lines;
    }

    private static void headers(ObjectNode event, List<HeaderLine> lines) {
        Map<String, List<String>> byName = new LinkedHashMap<>();
        lines.forEach(
                l -> byName.computeIfAbsent(l.name(), any -> new ArrayList<>()).add(l.value()));
        ObjectNode single = event.putObject("headers");
        ObjectNode multiple = event.putObject("multiValueHeaders");
        byName.forEach((name, values) -> {
            single.put(name, values.get(values.size() - 1));
            values.forEach(multiple.putArray(name)::add);
        });
    }

    private static ObjectNode requestContext(CaseRequest request, GoldenRoute route, String path) {
        ObjectNode context = JSON.objectNode()
                .put("resourceId", "r1")
                .put("resourcePath", route.resource())
                .put("httpMethod", request.method())
                .put("extendedRequestId", "e1")
                .put("requestTime", "23/Nov/2026:08:00:00 +0000")
                .put("path", "/prod" + path)
                .put("accountId", "000000000000")
                .put("protocol", "HTTP/1.1")
                .put("stage", "prod")
                .put("domainPrefix", request.host().split("\\.", 2)[0])
                .put("requestTimeEpoch", 1_795_420_800_000L)
                .put("requestId", "11111111-2222-3333-4444-555555555555")
                .put("domainName", request.host())
                .put("deploymentId", "d1")
                .put("apiId", "api");
        context.putObject("identity")
                .put("sourceIp", "192.0.2.7")
                .putNull("userAgent")
                .putNull("user");
        return context;
    }
}
