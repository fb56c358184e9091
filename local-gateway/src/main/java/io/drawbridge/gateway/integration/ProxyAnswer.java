package io.drawbridge.gateway.integration;

import com.fasterxml.jackson.databind.JsonNode;
import io.drawbridge.gateway.function.AnswerJson;
import io.drawbridge.gateway.function.MalformedAnswerException;
import io.drawbridge.gateway.http.Body;
import io.drawbridge.gateway.http.Header;
import io.drawbridge.gateway.http.HttpResponse;
import io.drawbridge.gateway.response.HeaderText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Turns what a function returned into a response, or says what is wrong with it.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">Output
 *     format of a Lambda function for proxy integration</a>
 */
final class ProxyAnswer {

    private static final List<String> FIELDS =
            List.of("statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded");

    /** API Gateway keeps these for itself and passes an integration's value on under another name. */
    private static final Set<String> REMAPPED = Set.of(
            "authorization", "connection", "content-length", "date", "server", "transfer-encoding", "www-authenticate");

    private ProxyAnswer() {}

    static HttpResponse parse(Body payload) throws MalformedAnswerException {
        JsonNode answer = AnswerJson.parse(payload, "The function's answer", FIELDS);
        JsonNode encoded = answer.path("isBase64Encoded");
        if (!encoded.isMissingNode() && !encoded.isBoolean()) {
            throw new MalformedAnswerException(
                    "The function's isBase64Encoded must be true or false, not " + encoded + ".");
        }
        return new HttpResponse(status(answer.path("statusCode")), headers(answer), body(answer.path("body")));
    }

    private static int status(JsonNode status) throws MalformedAnswerException {
        int value = status.isIntegralNumber() || status.isTextual() ? status.asInt(0) : 0;
        if (value < 200 || value > 599) {
            throw new MalformedAnswerException("The function's statusCode must be a number from 200 to 599, not "
                    + (status.isMissingNode() ? "missing" : status) + ".");
        }
        return value;
    }

    private static Body body(JsonNode body) throws MalformedAnswerException {
        if (body.isMissingNode() || body.isNull()) {
            return Body.EMPTY;
        }
        if (!body.isTextual()) {
            throw new MalformedAnswerException(
                    "The function's body must be a text: write JSON as a text, not as an object.");
        }
        return Body.of(body.textValue());
    }

    /** The two maps become one; for a name in both only the list counts. */
    private static List<Header> headers(JsonNode answer) throws MalformedAnswerException {
        Map<String, List<Header>> byName = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : object(answer, "headers").properties()) {
            byName.put(lower(entry.getKey()), List.of(header(entry.getKey(), entry.getValue())));
        }
        for (Map.Entry<String, JsonNode> entry :
                object(answer, "multiValueHeaders").properties()) {
            if (!entry.getValue().isArray()) {
                throw new MalformedAnswerException(
                        "The function's multiValueHeaders value of " + entry.getKey() + " must be a list.");
            }
            List<Header> values = new ArrayList<>();
            for (JsonNode value : entry.getValue()) {
                values.add(header(entry.getKey(), value));
            }
            byName.put(lower(entry.getKey()), values);
        }
        List<Header> headers = new ArrayList<>();
        if (!byName.containsKey("content-type")) {
            headers.add(new Header("Content-Type", "application/json"));
        }
        byName.values().forEach(headers::addAll);
        return headers;
    }

    private static JsonNode object(JsonNode answer, String field) throws MalformedAnswerException {
        JsonNode value = answer.path(field);
        if (!value.isObject() && !value.isMissingNode() && !value.isNull()) {
            throw new MalformedAnswerException("The function's " + field + " must be an object.");
        }
        return value;
    }

    private static Header header(String name, JsonNode value) throws MalformedAnswerException {
        if (!value.isValueNode() || value.isNull()) {
            throw new MalformedAnswerException("The function's header " + name + " must be a text, not " + value + ".");
        }
        if (!HeaderText.isName(name) || !HeaderText.isSafe(value.asText())) {
            throw new MalformedAnswerException(
                    "The function's header " + name + " holds a character that no header may hold.");
        }
        return new Header(REMAPPED.contains(lower(name)) ? "x-amzn-Remapped-" + name : name, value.asText());
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
