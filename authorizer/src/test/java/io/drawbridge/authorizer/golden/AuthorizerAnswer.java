package io.drawbridge.authorizer.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A policy as the authorizer returned it.
 *
 * @param methodArn what was asked
 * @param effect {@code Allow} or {@code Deny}
 * @param action the statement's action
 * @param resource the statement's resource
 * @param context the context; empty text where a value is not granted
 * @param usageIdentifierKey the key of the usage plan
 */
public record AuthorizerAnswer(
        String methodArn,
        String effect,
        String action,
        String resource,
        Map<String, String> context,
        Optional<String> usageIdentifierKey) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    public AuthorizerAnswer {
        context = Map.copyOf(context);
    }

    /** Reads the JSON that the authorizer wrote, which may have nothing that API Gateway does not expect. */
    public static AuthorizerAnswer parse(String methodArn, String json) throws JsonProcessingException {
        JsonNode policy = MAPPER.readTree(json);
        assertThat(policy.fieldNames())
                .toIterable()
                .as("any other field makes API Gateway answer 500")
                .isSubsetOf("principalId", "policyDocument", "context", "usageIdentifierKey")
                .contains("principalId", "policyDocument", "context");
        assertThat(policy.path("policyDocument").path("Statement")).hasSize(1);
        JsonNode statement = policy.path("policyDocument").path("Statement").path(0);
        assertThat(statement.fieldNames()).toIterable().containsExactlyInAnyOrder("Action", "Effect", "Resource");
        Map<String, String> context = new LinkedHashMap<>();
        policy.path("context").properties().forEach(e -> {
            assertThat(e.getValue().isTextual()).as(e.getKey() + " is a string").isTrue();
            context.put(e.getKey(), e.getValue().textValue());
        });
        return new AuthorizerAnswer(
                methodArn,
                statement.path("Effect").asText(),
                statement.path("Action").asText(),
                statement.path("Resource").asText(),
                context,
                Optional.ofNullable(policy.path("usageIdentifierKey").textValue()));
    }
}
