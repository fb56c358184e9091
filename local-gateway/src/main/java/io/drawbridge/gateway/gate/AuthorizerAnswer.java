package io.drawbridge.gateway.gate;

import com.fasterxml.jackson.databind.JsonNode;
import io.drawbridge.gateway.function.AnswerJson;
import io.drawbridge.gateway.function.MalformedAnswerException;
import io.drawbridge.gateway.http.Body;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an authorizer returned, read as strictly as API Gateway reads it.
 *
 * @param policy the policy to evaluate
 * @param context {@code $context.authorizer}: the answer's context as texts, and {@code principalId}
 * @param usageIdentifierKey the API key that the call counts for; empty where it names none
 * @param json the answer as it came
 */
record AuthorizerAnswer(Policy policy, Map<String, String> context, Optional<String> usageIdentifierKey, String json) {

    private static final List<String> FIELDS =
            List.of("principalId", "policyDocument", "context", "usageIdentifierKey");
    private static final Pattern CONTEXT_KEY = Pattern.compile("[A-Za-z0-9_]+");

    AuthorizerAnswer {
        context = Collections.unmodifiableMap(new LinkedHashMap<>(context));
    }

    static AuthorizerAnswer parse(Body payload) throws MalformedAnswerException {
        JsonNode answer = AnswerJson.parse(payload, "The authorizer's answer", FIELDS);
        Optional<String> usageIdentifierKey = textOrAbsent(answer, "usageIdentifierKey");
        Optional<String> principalId = textOrAbsent(answer, "principalId");
        Policy policy = PolicyReader.read(answer.path("policyDocument"));
        Map<String, String> context = new LinkedHashMap<>();
        JsonNode values = answer.path("context");
        if (!values.isObject() && !values.isMissingNode() && !values.isNull()) {
            throw new MalformedAnswerException("The authorizer's context is no object.");
        }
        for (Map.Entry<String, JsonNode> entry : values.properties()) {
            context.put(key(entry.getKey()), text(entry.getKey(), entry.getValue()));
        }
        context.put("principalId", principalId.orElse(""));
        return new AuthorizerAnswer(policy, context, usageIdentifierKey, payload.text());
    }

    private static Optional<String> textOrAbsent(JsonNode answer, String field) throws MalformedAnswerException {
        JsonNode value = answer.path(field);
        if (!value.isTextual() && !value.isNull() && !value.isMissingNode()) {
            throw new MalformedAnswerException("The authorizer's " + field + " is no text.");
        }
        return Optional.ofNullable(value.textValue());
    }

    private static String key(String key) throws MalformedAnswerException {
        if (!CONTEXT_KEY.matcher(key).matches()) {
            throw new MalformedAnswerException(
                    "The authorizer's context has the key \"" + key + "\": use letters, digits and _ only.");
        }
        return key;
    }

    private static String text(String key, JsonNode value) throws MalformedAnswerException {
        if (!value.isValueNode() || value.isNull()) {
            throw new MalformedAnswerException("The authorizer's context value " + key
                    + " must be a text, a number or a boolean: API Gateway accepts nothing else.");
        }
        return value.asText();
    }
}
