package io.drawbridge.gateway.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.drawbridge.gateway.http.Body;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeSet;

/** Reads what functions return as strictly as API Gateway does: one JSON object that holds known fields only. */
public final class AnswerJson {

    /** Numbers keep every digit: in an authorizer's context they become texts. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private AnswerJson() {}

    /**
     * Parses an answer.
     *
     * @param what names the answer in messages, such as "The authorizer's answer"
     * @param known the only fields allowed at the top
     * @throws MalformedAnswerException when it is not JSON, not an object, or has another field
     */
    public static JsonNode parse(Body payload, String what, List<String> known) throws MalformedAnswerException {
        JsonNode answer;
        try {
            answer = MAPPER.readTree(payload.bytes());
        } catch (JsonProcessingException e) {
            throw new MalformedAnswerException(what + " is not JSON: " + e.getOriginalMessage() + ".");
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail", e);
        }
        if (!answer.isObject()) {
            throw new MalformedAnswerException(what + " is no JSON object.");
        }
        TreeSet<String> unknown = new TreeSet<>();
        answer.fieldNames().forEachRemaining(unknown::add);
        known.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new MalformedAnswerException(what + " has the field " + String.join(", ", unknown)
                    + ": API Gateway accepts only " + String.join(", ", known) + ".");
        }
        return answer;
    }
}
