package io.drawbridge.sam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drawbridge.authorizer.golden.AnswerCheck;
import io.drawbridge.authorizer.golden.AuthorizerAnswer;
import io.drawbridge.authorizer.golden.GoldenCase;
import io.drawbridge.authorizer.golden.Placeholders;
import java.util.Objects;

/** Holds what the function in Docker answered against a golden case: the policy and its context, or the thrown message. */
final class AuthorizerCheck {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final GoldenCase golden;
    private final Placeholders placeholders;

    AuthorizerCheck(GoldenCase golden, Placeholders placeholders) {
        this.golden = golden;
        this.placeholders = placeholders;
    }

    /**
     * Fails if the answer is not the one of the case.
     *
     * @param methodArn what was asked
     * @param answer what the function returned, or the error document that the runtime client made of what it threw
     */
    void hold(String methodArn, String answer) throws JsonProcessingException {
        switch (golden.expect().decision()) {
            case ALLOW, DENY -> new AnswerCheck(golden, placeholders).hold(AuthorizerAnswer.parse(methodArn, answer));
            case UNAUTHORIZED -> thrown("Unauthorized", answer);
            case ERROR -> thrown("internal_error", answer);
            case UNASKED -> throw new IllegalStateException("Nobody asks the authorizer about " + golden.title());
        }
    }

    /** API Gateway compares the message alone, byte for byte. */
    private static void thrown(String message, String answer) throws JsonProcessingException {
        JsonNode error = Objects.requireNonNull(MAPPER.readTree(answer));
        assertThat(error.path("errorMessage").textValue()).as(answer).isEqualTo(message);
        assertThat(error.has("policyDocument")).as(answer).isFalse();
    }
}
