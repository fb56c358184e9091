package io.drawbridge.differential;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drawbridge.authorizer.AuthorizerHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Our authorizer, given what ministack leaves out of the event: the domain name and the request's id. API Gateway sends both, so
 * the authorizer refuses an event without them.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html">Input
 *     to an API Gateway Lambda authorizer</a>
 */
public final class CompletedEvents implements RequestStreamHandler {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RequestStreamHandler authorizer = new AuthorizerHandler();

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        JsonNode event = JSON.readTree(in);
        if (event.path("requestContext") instanceof ObjectNode request) {
            request.put("domainName", "api.example.com");
            request.put("requestId", context.getAwsRequestId());
        }
        authorizer.handleRequest(new ByteArrayInputStream(JSON.writeValueAsBytes(event)), out, context);
    }
}
